package dom

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// A Block is a block element's place among the lines of a page.
type Block struct {
	Node       *html.Node
	Parent     int // index of the enclosing block, -1 for the root
	Start, End int // lines[start:end]
	region     line.Region
}

// A Link is a link and the place where it stands.
type Link struct {
	Node, Block *html.Node
	Region      line.Region
}

// A Rendering renders a tree as lines in one pass, and notes the spans of block
// elements, so that every later question about a part of the page is a
// question about a range of lines.
type Rendering struct {
	line.Builder
	Blocks  []Block
	Marked  markedRows
	Items   []*html.Node // schema.org JobPosting items
	Links   []Link       // links, for the recognition of lists
	Buttons []string     // what the buttons that are no headings say, in lower case

	marks MarkIndex
	clock *posting.Clock
	index *regionIndex
	memo  map[string]classInfo // by class attributes
}

// context is what an element inherits from those around it.
type context struct {
	line.Style
	span  int
	opens bool // what is pressed opens a panel: no link leads elsewhere
}

// Lines renders a part of a page, below which there are about so many
// nodes.
func Lines(root *html.Node, nodes int) []line.Line {
	return Render(root, nodes, MarkIndex{}, nil).Lines
}

// Render renders root, below which there are about so many nodes, and looks for
// marks on the way. Documents of frames are left out once the clock is over.
func Render(root *html.Node, nodes int, marks MarkIndex, clock *posting.Clock) *Rendering {
	w := &Rendering{Builder: line.Builder{Lines: make([]line.Line, 0, nodes/4)}, Blocks: make([]Block, 0, nodes/2), marks: marks, clock: clock}
	w.render(root)
	return w
}

func (w *Rendering) render(root *html.Node) {
	w.index, w.memo = regions(), map[string]classInfo{}
	w.Blocks = append(w.Blocks, Block{Node: root, Parent: -1})
	w.children(root, context{Style: line.Style{Node: root}})
	w.Flush()
	w.Blocks[0].End = len(w.Lines)
	w.unfold()
	w.settleRegions()
}

func (w *Rendering) children(n *html.Node, c context) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case html.TextNode:
			w.Text(child.Data, c.Style)
		case html.ElementNode:
			w.element(child, c)
		}
	}
}

func (w *Rendering) element(n *html.Node, c context) {
	if n.DataAtom == atom.Br {
		w.Flush()
		return
	}
	if n.DataAtom == atom.Button && w.button(n) || skipped(n, c) {
		return
	}
	info := w.classify(n)
	if info.icon {
		return // a ligature: its letters are drawn as a picture
	}
	c.Region |= info.region
	c.Bold = c.Bold || info.bold || n.DataAtom == atom.Summary
	c.opens = c.opens || HasAttr(n, "aria-expanded")
	c.Pre = c.Pre || info.pre
	w.Edge = true
	if !isBlock(n.DataAtom) && !(n.DataAtom == 0 && (info.region != 0 || standsAlone(n))) {
		switch n.DataAtom {
		case atom.A:
			c.Link = !c.opens
			w.Links = append(w.Links, Link{n, c.Node, c.Region})
		case atom.B, atom.Strong:
			c.Bold = true
		case atom.Iframe:
			w.frame(n, c)
			return
		}
		w.children(n, c)
		w.Edge = true
		return
	}
	w.block(n, c, info.region)
}

// block renders a block element as lines of its own.
func (w *Rendering) block(n *html.Node, c context, own line.Region) {
	w.Flush()
	c.Node = n
	switch n.DataAtom {
	case atom.Li:
		c.Flags |= line.Item
	case atom.Td, atom.Th, atom.Dt, atom.Dd:
		c.Flags |= line.Cell
		c.Bold = c.Bold || n.DataAtom == atom.Th || n.DataAtom == atom.Dt
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.Level = int(n.Data[1] - '0')
		w.Gap = true
	case atom.Summary:
		c.Bold, w.Gap = true, true // the name of what opens below it
	case atom.P, atom.Ul, atom.Ol, atom.Table, atom.Section, atom.Article:
		w.Gap = w.Gap || c.Flags&line.Item == 0
	case atom.Pre:
		c.Pre = true
	}
	i := len(w.Blocks)
	w.Blocks = append(w.Blocks, Block{Node: n, Parent: c.span, Start: len(w.Lines), region: own})
	c.span = i
	w.children(n, c)
	w.Flush()
	w.Blocks[i].End = len(w.Lines)
	if n.DataAtom == atom.P || n.DataAtom == atom.Ul || n.DataAtom == atom.Ol {
		w.Gap = w.Gap || c.Flags&line.Item == 0
	}
}

