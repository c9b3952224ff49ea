package match

// A Flat is an automaton as numbers, which take no time to read.
type Flat struct{ Begin, States, Steps, Accepts, Gaps []int32 }

// Flat returns the automaton as numbers.
func (a *Automaton) Flat() Flat {
	f := Flat{Begin: a.begin, Accepts: a.accepts}
	for _, s := range a.states {
		f.States = append(f.States, s.accepts, s.acceptsEnd, s.gap, s.steps, int32(s.words), int32(s.words>>32))
	}
	for _, s := range a.steps {
		f.Steps = append(f.Steps, s.word, s.to, s.next)
	}
	for _, g := range a.gaps {
		f.Gaps = append(f.Gaps, g.to, g.words)
	}
	return f
}

// Automaton returns what flat was called on.
func (f *Flat) Automaton() Automaton {
	a := Automaton{
		begin: f.Begin, accepts: f.Accepts,
		states: make([]state, len(f.States)/6), steps: make([]step, len(f.Steps)/3), gaps: make([]gap, len(f.Gaps)/2),
	}
	for i := range a.states {
		x := f.States[6*i:][:6]
		a.states[i] = state{x[0], x[1], x[2], x[3], uint64(uint32(x[4])) | uint64(uint32(x[5]))<<32}
	}
	for i := range a.steps {
		x := f.Steps[3*i:][:3]
		a.steps[i] = step{x[0], x[1], x[2]}
	}
	for i := range a.gaps {
		a.gaps[i] = gap{f.Gaps[2*i], f.Gaps[2*i+1]}
	}
	return a
}
