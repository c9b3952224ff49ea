package match

import "rolecall/lexicon/internal/words"

// A Walker finds the matches of an automaton's patterns. It is not safe for
// concurrent use.
type Walker struct {
	*Automaton
	toks  []words.Token
	found []Match
}

// NewWalker returns a walker of an automaton's patterns.
func NewWalker(a *Automaton) Walker { return Walker{Automaton: a} }

// Read makes toks the tokens that are walked over.
func (w *Walker) Read(toks []words.Token) { w.toks = toks }

// A Match is a pattern and the index of its last token.
type Match struct{ Pattern, Last int32 }

// Begins tells whether a pattern may begin with token i: none with most.
func (w *Walker) Begins(i int) bool {
	word := int(w.toks[i].Word)
	if word >= len(w.begin) {
		return false // a word of a model alone
	}
	s := &w.begin[word]
	return s.halt != 0 || s.words != 0 && i+1 < len(w.toks) && s.words&wordBit(w.toks[i+1].Word) != 0
}

// From returns the matches that begin at token i. They are valid until the
// next call.
func (w *Walker) From(i int) []Match {
	w.found = w.found[:0]
	if !w.Begins(i) {
		return nil
	}
	w.walk(&w.begin[w.toks[i].Word], w.toks[i+1:], int32(i))
	return w.found
}

// walk goes on from a state that token last led to; toks are those behind it.
func (w *Walker) walk(s *state, toks []words.Token, last int32) {
	for {
		if s.halt != 0 {
			h := &w.halts[s.halt]
			for _, p := range w.accepts[h.accepts:h.acceptsEnd] {
				w.found = append(w.found, Match{p, last})
			}
			if h.gap != 0 {
				w.cross(h.gap, toks, last)
			}
		}
		if len(toks) == 0 || toks[0].Marks&words.Breaks != 0 {
			return
		}
		if s.words&wordBit(toks[0].Word) == 0 {
			return // nearly always
		}
		at := w.step(s.words, s.steps, toks[0].Word)
		if at == dead {
			return
		}
		s = &w.states[at]
		toks = toks[1:]
		last++
	}
}

// cross goes on behind the gaps that begin before toks. The first of them is the
// shortest, and stands for the others while it lasts.
func (w *Walker) cross(first int32, toks []words.Token, last int32) {
	i := 0
	for n := first; ; n++ {
		g := &w.gaps[n]
		if g.words == 0 {
			return
		}
		for ; i <= int(g.words); i++ {
			if i == len(toks) || toks[i].Marks&words.Breaks != 0 {
				return
			}
			if g.lead&wordBit(toks[i].Word) == 0 {
				continue // nearly always
			}
			if to := w.step(g.lead, g.steps, toks[i].Word); to != dead {
				w.walk(&w.states[to], toks[i+1:], last+int32(i)+1)
			}
		}
	}
}
