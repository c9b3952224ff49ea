package match

// A Flat is an automaton as numbers, which take no time to read.
type Flat struct{ Begin, States, Halts, Steps, Accepts, Gaps []int32 }

// Flat returns the automaton as numbers.
func (a *Automaton) Flat() Flat {
	f := Flat{Begin: flatStates(a.begin), States: flatStates(a.states), Accepts: a.accepts}
	for _, h := range a.halts {
		f.Halts = append(f.Halts, h.accepts, h.acceptsEnd, h.gap)
	}
	for _, s := range a.steps {
		f.Steps = append(f.Steps, s.word, int32(s.to)|int32(s.next)<<16)
	}
	for _, g := range a.gaps {
		f.Gaps = append(f.Gaps, g.to, g.words)
	}
	return f
}

// Automaton returns what flat was called on.
func (f *Flat) Automaton() Automaton {
	a := Automaton{
		begin: statesOf(f.Begin), states: statesOf(f.States), accepts: f.Accepts,
		halts: make([]halt, len(f.Halts)/3), steps: make([]step, len(f.Steps)/2), gaps: make([]gap, len(f.Gaps)/2),
	}
	for i := range a.halts {
		x := f.Halts[3*i:][:3]
		a.halts[i] = halt{x[0], x[1], x[2]}
	}
	for i := range a.steps {
		x := f.Steps[2*i:][:2]
		a.steps[i] = step{x[0], uint16(x[1]), uint16(x[1] >> 16)}
	}
	for i := range a.gaps {
		a.gaps[i] = gap{f.Gaps[2*i], f.Gaps[2*i+1], a.states[f.Gaps[2*i]].words}
	}
	return a
}

func flatStates(states []state) (flat []int32) {
	for _, s := range states {
		flat = append(flat, int32(s.words), int32(s.words>>32), s.steps, s.halt)
	}
	return flat
}

func statesOf(flat []int32) []state {
	states := make([]state, len(flat)/4)
	for i := range states {
		x := flat[4*i:][:4]
		states[i] = state{uint64(uint32(x[0])) | uint64(uint32(x[1]))<<32, x[2], x[3]}
	}
	return states
}
