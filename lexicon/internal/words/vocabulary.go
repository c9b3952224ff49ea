package words

import "slices"

// A Vocabulary numbers the stems that patterns use, from 1. It is a hash table
// with open addressing that holds numbers alone: to fill a map at each start
// took a tenth of it.
type Vocabulary struct {
	Rules  *Rules
	stems  []string // by number; the first is none
	places []int32  // the number of a stem, 0 where none stands; a power of two, half of them free at least
}

// NewVocabulary returns a vocabulary that numbers the stems in their order.
func NewVocabulary(rules *Rules, stems []string) *Vocabulary {
	v := &Vocabulary{Rules: rules, stems: make([]string, 1, len(stems)+1)}
	v.makeRoom(len(stems))
	for _, stem := range stems {
		v.Add(stem)
	}
	return v
}

// makeRoom makes places for so many stems at least.
func (v *Vocabulary) makeRoom(n int) {
	size := 16
	for size < 2*n {
		size *= 2
	}
	v.places = make([]int32, size)
	for id := 1; id < len(v.stems); id++ {
		*v.place(v.stems[id]) = int32(id)
	}
}

// place returns where the number of a stem stands, or would stand.
func (v *Vocabulary) place(stem string) *int32 {
	h := uint32(2166136261) // FNV-1a
	for i := range len(stem) {
		h = (h ^ uint32(stem[i])) * 16777619
	}
	for i := h ^ h>>15; ; i++ {
		p := &v.places[i&uint32(len(v.places)-1)]
		if *p == 0 || v.stems[*p] == stem {
			return p
		}
	}
}

// Stems returns all stems by number, from 1.
func (v *Vocabulary) Stems() []string { return slices.Clone(v.stems[1:]) }

// Add returns the number of a stem, a new one where it has none.
func (v *Vocabulary) Add(stem string) int32 {
	p := v.place(stem)
	if *p == 0 {
		if 2*len(v.stems) > len(v.places) {
			v.makeRoom(len(v.places))
			p = v.place(stem)
		}
		*p = int32(len(v.stems))
		v.stems = append(v.stems, stem)
	}
	return *p
}

// ID returns the number of a stem, 0 where it has none.
func (v *Vocabulary) ID(stem string) int32 { return *v.place(stem) }

// Size returns one more than the greatest number.
func (v *Vocabulary) Size() int { return len(v.stems) }

// Clone returns a copy of v with room for n words more.
func (v *Vocabulary) Clone(n int) *Vocabulary {
	c := &Vocabulary{Rules: v.Rules, stems: append(make([]string, 0, len(v.stems)+n), v.stems...)}
	c.makeRoom(len(v.stems) + n)
	return c
}

// Sequences returns the words of sequences of stems.
func (v *Vocabulary) Sequences(stems [][]string) (out [][]int32) {
	for _, s := range stems {
		words := make([]int32, len(s))
		for i, stem := range s {
			words[i] = v.Add(stem)
		}
		out = append(out, words)
	}
	return out
}

// grown returns a copy of s with n elements.
func grown[E any](s []E, n int) []E {
	out := make([]E, n)
	copy(out, s)
	return out
}
