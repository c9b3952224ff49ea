package statement

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"

	"rolecall/lexicon"
)

// A Gram is a word, or two that stand side by side, compared by stem, with
// what it says for each letter. Begin in place of the first of two is the
// beginning of a statement, where a duty has its verb.
type Gram struct {
	Words string // one stem, or two with a space between
	Weigh [NumLetters]int8
}

// Begin stands for the beginning of a statement, as the first word of a gram.
const Begin = "^"

// Role stands for a role's name in a gram, whichever role it names: what is
// asked "as a …" or "years of … experience" tells that something is asked of
// the person, and names of roles are no evidence.
const Role = "ROLE"

// GramSteps are how many steps of a gram's weight are one natural logarithm of
// odds, before the number of grams is counted in.
const GramSteps = 16

// Words returns the stems of which grams are made, in the order of the grams;
// many come again.
func Words(grams []Gram) []string {
	var words []string
	for i := range grams {
		for w := range strings.FieldsSeq(grams[i].Words) {
			if w != Begin && w != Role {
				words = append(words, w)
			}
		}
	}
	return words
}

// A Table finds the grams of a statement. Single words are found by their
// number, pairs in a hash table with open addressing, whose entries are two to
// a cache line and more: looking up is most of what reading a statement takes.
type Table struct {
	single []packed // by the number of the word
	pairs  []pair   // a power of two, at most half of them taken
}

// packed has a weight in each byte, and in the last one 1 where the gram is
// known.
type packed uint64

type pair struct {
	key   uint64 // the numbers of the two words, 0 for a free place
	weigh packed
}

// The numbers of Begin and Role: lexica number words from 1 and have fewer.
const (
	NumberOfBegin = math.MaxInt32
	NumberOfRole  = math.MaxInt32 - 1
)

// Numbers calls visit with the numbers of a statement's words: 0 for one that
// the lexicon does not number, NumberOfRole once for each name of a role.
func Numbers(words []lexicon.Token, visit func(word int32)) {
	named := false
	for i := range words {
		if words[i].Named() {
			if !named {
				visit(NumberOfRole)
			}
			named = true
			continue
		}
		named = false
		visit(words[i].Word)
	}
}

// NewTable returns a table of grams. number returns the number of a stem, 0
// for one that the lexicon does not know: a gram of such a word is never found,
// and left out.
func NewTable(grams []Gram, number func(stem string) int32) *Table {
	size := 1 << bits.Len(uint(4*len(grams)))
	t := &Table{pairs: make([]pair, size)}
	for i := range grams {
		g := &grams[i]
		first, second, two := strings.Cut(g.Words, " ")
		a, b := numberOf(first, number), int32(0)
		if two {
			b = numberOf(second, number)
		}
		if a == 0 || two && b == 0 || !two && a == NumberOfBegin {
			continue
		}
		if !two && a != NumberOfRole {
			t.setSingle(a, pack(g.Weigh))
			continue
		}
		*t.place(pairKey(a, b)) = pair{pairKey(a, b), pack(g.Weigh)}
	}
	return t
}

func numberOf(word string, number func(stem string) int32) int32 {
	switch word {
	case Begin:
		return NumberOfBegin
	case Role:
		return NumberOfRole
	}
	return number(word)
}

func (t *Table) setSingle(word int32, w packed) {
	if n := int(word) + 1 - len(t.single); n > 0 {
		t.single = append(t.single, make([]packed, n)...)
	}
	t.single[word] = w
}

func pack(w [NumLetters]int8) packed {
	p := packed(1) << 56
	for i, x := range w {
		p |= packed(uint8(x)) << (8 * i)
	}
	return p
}

func pairKey(a, b int32) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

// place returns where a pair stands, or would stand.
func (t *Table) place(key uint64) *pair {
	mask := len(t.pairs) - 1
	for i := int(key*0x9e3779b97f4a7c15>>33) & mask; ; i = (i + 1) & mask {
		if p := &t.pairs[i]; p.key == key || p.key == 0 {
			return p
		}
	}
}

// A tally is what the grams of a statement add up to, in steps.
type tally struct {
	steps [NumLetters]int32
	known int32 // grams
}

func (s *tally) add(w packed) {
	s.known += int32(w >> 56)
	for i := range s.steps {
		s.steps[i] += int32(int8(w >> (8 * i)))
	}
}

// tally adds up the grams of a statement's words. Words that the lexicon does
// not number part what stands around them.
func (t *Table) tally(words []lexicon.Token) (s tally) {
	last := int32(NumberOfBegin)
	Numbers(words, func(w int32) {
		switch {
		case w == 0:
		case w == NumberOfRole:
			s.add(t.place(pairKey(w, 0)).weigh)
		case int(w) < len(t.single):
			s.add(t.single[w])
		}
		if w != 0 && last != 0 {
			s.add(t.place(pairKey(last, w)).weigh)
		}
		last = w
	})
	return s
}

// vector returns the sum as logarithms of odds: divided by the square root of
// the number of grams, since a long statement is not as much surer as it is
// longer.
func (s *tally) vector() (v Vector) {
	if s.known == 0 {
		return v
	}
	f := 1 / (GramSteps * math.Sqrt(float64(s.known)))
	for i, n := range s.steps {
		v[i] = float64(n) * f
	}
	return v
}

// SortGrams puts grams in their order.
func SortGrams(grams []Gram) {
	slices.SortFunc(grams, func(a, b Gram) int { return cmp.Compare(a.Words, b.Words) })
}