// frame renders a document that a single-file page keeps in an attribute.
func (w *Rendering) frame(n *html.Node, c context) {
	inner := Attr(n, "srcdoc")
	if inner == "" || len(w.Blocks) > 1<<18 || w.clock.Over() != nil {
		return
	}
	doc, err := Parse(Strip([]byte(inner), w.marks.Asked).Markup, w.clock)
	if err != nil {
		return
	}
	// A frame in a frame is not followed: that is where advertisements live.
	for _, f := range findAll(doc, atom.Iframe) {
		f.Attr = nil
	}
	w.Flush()
	w.children(doc, c)
	w.Flush()
}

// maxButtons is how many buttons are read: none stands on a page in hundreds.
const maxButtons = 256

// button reads a button, and reports one that only acts: it says no heading of a
// posting.
func (w *Rendering) button(n *html.Node) bool {
	if len(w.Buttons) == maxButtons {
		return false
	}
	says := Label(n)
	if says == "" {
		return false
	}
	if k, how := vocabulary.Headings().Lookup(says); how == vocabulary.Known && k != posting.Other {
		n.Attr = append(n.Attr, html.Attribute{Key: "aria-expanded", Val: "true"})
		return false
	}
	w.Buttons = append(w.Buttons, strings.ToLower(says))
	return false
}

// Label is what a short element says in one line, "" where it says nothing or more
// than a heading does.
func Label(n *html.Node) string {
	var says string
	for t := range n.Descendants() {
		if t.Type == html.TextNode && len(says) < line.MaxHeadingBytes {
			says += " " + t.Data
		}
	}
	if says = line.OneLine(says); len(says) > line.MaxHeadingBytes {
		return ""
	}
	return says
}

// skipped reports elements that show a reader nothing.
func skipped(n *html.Node, c context) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Select, atom.Option,
		atom.Textarea, atom.Object, atom.Canvas, atom.Audio, atom.Video, atom.Title, atom.Datalist, atom.Math:
		return true
	case atom.Button:
		// An accordion's heading is often a button.
		return c.Level == 0 && !HasAttr(n, "aria-expanded") && !HasAttr(n, "data-toggle")
	case atom.Template:
		return !HasAttr(n, "shadowrootmode")
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.P, atom.Li, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption,
		atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside,
		atom.Form, atom.Fieldset, atom.Legend, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre,
		atom.Hr, atom.Body, atom.Html, atom.Center, atom.Address, atom.Figure, atom.Figcaption,
		atom.Details, atom.Summary, atom.Dialog, atom.Menu, atom.Dir, atom.Hgroup, atom.Button, atom.Template:
		return true
	}
	return false
}

// standsAlone reports an element of a site's own making that is part of no sentence.
func standsAlone(n *html.Node) bool {
	if n.Parent == nil || !strings.Contains(n.Data, "-") {
		return false
	}
	for s := n.PrevSibling; s != nil && s.Type == html.TextNode; s = s.PrevSibling {
		if strings.TrimSpace(s.Data) != "" {
			return false
		}
	}
	next := n.NextSibling
	return next == nil || next.Type != html.TextNode || strings.TrimSpace(next.Data) == ""
}

// Attr returns the value of an attribute, "" where the element has none.
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// HasAttr reports an attribute, whatever its value.
func HasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func findAll(root *html.Node, a atom.Atom) []*html.Node {
	var out []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == a {
			out = append(out, n)
		}
	}
	return out
}
