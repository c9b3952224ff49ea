package lexicon

// A walker finds the matches of an automaton's patterns. It is not safe for
// concurrent use.
type walker struct {
	*automaton
	toks  []Token
	found []match
}

// A match is a pattern and the index of its last token.
type match struct{ pattern, last int32 }

// begins tells whether a pattern begins with token i: none with most.
func (w *walker) begins(i int) bool { return w.begin[w.toks[i].Word] != dead }

// from returns the matches that begin at token i. They are valid until the
// next call.
func (w *walker) from(i int) []match {
	w.found = w.found[:0]
	if at := w.begin[w.toks[i].Word]; at != dead {
		w.walk(at, w.toks[i+1:], int32(i))
	}
	return w.found
}

// walk goes on from a state that token last led to; toks are those behind it.
func (w *walker) walk(at int32, toks []Token, last int32) {
	for {
		s := &w.states[at]
		for _, p := range w.accepts[s.accepts:s.acceptsEnd] {
			w.found = append(w.found, match{p, last})
		}
		if s.gap != 0 {
			w.cross(s.gap, toks, last)
		}
		if len(toks) == 0 || toks[0].marks&breaks != 0 {
			return
		}
		if at = w.step(s, toks[0].Word); at == dead {
			return
		}
		toks = toks[1:]
		last++
	}
}

// cross goes on behind the gaps that begin before toks.
func (w *walker) cross(first int32, toks []Token, last int32) {
	for _, g := range w.gaps[first:] {
		if g.words == 0 {
			return
		}
		s := &w.states[g.to]
		for i := range toks[:min(len(toks), int(g.words)+1)] {
			t := &toks[i]
			if t.marks&breaks != 0 {
				break
			}
			if to := w.step(s, t.Word); to != dead {
				w.walk(to, toks[i+1:], last+int32(i)+1)
			}
		}
	}
}
