package words

import "maps"

// A Vocabulary numbers the stems that patterns use, from 1.
type Vocabulary struct {
	Rules *Rules
	IDs   map[string]int32
}

// NewVocabulary returns a vocabulary that numbers the stems in their order.
func NewVocabulary(rules *Rules, stems []string) *Vocabulary {
	v := &Vocabulary{rules, make(map[string]int32, len(stems))}
	for _, stem := range stems {
		v.Add(stem)
	}
	return v
}

// Stems returns all stems by number, from 1.
func (v *Vocabulary) Stems() []string {
	stems := make([]string, len(v.IDs))
	for stem, id := range v.IDs {
		stems[id-1] = stem
	}
	return stems
}

// Add returns the number of a stem, a new one where it has none.
func (v *Vocabulary) Add(stem string) int32 {
	id, ok := v.IDs[stem]
	if !ok {
		id = int32(len(v.IDs) + 1)
		v.IDs[stem] = id
	}
	return id
}

// ID returns the number of a stem, 0 where it has none.
func (v *Vocabulary) ID(stem string) int32 { return v.IDs[stem] }

// Size returns one more than the greatest number.
func (v *Vocabulary) Size() int { return len(v.IDs) + 1 }

// Clone returns a copy of v with room for n words more.
func (v *Vocabulary) Clone(n int) *Vocabulary {
	c := &Vocabulary{v.Rules, make(map[string]int32, len(v.IDs)+n)}
	maps.Copy(c.IDs, v.IDs)
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
