package statement

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolecall/lexicon"
)

// A table finds the same grams as looking for each of them in turn, in
// statements of any length and of words that the lexicon does not number.
func TestTallyFindsEachGram(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	stems := []string{"own", "roadmap", "team", "to", "hire", "lead", "api", "of"}
	number := func(stem string) int32 {
		for i, s := range stems[:7] {
			if s == stem {
				return int32(10*i + 1)
			}
		}
		return 0 // "of" is not known
	}
	weigh := func() (w [NumLetters]int8) {
		for i := range w {
			w[i] = int8(rnd.IntN(256) - 128)
		}
		return w
	}
	b := NewGramBuilder(0)
	for _, first := range append(stems, Begin, Role) {
		if first != Begin && rnd.IntN(3) > 0 {
			b.Add(first, weigh())
		}
		for _, second := range append(stems, Role) {
			if rnd.IntN(2) > 0 {
				b.Add(first+" "+second, weigh())
			}
		}
	}
	var read Grams
	if err := read.ReadBinary(string(b.AppendBinary(nil))); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(b.Grams, read); d != "" {
		t.Fatalf("read otherwise than written: (-written +read)\n%s", d)
	}
	table, name := NewTable(&read, number), roleName(t)
	for range 300 {
		words := make([]lexicon.Token, rnd.IntN(400))
		for i := range words {
			if words[i].Word = int32(rnd.IntN(72)); rnd.IntN(3) == 0 {
				words[i].Word = int32(rnd.IntN(7)*10 + 1)
			}
			if rnd.IntN(5) == 0 {
				words[i] = name
			}
		}
		got := table.tally(words)
		var want [NumLetters + 1]int32
		last := int32(NumberOfBegin)
		Numbers(words, func(w int32) {
			for _, g := range [][2]int32{{w, NoWord}, {last, w}} {
				if weigh, ok := find(&read, g, number); ok {
					for l, x := range weigh {
						want[l] += int32(x)
					}
					want[NumLetters]++
				}
			}
			last = w
		})
		for l := range NumLetters {
			got.sums[l] -= bias * got.sums[NumLetters]
		}
		if got.sums != want {
			t.Fatalf("%d words: %v, want %v", len(words), got.sums, want)
		}
	}
}

// find looks for a gram, given by the numbers of its words, in turn.
func find(grams *Grams, numbers [2]int32, number func(string) int32) (weigh [NumLetters]int8, found bool) {
	at := func(place int32) int32 {
		if place >= NoWord {
			return place
		}
		return number(grams.Words[place])
	}
	if numbers[0] == 0 || numbers[1] == 0 {
		return weigh, false
	}
	for i := range grams.List {
		if g := &grams.List[i]; at(g.First) == numbers[0] && at(g.Second) == numbers[1] {
			return g.Weigh, true
		}
	}
	return weigh, false
}

// roleName returns a token of a role's name.
func roleName(t *testing.T) lexicon.Token {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	r := lex.Read("Ask the Product Manager.")
	for _, tok := range r.Tokens {
		if tok.Named() {
			return tok
		}
	}
	t.Fatal("no name of a role in the text")
	return lexicon.Token{}
}

// Grams that were cut short or belong to another version are refused, wherever
// they end.
func TestReadBinaryCutShort(t *testing.T) {
	b := NewGramBuilder(2)
	b.Add("own roadmap", [NumLetters]int8{1, -2, 3})
	b.Add("roadmap", [NumLetters]int8{-128, 127})
	whole := string(b.AppendBinary(nil))
	for n := range len(whole) {
		if err := new(Grams).ReadBinary(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes were read", n, len(whole))
		}
	}
	if err := new(Grams).ReadBinary(whole + "x"); err == nil {
		t.Error("a byte too many was read")
	}
}
