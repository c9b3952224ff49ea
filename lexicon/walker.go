package lexicon

import (
	"encoding/binary"
	"slices"
)

// A walker walks an automaton. It walks sets of nodes, and builds each set
// when it first comes to it, so that a step costs one look-up however many
// patterns there are (the lazily built automaton of RE2). Gaps are no part of
// the sets: they would multiply them. At a gap, the walk tries each of the few
// words that may follow it.
//
// A walker is not safe for concurrent use.
type walker struct {
	a      *automaton
	states []state
	byKey  map[string]int32
	steps  stepTable
}

// A state is a set of nodes.
type state struct {
	nodes   []int32
	accepts []int32 // the patterns that end here
	gap     int32   // the state behind the gaps that begin here, dead for none
	words   uint64  // a bit for each word that leads on, by its last six bits
	built   bool    // are its steps known?
}

// dead is the state from which nothing can match; begin is where every match
// begins.
const (
	dead  = 0
	begin = 1
)

func newWalker(a *automaton) *walker {
	w := &walker{a: a, byKey: map[string]int32{}, steps: newStepTable()}
	w.intern(nil)
	w.intern([]int32{0})
	return w
}

// from finds the matches that begin at token i: visit is called with a
// pattern and the index of its last token.
func (w *walker) from(toks []token, i int, visit func(pattern int32, last int)) {
	if word := toks[i].word; word > 0 && w.a.begins[word] {
		if to := w.step(begin, word); to != dead {
			w.walk(to, toks, i+1, visit)
		}
	}
}

// walk goes on from a state that token i-1 led to.
func (w *walker) walk(at int32, toks []token, i int, visit func(pattern int32, last int)) {
	for at != dead {
		for _, p := range w.states[at].accepts {
			visit(p, i-1)
		}
		if gap := w.states[at].gap; gap != dead {
			w.cross(gap, toks, i, visit)
		}
		if i == len(toks) || toks[i].breaks {
			return
		}
		at = w.step(at, toks[i].word)
		i++
	}
}

// cross goes on behind a gap that begins before token i.
func (w *walker) cross(gap int32, toks []token, i int, visit func(pattern int32, last int)) {
	for j := i; j < len(toks) && j <= i+gapWords && !toks[j].breaks; j++ {
		if to := w.step(gap, toks[j].word); to != dead {
			w.walk(to, toks, j+1, visit)
		}
	}
}

func (w *walker) step(from, word int32) int32 {
	s := &w.states[from]
	if !s.built {
		w.build(from)
		s = &w.states[from]
	}
	if word <= 0 || s.words&(1<<(word&63)) == 0 {
		return dead
	}
	return w.steps.find(from, word).to
}

// build finds all steps of a state.
func (w *walker) build(at int32) {
	targets := map[int32][]int32{}
	for _, n := range w.states[at].nodes {
		for word, to := range w.a.nodes[n].next {
			targets[word] = append(targets[word], to...)
		}
	}
	var words uint64
	for word, to := range targets {
		words |= 1 << (word & 63)
		w.steps.add(at, word, w.intern(to))
	}
	w.states[at].words, w.states[at].built = words, true
}

// intern returns the state of a set of nodes.
func (w *walker) intern(nodes []int32) int32 {
	slices.Sort(nodes)
	nodes = slices.Compact(nodes)
	key := make([]byte, 0, 4*len(nodes))
	for _, n := range nodes {
		key = binary.LittleEndian.AppendUint32(key, uint32(n))
	}
	if id, ok := w.byKey[string(key)]; ok {
		return id
	}
	s := state{nodes: nodes}
	var gaps []int32
	for _, n := range nodes {
		s.accepts = append(s.accepts, w.a.nodes[n].accepts...)
		if g := w.a.nodes[n].gap; g != 0 {
			gaps = append(gaps, g)
		}
	}
	id := int32(len(w.states))
	w.states = append(w.states, s)
	w.byKey[string(key)] = id
	if len(gaps) > 0 {
		gap := w.intern(gaps)
		w.states[id].gap = gap
	}
	return id
}
