package statement

import (
	"math"
	"math/bits"

	"rolecall/lexicon"
)

// A Table finds the grams of a statement. To look for them is most of what
// reading a statement takes, and most of that is waiting for memory. So the
// table is small: a word is found by its number, and beside its weights stands
// what tells that no pair begins with it, or none with the word that follows.
// The pairs of a word stand together.
type Table struct {
	words []wordGrams // by number; behind those of the lexicon the name of a role, and the beginning
	pairs []packed    // those of each word a hash table with open addressing
	seen  pairBits    // of all pairs
}

// pairBits have a bit for each pair, by its hash, in 64 KB: most pairs of words
// that stand side by side have none, and the pairs themselves, which lie farther
// away, need not be asked.
type pairBits [1 << pairBitsLog]uint64

const pairBitsLog = 13

// bit returns the bit of a pair, and the number that it stands in.
func (s *pairBits) bit(first *wordGrams, second int32) (in *uint64, bit uint64) {
	h := (uint32(first.pairs)*0x85ebca6b + uint32(second)) * 0x9e3779b1
	return &s[h>>(32-pairBitsLog)], 1 << (h >> 8 & 63)
}

// has is false of most pairs that are not in the table.

func (s *pairBits) has(first *wordGrams, second int32) bool {
	in, bit := s.bit(first, second)
	return *in&bit != 0
}

// wordGrams are the grams that begin with a word.
type wordGrams struct {
	weigh   packed // of the word alone
	pairs   int32  // where its pairs begin
	seconds uint32 // a bit for each second word of a pair, by the last five bits of its number
}

// packed has a weight in each of the first bytes, 128 more than it is. Of a word
// alone it has 1 in the next byte, 0 where the gram is not known, and in the last
// byte how much a hash must be shifted to be a place among the word's pairs. Of
// a pair it has the number of the second word behind the weights; 0 is no pair.
type packed uint64

const (
	known       = 1 << (8 * NumLetters)
	placesShift = 56
	bias        = 128

	// maxNumber is past what a second word's number can be, to stand in packed.
	maxNumber = 1 << (64 - 8*NumLetters)
)

// NewTable returns a table of grams. number returns the number of a stem, 0
// for one that the lexicon does not know: a gram of such a word is never found,
// and left out.
func NewTable(grams *Grams, number func(stem string) int32) *Table {
	numbers, n := make([]int32, len(grams.Words)), int32(1)
	for i, w := range grams.Words {
		numbers[i] = number(w)
		n = max(n, numbers[i]+1)
	}
	at := func(place int32) int32 {
		switch place {
		case NumberOfRole:
			return n
		case NumberOfBegin:
			return n + 1
		}
		return numbers[place]
	}
	t := &Table{words: make([]wordGrams, n+2)}
	pairs := make([]int32, n+2) // by first word
	for i := range grams.List {
		if g := &grams.List[i]; g.Second != NoWord {
			pairs[at(g.First)]++
		} else if g.First != NumberOfBegin {
			t.words[at(g.First)].weigh = pack(g.Weigh) | known
		}
	}
	t.words[0], pairs[0] = wordGrams{}, 0 // of unknown words
	t.makeRoom(pairs)
	for i := range grams.List {
		g := &grams.List[i]
		if g.Second == NoWord {
			continue
		}
		first, second := at(g.First), at(g.Second)
		if first != 0 && 0 < second && second < maxNumber {
			w := &t.words[first]
			w.seconds |= 1 << (second & 31)
			in, bit := t.seen.bit(w, second)
			*in |= bit
			*t.place(w, second) = pack(g.Weigh) | packed(second)<<(8*NumLetters)
		}
	}
	return t
}

// makeRoom gives each word places for its pairs, of which there are so many: a
// power of two, a quarter of them free at least.
func (t *Table) makeRoom(pairs []int32) {
	size := int32(0)
	for i, n := range pairs {
		if n == 0 {
			continue
		}
		places := bits.Len32(uint32(4*n-1) / 3)
		t.words[i].weigh |= packed(32-places) << placesShift
		t.words[i].pairs = size
		size += 1 << places
	}
	t.pairs = make([]packed, size)
}

func pack(w [NumLetters]int8) (p packed) {
	for i := range w {
		p |= packed(uint8(w[i])^bias) << (8 * i) // which adds it
	}
	return p
}

// place returns where the pair of a word and a second one stands, or would
// stand.
func (t *Table) place(w *wordGrams, second int32) *packed {
	shift := w.weigh >> placesShift
	pairs := t.pairs[w.pairs:][:1<<(32-shift)]
	for i := uint32(second) * 0x9e3779b1 >> shift; ; i++ {
		p := &pairs[i&uint32(len(pairs)-1)]
		if *p == 0 || *p>>(8*NumLetters) == packed(second) {
			return p
		}
	}
}

// A tally is what the grams of a statement add up to, in steps. Three numbers
// are added at once, in sixteen bits each.
type tally struct {
	even, odd uint64 // of weights 0, 2, 4 and of 1, 3 and the number of grams
	sums      [NumLetters + 1]int32
}

func (s *tally) add(p packed) {
	const bytes = 0x00ff_00ff_00ff
	s.even += uint64(p) & bytes
	s.odd += uint64(p) >> 8 & bytes
}

// settle takes what was added up to sums, before it grows out of its bits.
func (s *tally) settle() {
	for i := range s.sums {
		half := s.even
		if i%2 == 1 {
			half = s.odd
		}
		s.sums[i] += int32(half >> (i / 2 * 16) & 0xffff)
	}
	s.even, s.odd = 0, 0
}

// settleAfter is how many words, of two grams each, are added up at most before
// they must be settled.
const settleAfter = 1 << 7

// tally adds up the grams of a statement's words. Words that the lexicon does
// not number part what stands around them.
func (t *Table) tally(words []lexicon.Token) (s tally) {
	role, begin := int32(len(t.words)-2), len(t.words)-1
	last, named := &t.words[begin], false
	for i := range words {
		if i%settleAfter == settleAfter-1 {
			s.settle()
		}
		number, is := words[i].Word, words[i].Named()
		if is && named {
			continue // one name of several words
		}
		if named = is; is {
			number = role
		} else if number >= role {
			number = 0 // a word of no gram
		}
		w := &t.words[number]
		s.add(w.weigh)
		if last.seconds>>(number&31)&1 != 0 && number != 0 && t.seen.has(last, number) {
			if p := *t.place(last, number); p != 0 {
				s.add(p&(known-1) | known)
			}
		}
		last = w
	}
	s.settle()
	return s
}

// vector returns the sum as logarithms of odds: divided by the square root of
// the number of grams, since a long statement is not as much surer as it is
// longer.
func (s *tally) vector() (v Vector) {
	grams := s.sums[NumLetters]
	if grams == 0 {
		return v
	}
	f := 1 / (GramSteps * math.Sqrt(float64(grams)))
	for i := range v {
		v[i] = float64(s.sums[i]-bias*grams) * f
	}
	return v
}
