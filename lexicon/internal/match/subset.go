package match

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// maxStates bounds an automaton: patterns that overlap in unkind ways need a
// state for each of their subsets. The shipped patterns need some 10,000. A step
// has sixteen bits for one.
const maxStates = 1<<16 - 1

// A subsetter makes a builder's graph deterministic: each set of nodes that
// the same words lead to becomes one state.
type subsetter struct {
	b     *Builder
	a     Automaton
	sets  [][]int32        // by state: its nodes
	nodes []int32          // of all sets
	alone []int32          // by node: the state of the set that it is alone in, dead for none yet
	ids   map[string]int32 // by set of several nodes, or none

	// Buffers that are used again.
	steps []step
	begin []step
	arcs  []uint64
	to    []int32
	key   []byte
}

// Finish returns the automaton when all patterns are added, to it and to all
// others that share the vocabulary.
func (b *Builder) Finish() (Automaton, error) {
	n := len(b.nodes) // there are about as many sets
	s := &subsetter{
		b: b, a: Automaton{begin: make([]state, b.Vocab.Size()), states: make([]state, 0, n), halts: make([]halt, 1), steps: make([]step, 0, len(b.arcs)), gaps: make([]gap, 1)},
		sets: make([][]int32, 0, n), alone: make([]int32, n), ids: map[string]int32{},
	}
	s.state(nil) // dead
	s.follow([]int32{0}, func(word, to int32) { s.begin = append(s.begin, step{word: word, to: uint16(to)}) })
	for at := int32(1); int(at) < len(s.sets); at++ {
		if at > maxStates {
			return Automaton{}, fmt.Errorf("the patterns overlap too much: over %d states", maxStates)
		}
		s.steps = s.steps[:0]
		s.follow(s.sets[at], func(word, to int32) { s.steps = append(s.steps, step{word: word, to: uint16(to)}) })
		if len(s.steps) > maxSteps {
			return Automaton{}, fmt.Errorf("the patterns overlap too much: over %d words lead on from one place", maxSteps)
		}
		s.a.setSteps(&s.a.states[at], s.steps)
	}
	for _, x := range s.begin {
		s.a.begin[x.word] = s.a.states[x.to]
	}
	for i := range s.a.gaps {
		g := &s.a.gaps[i]
		g.steps, g.lead = s.a.states[g.to].steps, s.a.states[g.to].words
	}
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
	id, known := s.number(nodes)
	if known {
		return id
	}
	first := len(s.nodes)
	s.nodes = append(s.nodes, nodes...)
	s.sets = append(s.sets, s.nodes[first:])
	x := halt{accepts: int32(len(s.a.accepts))}
	var behind [maxGap + 1][]int32 // by the words of a gap: the nodes behind it
	for _, n := range nodes {
		s.a.accepts = append(s.a.accepts, s.b.nodes[n].accepts...)
		for _, g := range s.b.nodes[n].gaps {
			behind[g.words] = append(behind[g.words], g.to)
		}
	}
	x.acceptsEnd = int32(len(s.a.accepts))
	s.a.states = append(s.a.states, state{})
	// What is behind a gap of several words is behind those of fewer as well.
	var gaps []gap
	var nodesBehind []int32
	for words := maxGap; words > 0; words-- {
		if len(behind[words]) > 0 {
			nodesBehind = append(nodesBehind, behind[words]...)
			slices.Sort(nodesBehind)
			nodesBehind = slices.Compact(nodesBehind)
			gaps = append(gaps, gap{to: s.state(slices.Clone(nodesBehind)), words: int32(words)})
		}
	}
	slices.Reverse(gaps)
	if len(gaps) > 0 {
		x.gap = int32(len(s.a.gaps))
		s.a.gaps = append(append(s.a.gaps, gaps...), gap{})
	}
	if x.accepts != x.acceptsEnd || x.gap != 0 {
		s.a.states[id].halt = int32(len(s.a.halts))
		s.a.halts = append(s.a.halts, x)
	}
	return id
}

// number returns the number of the state of a set of nodes, and whether it is
// known; it is now.
func (s *subsetter) number(nodes []int32) (id int32, known bool) {
	next := int32(len(s.sets))
	if len(nodes) == 1 {
		if id := s.alone[nodes[0]]; id != dead {
			return id, true
		}
		s.alone[nodes[0]] = next
		return next, false
	}
	s.key = s.key[:0]
	for _, n := range nodes {
		s.key = binary.LittleEndian.AppendUint32(s.key, uint32(n))
	}
	if id, ok := s.ids[string(s.key)]; ok {
		return id, true
	}
	s.ids[string(s.key)] = next
	return next, false
}
