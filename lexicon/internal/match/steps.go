package match

import "math/bits"

// A step leads from a state by a word to another state.
//
// The steps of a state stand together: one for each bit of its words, in the
// order of the bits, so that counting bits finds it. Words with the same bit
// make a chain. Reading does little but take steps: a table of this kind is a
// third of a hash table, and so more of it stays in the processor's cache.
type step struct {
	word, to int32
	next     int32 // the step by another word with the same bit, 0 for none
}

// step returns the state that a word leads to from state s, dead for none.
func (a *Automaton) step(s *state, word int32) int32 {
	if s.words&wordBit(word) == 0 {
		return dead // nearly always
	}
	for i := s.firstStep(word); ; {
		x := &a.steps[i]
		if x.word == word {
			return x.to
		}
		if i = x.next; i == 0 {
			return dead
		}
	}
}

// firstStep returns the index of the step by the first word with the bit of a
// word, which the state has.
func (s *state) firstStep(word int32) int32 {
	return s.steps + int32(bits.OnesCount64(s.words&(wordBit(word)-1)))
}

// wordBit returns the bit that stands for a word in the words of a state.
func wordBit(word int32) uint64 { return 1 << (word & 63) }

// setSteps gives a state its steps.
func (a *Automaton) setSteps(s *state, steps []step) {
	for _, x := range steps {
		s.words |= wordBit(x.word)
	}
	s.steps = int32(len(a.steps))
	a.steps = append(a.steps, make([]step, bits.OnesCount64(s.words))...)
	for _, x := range steps {
		first := &a.steps[s.firstStep(x.word)]
		if first.to == dead {
			*first = x
			continue
		}
		x.next, first.next = first.next, int32(len(a.steps))
		a.steps = append(a.steps, x)
	}
}
