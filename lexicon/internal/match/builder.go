package match

import "rolecall/lexicon/internal/words"

// A Builder makes an automaton of patterns. They become a graph in which
// common beginnings share their nodes and alternatives meet again; finish
// makes it deterministic.
type Builder struct {
	Vocab   *words.Vocabulary
	nodes   []node
	arcs    []arc
	follows map[edge]int32
}

// A node is a place between two words of patterns.
type node struct {
	arc     int32   // the first that leads on, 0 for none
	gaps    []gap   // that begin here
	accepts []int32 // the patterns that end here
}

// An arc leads from one node to another by a word.
type arc struct {
	word, to int32
	next     int32 // another arc of the same node, 0 for none
}

// An edge is an element that follows a node. Patterns with a common beginning
// share its nodes.
type edge struct {
	from    int32
	element string
}

// NewBuilder returns a builder with room for about so many patterns.
func NewBuilder(v *words.Vocabulary, patterns int) *Builder {
	return &Builder{Vocab: v, nodes: make([]node, 1, 1+3*patterns), arcs: make([]arc, 1, 1+5*patterns), follows: make(map[edge]int32, 3*patterns)}
}

func (b *Builder) node() int32 {
	b.nodes = append(b.nodes, node{})
	return int32(len(b.nodes) - 1)
}

func (b *Builder) link(from, word, to int32) {
	b.arcs = append(b.arcs, arc{word, to, b.nodes[from].arc})
	b.nodes[from].arc = int32(len(b.arcs) - 1)
}

// Add makes the automaton accept pattern id where elements match.
func (b *Builder) Add(id int32, elements []element) {
	ends, next := []int32{0}, []int32(nil)
	for _, e := range elements {
		next = next[:0]
		for _, from := range ends {
			next = append(next, b.follow(from, e))
			if e.optional {
				next = append(next, from)
			}
		}
		ends, next = next, ends
	}
	for _, n := range ends {
		b.nodes[n].accepts = append(b.nodes[n].accepts, id)
	}
}

// follow returns the node that element e leads to from a node.
func (b *Builder) follow(from int32, e element) int32 {
	key := edge{from, e.key}
	if to, ok := b.follows[key]; ok {
		return to
	}
	to := b.node()
	b.follows[key] = to
	if e.Gap > 0 {
		b.nodes[from].gaps = append(b.nodes[from].gaps, gap{to: to, words: e.Gap})
		return to
	}
	for _, alt := range e.Alts {
		at := from
		for i, stem := range alt {
			target := to
			if i < len(alt)-1 {
				target = b.node()
			}
			b.link(at, b.Vocab.Add(stem), target)
			at = target
		}
	}
	return to
}
