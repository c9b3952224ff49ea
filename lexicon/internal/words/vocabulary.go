package words

import "slices"

// A Vocabulary numbers the stems that patterns use, from 1. It is a hash table
// with open addressing that holds numbers alone: to fill a map at each start
// took a tenth of it.
type Vocabulary struct {
	Rules  *Rules
	stems  []string    // by number; the first is none
	places []stemPlace // a power of two, half of them free at least
}

// A stemPlace is the number of a stem, 0 for none, and its hash, which tells
// most other stems without a look at it.
type stemPlace struct {
	hash uint32
	id   int32
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
	old := v.places
	v.places = make([]stemPlace, size)
	for _, p := range old {
		if p.id != 0 {
			*v.place(p.hash, v.stems[p.id]) = p
		}
	}
}

// hashOf is FNV-1a, its high bits in the low ones too.
func hashOf(stem string) uint32 {
	h := uint32(2166136261)
	for i := range len(stem) {
		h = (h ^ uint32(stem[i])) * 16777619
	}
	return h ^ h>>15
}

// place returns where the number of a stem stands, or would stand.
func (v *Vocabulary) place(hash uint32, stem string) *stemPlace {
	for i := hash; ; i++ {
		p := &v.places[i&uint32(len(v.places)-1)]
		if p.id == 0 || p.hash == hash && v.stems[p.id] == stem {
			return p
		}
	}
}

// Stems returns all stems by number, from 1.
func (v *Vocabulary) Stems() []string { return slices.Clone(v.stems[1:]) }

// Add returns the number of a stem, a new one where it has none.
func (v *Vocabulary) Add(stem string) int32 {
	hash := hashOf(stem)
	p := v.place(hash, stem)
	if p.id == 0 {
		if 2*len(v.stems) > len(v.places) {
			v.makeRoom(len(v.places))
			p = v.place(hash, stem)
		}
		*p = stemPlace{hash, int32(len(v.stems))}
		v.stems = append(v.stems, stem)
	}
	return p.id
}

// ID returns the number of a stem, 0 where it has none.
func (v *Vocabulary) ID(stem string) int32 { return v.place(hashOf(stem), stem).id }

// Size returns one more than the greatest number.
func (v *Vocabulary) Size() int { return len(v.stems) }

// Clone returns a copy of v with room for n words more.
func (v *Vocabulary) Clone(n int) *Vocabulary {
	c := &Vocabulary{v.Rules, append(make([]string, 0, len(v.stems)+n), v.stems...), v.places}
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
