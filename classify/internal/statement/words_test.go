package statement

import (
	"math"
	"testing"

	"rolecall/lexicon"
)

func saying(words ...int32) (s Statement) {
	for _, w := range words {
		s.Words = append(s.Words, lexicon.Token{Word: w})
	}
	return s
}

// What words add to the statements of a posting is in all what their amounts and
// weights say, whatever the statements are, and of a text after another as well.
func TestWordsAddUp(t *testing.T) {
	list := []PostingWord{{"api", 96, [lexicon.NumRoles]int8{-3, -41, 46, -12, 10}}, {"own", 40, [lexicon.NumRoles]int8{4, 9, 7, 0, -20}}}
	numbers := map[string]int32{"api": 7, "own": 3}
	s := &Sum{Words: NewWordTable(list, func(stem string) int32 { return numbers[stem] })}
	for _, statements := range [][]Statement{
		{saying(3, 7, 7), saying(1, 7), saying(900, 3)},
		{saying(7)},
		{saying()},
	} {
		var want, got Scores
		for _, a := range s.Words.Amounts(statements) {
			for k, w := range list[a.Place].Weigh {
				want[k] += a.Amount * float64(w) / WordSteps
			}
		}
		for _, share := range s.Shares(statements, make([]Vector, len(statements))) {
			for k, x := range share.Words {
				got[k] += x
			}
		}
		for k := range want {
			if math.Abs(want[k]-got[k]) > 1e-12 {
				t.Errorf("%d statements: %v, want %v", len(statements), got, want)
			}
		}
	}
}

// A name of a role is no word, and a word that stands three times says less than
// three times as much.
func TestWordAmounts(t *testing.T) {
	table := NewWordTable([]PostingWord{{Stem: "api", Rarity: 64}}, func(string) int32 { return 1 })
	named := saying(1)
	named.Words[0].Marks |= 1 << 7
	if !named.Words[0].Named() || len(table.Amounts([]Statement{named})) > 0 {
		t.Error("a role's name is a word")
	}
	once, thrice := table.Amounts([]Statement{saying(1)}), table.Amounts([]Statement{saying(1, 1), saying(1)})
	if want := (1 + math.Log(3)) * once[0].Amount; math.Abs(thrice[0].Amount-want) > 1e-12 {
		t.Errorf("three times: %v, want %v", thrice[0].Amount, want)
	}
}
