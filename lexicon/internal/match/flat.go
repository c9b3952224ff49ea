package match

import "encoding/binary"

// A Flat is an automaton as bytes, which take hardly more time to read than to
// copy: the number of elements of each of its slices, then these, in numbers of
// four bytes, the lowest first.
type Flat string

// Flat returns the automaton as bytes.
func (a *Automaton) Flat() Flat {
	var b []byte
	put := func(numbers ...int32) {
		for _, n := range numbers {
			b = binary.LittleEndian.AppendUint32(b, uint32(n))
		}
	}
	put(int32(len(a.begin)), int32(len(a.states)), int32(len(a.halts)), int32(len(a.steps)), int32(len(a.accepts)), int32(len(a.gaps)))
	for _, states := range [][]state{a.begin, a.states} {
		for _, s := range states {
			put(int32(s.words), int32(s.words>>32), s.steps, s.halt)
		}
	}
	for _, h := range a.halts {
		put(h.accepts, h.acceptsEnd, h.gap)
	}
	for _, s := range a.steps {
		put(s.word, int32(s.to)|int32(s.next)<<16)
	}
	put(a.accepts...)
	for _, g := range a.gaps {
		put(g.to, g.words)
	}
	return Flat(b)
}

// Automaton returns what Flat was called on; f is of this program's version.
func (f Flat) Automaton() (a Automaton) {
	a.begin, a.states = make([]state, f.number(0)), make([]state, f.number(1))
	a.halts, a.steps = make([]halt, f.number(2)), make([]step, f.number(3))
	a.accepts, a.gaps = make([]int32, f.number(4)), make([]gap, f.number(5))
	f = f[4*6:]
	for _, states := range [][]state{a.begin, a.states} {
		for i := range states {
			x := f[16*i:][:16]
			states[i] = state{uint64(uint32(x.number(0))) | uint64(uint32(x.number(1)))<<32, x.number(2), x.number(3)}
		}
		f = f[16*len(states):]
	}
	for i := range a.halts {
		x := f[12*i:][:12]
		a.halts[i] = halt{x.number(0), x.number(1), x.number(2)}
	}
	f = f[12*len(a.halts):]
	for i := range a.steps {
		x := f[8*i:][:8]
		a.steps[i] = step{x.number(0), uint16(x.number(1)), uint16(x.number(1) >> 16)}
	}
	f = f[8*len(a.steps):]
	for i := range a.accepts {
		a.accepts[i] = f.number(i)
	}
	f = f[4*len(a.accepts):]
	for i := range a.gaps {
		to := f.number(2 * i)
		a.gaps[i] = gap{to, f.number(2*i + 1), a.states[to].steps, a.states[to].words}
	}
	return a
}

// number returns the number at place i.
func (f Flat) number(i int) int32 {
	x := f[4*i:][:4]
	return int32(uint32(x[0]) | uint32(x[1])<<8 | uint32(x[2])<<16 | uint32(x[3])<<24)
}
