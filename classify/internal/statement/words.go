package statement

import (
	"math"
	"slices"

	"rolecall/lexicon"
)

// What the words of a posting add to its scores.
//
// Letters and concepts are what a posting says that the person does. Of what all
// that is about, and so whether a product is technical, its words tell the rest.
// A word that stands c times in the posting and is r rare adds to a role
//
//	w (1 + ln c) r / |x|
//
// |x| being the root of the sum of the squares of (1 + ln c) r over all its words:
// TF-IDF (Salton and Buckley 1988). The k-th time adds what it makes greater, in
// the statement that it stands in, so that the score is exactly the sum of what
// statements add.

// A PostingWord is a word, compared by stem, with what it says of a posting.
type PostingWord struct {
	Stem   string
	Rarity uint8                  // in RaritySteps, at least 1
	Weigh  [lexicon.NumRoles]int8 // in WordSteps
}

// RaritySteps are how many steps of a word's rarity are one, and WordSteps how
// many of its weight are one natural logarithm of odds.
const (
	RaritySteps = 32
	WordSteps   = 32
)

// A WordTable finds what words add, by their numbers. Eight bytes are all of a
// word.
type WordTable struct{ words []weighedWord }

type weighedWord struct {
	rarity uint8 // 0 for a word that is not known
	weigh  [lexicon.NumRoles]int8
	place  uint16 // in the list that the table was made of
}

// NewWordTable returns a table of words, 65,536 at most. number returns the number
// of a stem, 0 for one that the lexicon does not know, which is left out.
func NewWordTable(list []PostingWord, number func(stem string) int32) *WordTable {
	t := &WordTable{}
	for i := range list {
		if n := int(number(list[i].Stem)); n > 0 {
			if n >= len(t.words) {
				t.words = append(t.words, make([]weighedWord, n+1-len(t.words))...)
			}
			t.words[n] = weighedWord{max(list[i].Rarity, 1), list[i].Weigh, uint16(i)}
		}
	}
	return t
}

// A wordPart is what one word of a statement makes its posting's amount of the
// word greater by.
type wordPart struct {
	statement, word int32
	amount          float64
}

// maxTimes is after how many times a word says nothing more.
const maxTimes = 63

// amounts are 1 + ln c by c, 0 for none.
var amounts = func() (a [maxTimes + 1]float64) {
	for c := range a[1:] {
		a[c+1] = 1 + math.Log(float64(c+1))
	}
	return a
}()

// leastNorm is the least that amounts are divided by: that of some fifty words.
// The few words of a teaser are not to be blown up to a posting.
const leastNorm = 20

// count finds the parts of a posting, and returns what they are to be divided by.
func (t *WordTable) count(r *Reading, statements []Statement) (norm float64) {
	r.counts = slices.Grow(r.counts[:0], len(t.words))[:len(t.words)]
	r.parts = r.parts[:0]
	squares := 0.0
	for i := range statements {
		for k := range statements[i].Words {
			word := &statements[i].Words[k]
			if int(word.Word) >= len(t.words) || word.Named() {
				continue
			}
			rarity, times := t.words[word.Word].rarity, r.counts[word.Word]
			if rarity == 0 || times == maxTimes {
				continue
			}
			r.counts[word.Word]++
			rare, before, after := float64(rarity)/RaritySteps, amounts[times], amounts[times+1]
			squares += float64(rare*rare) * (float64(after*after) - float64(before*before))
			r.parts = append(r.parts, wordPart{int32(i), word.Word, rare * (after - before)})
		}
	}
	for i := range r.parts {
		r.counts[r.parts[i].word] = 0 // for the next posting
	}
	return max(math.Sqrt(squares), leastNorm)
}

// share adds what the words of a posting add to the shares of its statements.
func (t *WordTable) share(r *Reading, statements []Statement) {
	norm := t.count(r, statements)
	for i := range r.parts {
		p := &r.parts[i]
		f, out := p.amount/(WordSteps*norm), &r.Shares[p.statement].Words
		for k, w := range t.words[p.word].weigh {
			out[k] += float64(float64(w) * f)
		}
	}
}

// A WordAmount is how much of a word, by its place in the list that a table was
// made of, a posting has: what its weight is multiplied by.
type WordAmount struct {
	Place  int
	Amount float64
}

// Amounts returns the words of a posting in the order in which they come.
func (t *WordTable) Amounts(statements []Statement) []WordAmount {
	var r Reading
	norm := t.count(&r, statements)
	var out []WordAmount
	at := map[int32]int{}
	for _, p := range r.parts {
		i, ok := at[p.word]
		if !ok {
			i = len(out)
			at[p.word], out = i, append(out, WordAmount{Place: int(t.words[p.word].place)})
		}
		out[i].Amount += p.amount / norm
	}
	return out
}
