package lexicon

import (
	"encoding/binary"
	"slices"
	"strings"
)

// An automaton finds all patterns in one pass over the tokens of a text.
//
// Patterns become a graph in which common beginnings share their nodes and
// alternatives meet again. Reading walks sets of nodes, and remembers each
// step from a set by a word to the next set, so that a step costs one look-up
// however many patterns there are (the lazily built automaton of RE2).
type automaton struct {
	nodes []node
}

// A node is a place between two words of patterns.
type node struct {
	next    map[int32][]int32 // by word
	gap     int32             // the node where a gap begins here, 0 for none
	accepts []int32           // the patterns that end here
}

// builder adds patterns to an automaton. Its keys let patterns with a common
// beginning share nodes.
type builder struct {
	a     *automaton
	vocab *vocabulary
	seen  map[edge]int32
}

type edge struct {
	from    int32
	element string
}

func newBuilder(v *vocabulary) *builder {
	a := &automaton{nodes: make([]node, 1, 1024)}
	return &builder{a: a, vocab: v, seen: map[edge]int32{}}
}

func (b *builder) node() int32 {
	b.a.nodes = append(b.a.nodes, node{})
	return int32(len(b.a.nodes) - 1)
}

// add makes the automaton accept pattern id where elements match.
func (b *builder) add(id int32, elements []element) {
	ends := []int32{0}
	for _, e := range elements {
		var next []int32
		for _, from := range ends {
			next = append(next, b.follow(from, e))
			if e.optional {
				next = append(next, from)
			}
		}
		ends = next
	}
	for _, n := range ends {
		b.a.nodes[n].accepts = append(b.a.nodes[n].accepts, id)
	}
}

// follow returns the node that element e leads to from a node.
func (b *builder) follow(from int32, e element) int32 {
	key := edge{from, elementKey(e)}
	if to, ok := b.seen[key]; ok {
		return to
	}
	to := b.node()
	b.seen[key] = to
	if e.gap {
		b.a.nodes[from].gap = to
		return to
	}
	for _, alt := range e.alts {
		at := from
		for i, stem := range alt {
			target := to
			if i < len(alt)-1 {
				target = b.node()
			}
			b.link(at, b.vocab.add(stem), target)
			at = target
		}
	}
	return to
}

func (b *builder) link(from, word, to int32) {
	n := &b.a.nodes[from]
	if n.next == nil {
		n.next = make(map[int32][]int32)
	}
	if !slices.Contains(n.next[word], to) {
		n.next[word] = append(n.next[word], to)
	}
}

func elementKey(e element) string {
	if e.gap {
		return ".."
	}
	alts := make([]string, len(e.alts))
	for i, a := range e.alts {
		alts[i] = strings.Join(a, " ")
	}
	slices.Sort(alts)
	return strings.Join(slices.Compact(alts), "|")
}

// A place is a node, and how many more words may be passed over there before
// its next word (0 outside gaps).
type place struct {
	node int32
	left int32
}

// A state is a set of places, with the patterns that end there.
type state struct {
	places  []place
	accepts []int32
}

// A walker walks an automaton. It remembers the steps it took; it is not safe
// for concurrent use.
type walker struct {
	a      *automaton
	states []state
	byKey  map[string]int32
	steps  map[step]int32
}

type step struct{ state, word int32 }

// dead is the state from which nothing can match; start is where every match
// begins.
const (
	dead  = 0
	start = 1
)

// maxSteps bounds what a walker remembers; past it, it starts afresh.
const maxSteps = 1 << 20

func newWalker(a *automaton) *walker {
	w := &walker{a: a}
	w.reset()
	return w
}

func (w *walker) reset() {
	w.states = w.states[:0]
	w.byKey = make(map[string]int32)
	w.steps = make(map[step]int32)
	w.intern(nil)
	w.intern([]place{{0, 0}})
}

// from returns the ends of the matches that begin at token i: visit is called
// with a pattern and the index of its last token, shortest match first.
func (w *walker) from(toks []token, i int, visit func(pattern int32, last int)) {
	if len(w.steps) > maxSteps {
		w.reset()
	}
	at := int32(start)
	for j := i; j < len(toks) && (j == i || !toks[j].breaks); j++ {
		at = w.step(at, toks[j].word)
		if at == dead {
			return
		}
		for _, p := range w.states[at].accepts {
			visit(p, j)
		}
	}
}

func (w *walker) step(from, word int32) int32 {
	key := step{from, word}
	to, ok := w.steps[key]
	if !ok {
		to = w.compute(from, word)
		w.steps[key] = to
	}
	return to
}

func (w *walker) compute(from, word int32) int32 {
	var next []place
	for _, p := range w.states[from].places {
		n := &w.a.nodes[p.node]
		for _, to := range n.next[word] {
			next = w.enter(next, to)
		}
		if p.left > 0 {
			next = append(next, place{p.node, p.left - 1})
		}
	}
	return w.intern(next)
}

// enter adds a node, and the gap that begins there.
func (w *walker) enter(places []place, n int32) []place {
	places = append(places, place{n, 0})
	if g := w.a.nodes[n].gap; g != 0 {
		places = append(places, place{g, gapWords})
	}
	return places
}

func (w *walker) intern(places []place) int32 {
	slices.SortFunc(places, func(a, b place) int {
		if a.node != b.node {
			return int(a.node - b.node)
		}
		return int(b.left - a.left)
	})
	// Of a gap entered twice, the wider one allows all that the other does.
	places = slices.CompactFunc(places, func(a, b place) bool { return a.node == b.node })
	key := make([]byte, 0, 8*len(places))
	for _, p := range places {
		key = binary.LittleEndian.AppendUint32(key, uint32(p.node))
		key = append(key, byte(p.left))
	}
	if id, ok := w.byKey[string(key)]; ok {
		return id
	}
	s := state{places: slices.Clone(places)}
	for _, p := range places {
		s.accepts = append(s.accepts, w.a.nodes[p.node].accepts...)
	}
	w.states = append(w.states, s)
	id := int32(len(w.states) - 1)
	w.byKey[string(key)] = id
	return id
}
