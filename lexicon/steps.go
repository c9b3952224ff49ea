package lexicon

// A stepTable remembers the steps of a walker: from a state, by a word, to a
// state. It is a hash table with open addressing, since a step is what reading
// does most: Go's map took two thirds of the time here.
type stepTable struct {
	slots []stepSlot // a power of two
	used  int
}

// stepSlot is free where from is 0: no step begins at the dead state.
type stepSlot struct{ from, word, to int32 }

func newStepTable() stepTable { return stepTable{slots: make([]stepSlot, 1<<12)} }

// find returns the slot of a step, or the free one where it belongs.
func (t *stepTable) find(from, word int32) *stepSlot {
	mask := uint64(len(t.slots) - 1)
	// Fibonacci hashing: the product's high bits depend on all of the key.
	h := (uint64(uint32(from))<<32 | uint64(uint32(word))) * 0x9e3779b97f4a7c15
	for i := h >> 32 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.from == 0 || s.from == from && s.word == word {
			return s
		}
	}
}

// add remembers a step.
func (t *stepTable) add(from, word, to int32) {
	if t.used++; t.used > len(t.slots)/2 {
		old := t.slots
		t.slots = make([]stepSlot, 2*len(old))
		for _, s := range old {
			if s.from != 0 {
				*t.find(s.from, s.word) = s
			}
		}
	}
	*t.find(from, word) = stepSlot{from, word, to}
}
