package lexicon

import (
	"slices"
	"strings"
)

// An automaton finds all patterns in one pass over the tokens of a text.
//
// Patterns become a graph in which common beginnings share their nodes and
// alternatives meet again. A walker reads by it.
type automaton struct {
	nodes  []node
	begins []bool // by word: does a pattern begin with it?
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

// finish returns the automaton when all patterns are added, of it and of all
// others that share the vocabulary.
func (b *builder) finish() *automaton {
	b.a.begins = make([]bool, len(b.vocab.ids)+1)
	for word := range b.a.nodes[0].next {
		b.a.begins[word] = true
	}
	return b.a
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
