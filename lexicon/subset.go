package lexicon

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// maxStates bounds an automaton: patterns that overlap in unkind ways need a
// state for each of their subsets. The shipped patterns need some 10,000.
const maxStates = 1 << 16

// A subsetter makes a builder's graph deterministic: each set of nodes that
// the same words lead to becomes one state.
type subsetter struct {
	b     *builder
	a     *automaton
	sets  [][]int32        // by state: its nodes
	nodes []int32          // of all sets
	ids   map[string]int32 // by set
	steps []step

	// Buffers that are used again.
	arcs []uint64
	to   []int32
	key  []byte
}

// finish returns the automaton when all patterns are added, to it and to all
// others that share the vocabulary.
func (b *builder) finish() (*automaton, error) {
	n := len(b.nodes) // there are about as many sets
	s := &subsetter{
		b: b, a: &automaton{begin: make([]int32, len(b.vocab.ids)+1), states: make([]state, 0, n)},
		sets: make([][]int32, 0, n), ids: make(map[string]int32, n), steps: make([]step, 0, len(b.arcs)),
	}
	s.state(nil) // dead
	s.follow([]int32{0}, func(word, to int32) { s.a.begin[word] = to })
	for at := int32(1); int(at) < len(s.sets); at++ {
		if at > maxStates {
			return nil, fmt.Errorf("the patterns overlap too much: over %d states", maxStates)
		}
		s.follow(s.sets[at], func(word, to int32) {
			s.a.states[at].words |= 1 << (word & 63)
			s.steps = append(s.steps, step{at, word, to})
		})
	}
	s.a.steps = newStepTable(s.steps)
	return s.a, nil
}

// follow calls visit for each word that leads on from a set of nodes, with the
// state that it leads to.
func (s *subsetter) follow(nodes []int32, visit func(word, to int32)) {
	arcs := s.arcs[:0] // word and node in one number, to be sorted
	for _, n := range nodes {
		for i := s.b.nodes[n].arc; i != 0; i = s.b.arcs[i].next {
			arcs = append(arcs, uint64(s.b.arcs[i].word)<<32|uint64(s.b.arcs[i].to))
		}
	}
	s.arcs = arcs
	slices.Sort(arcs)
	s.to = s.to[:0]
	for i, a := range arcs {
		s.to = append(s.to, int32(a))
		if i+1 == len(arcs) || arcs[i+1]>>32 != a>>32 {
			visit(int32(a>>32), s.state(slices.Compact(s.to)))
			s.to = s.to[:0]
		}
	}
}

// state returns the state of a set of nodes, which are sorted.
func (s *subsetter) state(nodes []int32) int32 {
	s.key = s.key[:0]
	for _, n := range nodes {
		s.key = binary.LittleEndian.AppendUint32(s.key, uint32(n))
	}
	if id, ok := s.ids[string(s.key)]; ok {
		return id
	}
	id := int32(len(s.sets))
	s.ids[string(s.key)] = id
	first := len(s.nodes)
	s.nodes = append(s.nodes, nodes...)
	s.sets = append(s.sets, s.nodes[first:])
	x := state{accepts: int32(len(s.a.accepts))}
	var gaps []int32
	for _, n := range nodes {
		s.a.accepts = append(s.a.accepts, s.b.nodes[n].accepts...)
		if g := s.b.nodes[n].gap; g != 0 {
			gaps = append(gaps, g)
		}
	}
	x.acceptsEnd = int32(len(s.a.accepts))
	s.a.states = append(s.a.states, x)
	if len(gaps) > 0 {
		slices.Sort(gaps)
		gap := s.state(gaps)
		s.a.states[id].gap = gap
	}
	return id
}
