package match

import "math/bits"

// A step leads from a state by a word to another state.
//
// The steps of a state stand together: one for each bit of its words, in the
// order of the bits, so that counting bits finds it. Words with the same bit
// make a chain. Reading does little but take steps, and most of that is waiting
// for memory: a table of this kind is a quarter of a hash table, and so more of
// it stays in the processor's cache.
type step struct {
	word int32
	to   uint16
	next uint16 // the step by another word with the same bit, counted from the state's first; 0 for none
}

// maxSteps bounds the steps of a state, and maxStates the states, so that they
// can be numbered in a step.
const maxSteps = 1<<16 - 1 - 64

// step returns the state that a word leads to from the state whose steps begin
// at first, where words has the word's bit; dead for none.
func (a *Automaton) step(words uint64, first, word int32) uint16 {
	for i := first + countBelow(words, word); ; {
		x := &a.steps[i]
		if x.word == word {
			return x.to
		}
		if x.next == 0 {
			return dead
		}
		i = first + int32(x.next)
	}
}

// countBelow returns how many of the bits of words are below that of a word.
func countBelow(words uint64, word int32) int32 {
	return int32(bits.OnesCount64(words & (wordBit(word) - 1)))
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
		first := &a.steps[s.steps+countBelow(s.words, x.word)]
		if first.to == dead {
			*first = x
			continue
		}
		x.next, first.next = first.next, uint16(int32(len(a.steps))-s.steps)
		a.steps = append(a.steps, x)
	}
}
