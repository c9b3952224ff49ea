package lexicon

// A stepTable knows the steps of an automaton: from a state, by a word, to a
// state. It is a hash table with open addressing, since a step is what reading
// does most: Go's map took two thirds of the time here.
type stepTable struct {
	slots []step // a power of two
}

// A step is free where from is dead.
type step struct{ from, word, to int32 }

func newStepTable(steps []step) stepTable {
	n := 2
	for n < 2*len(steps) {
		n *= 2
	}
	t := stepTable{make([]step, n)}
	for _, s := range steps {
		*t.find(s.from, s.word) = s
	}
	return t
}

// find returns a step, or where there is none a free slot, which leads to dead.
func (t *stepTable) find(from, word int32) *step {
	mask := uint64(len(t.slots) - 1)
	// Fibonacci hashing: the product's high bits depend on all of the key.
	h := (uint64(uint32(from))<<32 | uint64(uint32(word))) * 0x9e3779b97f4a7c15
	for i := h >> 32 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.from == dead || s.from == from && s.word == word {
			return s
		}
	}
}
