package dom

import (
	"bytes"
	"slices"

	"golang.org/x/net/html"

	"rolecall/extract/internal/dom/fasttree"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// A Room is where descriptions are rendered one after the other, each in the memory
// of the one before: the lines of that, and their nodes, are gone then.
type Room struct {
	src, out []byte
	tree     fasttree.Room
	lines    []line.Line
	blocks   []Block
}

// Bounds of what a room keeps: few descriptions have more.
const (
	maxRoomBytes = 256 << 10
	maxRoomLines = 2048
)

// Lines renders a fragment of markup.
func (r *Room) Lines(fragment string) []line.Line {
	r.src = append(r.src[:0], fragment...)
	st := strip(r.src, nil, r.out)
	r.out = st.Markup
	root := r.parse(st)
	if root == nil {
		return line.Parse(string(st.Markup))
	}
	w := &Rendering{Builder: line.Builder{Lines: slices.Grow(r.lines[:0], 64)}, Blocks: slices.Grow(r.blocks[:0], 128)}
	w.render(root)
	r.lines, r.blocks = w.Builder.Lines, w.Blocks
	return w.Builder.Lines
}

// parse builds the tree, nil where it would be too large, or take too long.
func (r *Room) parse(st Stripped) *html.Node {
	if st.Nodes > posting.DefaultMaxNodes {
		return nil
	}
	if root := r.tree.Parse(st.Markup); root != nil {
		return root
	}
	clock := posting.ClockOf(posting.WithDefaults(posting.Options{}))
	root, err := html.Parse(clock.Reader(bytes.NewReader(st.Markup)))
	if err != nil {
		return nil
	}
	return root
}

// Keep reports a room that is worth keeping for the next description.
func (r *Room) Keep() bool {
	return cap(r.src)+cap(r.out) <= maxRoomBytes && cap(r.lines)+cap(r.blocks) <= maxRoomLines
}
