package statement

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"

	"rolecall/lexicon"
)

// A Gram is a word, or two that stand side by side, compared by stem, with
// what it says for each letter. Begin in place of the first of two is the
// beginning of a statement, where a duty has its verb.
type Gram struct {
	First  int32 // a place in Grams.Words, NumberOfBegin or NumberOfRole
	Second int32 // likewise, NoWord where the gram is a single word
	Weigh  [NumLetters]int8
}

// Grams are grams and the stems of which they are made, each once.
type Grams struct {
	Words []string
	List  []Gram
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

// The numbers of Begin and Role: lexica number words from 1 and have fewer.
// NoWord stands where there is no second word.
const (
	NumberOfBegin = math.MaxInt32
	NumberOfRole  = math.MaxInt32 - 1
	NoWord        = math.MaxInt32 - 2
)

// A GramBuilder collects grams.
type GramBuilder struct {
	Grams
	places map[string]int32
}

// NewGramBuilder returns a builder with room for n grams.
func NewGramBuilder(n int) *GramBuilder {
	return &GramBuilder{Grams: Grams{List: make([]Gram, 0, n)}, places: map[string]int32{}}
}

// Add adds a gram: one stem, or two with a space between.
func (b *GramBuilder) Add(words string, weigh [NumLetters]int8) {
	first, second, two := strings.Cut(words, " ")
	g := Gram{b.place(first), NoWord, weigh}
	if two {
		g.Second = b.place(second)
	}
	b.List = append(b.List, g)
}

func (b *GramBuilder) place(word string) int32 {
	switch word {
	case Begin:
		return NumberOfBegin
	case Role:
		return NumberOfRole
	}
	at, ok := b.places[word]
	if !ok {
		at = int32(len(b.Words))
		b.places[word], b.Words = at, append(b.Words, word)
	}
	return at
}

// Text returns the words of a gram as Add has them.
func (g *Grams) Text(x *Gram) string {
	if x.Second == NoWord {
		return g.word(x.First)
	}
	return g.word(x.First) + " " + g.word(x.Second)
}

func (g *Grams) word(place int32) string {
	switch place {
	case NumberOfBegin:
		return Begin
	case NumberOfRole:
		return Role
	}
	return g.Words[place]
}

// AppendBinary appends grams as numbers, which are read in a twentieth of the
// time that their words take.
func (g *Grams) AppendBinary(b []byte) []byte {
	words := strings.Join(g.Words, "\n")
	b = append(binary.AppendUvarint(b, uint64(len(words))), words...)
	b = binary.AppendUvarint(b, uint64(len(g.List)))
	for i := range g.List {
		x := &g.List[i]
		b = binary.AppendUvarint(b, uint64(written(x.First)))
		b = binary.AppendUvarint(b, uint64(written(x.Second)))
		for _, w := range x.Weigh {
			b = append(b, byte(w))
		}
	}
	return b
}

// written is a place as it is written: small, what is no place before all.
func written(place int32) int {
	if place >= NoWord {
		return int(place - NoWord)
	}
	return int(place) + NumberOfBegin - NoWord + 1
}

// read is the place that was written so.
func read(n int) int32 {
	if n <= NumberOfBegin-NoWord {
		return int32(n + NoWord)
	}
	return int32(n - (NumberOfBegin - NoWord + 1))
}

var errGrams = errors.New("grams of another version")

// ReadBinary reads what AppendBinary wrote. Words are parts of data.
func (g *Grams) ReadBinary(data string) error {
	r := numbers{data, 0}
	n := r.next()
	if n > len(data)-r.at {
		return errGrams
	}
	if words := data[r.at:][:n]; words != "" {
		g.Words = strings.Split(words, "\n")
	}
	r.at += n
	if n = r.next(); n > len(data) { // each gram has bytes of its own
		return errGrams
	}
	g.List = make([]Gram, n)
	for i := range g.List {
		x := &g.List[i]
		x.First, x.Second = read(r.next()), read(r.next())
		if r.at+NumLetters > len(data) || !g.has(x.First) || x.Second != NoWord && !g.has(x.Second) {
			return errGrams
		}
		for l := range x.Weigh {
			x.Weigh[l] = int8(data[r.at+l])
		}
		r.at += NumLetters
	}
	if r.at != len(data) {
		return errGrams
	}
	return nil
}

// numbers are numbers of seven bits a byte, the lowest first.
type numbers struct {
	data string
	at   int
}

// next returns the next number; at the end it stays past it.
func (r *numbers) next() (n int) {
	for shift := 0; r.at < len(r.data) && shift < 35; shift += 7 {
		c := r.data[r.at]
		r.at++
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	r.at = len(r.data) + 1
	return 0
}

func (g *Grams) has(place int32) bool {
	return place == NumberOfBegin || place == NumberOfRole || 0 <= place && int(place) < len(g.Words)
}

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
