package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A span is a block element's place among the lines of a page.
type span struct {
	node       *html.Node
	parent     int // index of the enclosing span, -1 for the root
	start, end int // lines[start:end]
	region     region
}

// An anchor is a link and the place where it stands.
type anchor struct {
	node, block *html.Node
	region      region
}

// A walker renders a tree as lines in one pass, and notes the spans of block
// elements, so that every later question about a part of the page is a
// question about a range of lines.
type walker struct {
	lineBuilder
	spans   []span
	marked  markedRows
	items   []*html.Node // schema.org JobPosting items
	anchors []anchor     // links, for the recognition of lists
	buttons []string     // what the buttons that are no headings say, in lower case

	marks markIndex
	index *regionIndex
	memo  map[string]classInfo // by class attributes
}

// context is what an element inherits from those around it.
type context struct {
	textStyle
	span int
}

// renderLines renders a part of a page, below which there are about so many
// nodes.
func renderLines(root *html.Node, nodes int) []line { return walk(root, nodes, markIndex{}).lines }

// walk renders root, below which there are about so many nodes, and looks for
// marks on the way.
func walk(root *html.Node, nodes int, marks markIndex) *walker {
	w := &walker{lineBuilder: lineBuilder{lines: make([]line, 0, nodes/4)}, spans: make([]span, 0, nodes/2), marks: marks, index: regions(), memo: map[string]classInfo{}}
	w.spans = append(w.spans, span{node: root, parent: -1})
	w.children(root, context{textStyle: textStyle{node: root}})
	w.flush()
	w.spans[0].end = len(w.lines)
	w.unfold()
	w.settleRegions()
	return w
}

func (w *walker) children(n *html.Node, c context) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case html.TextNode:
			w.text(child.Data, c.textStyle)
		case html.ElementNode:
			w.element(child, c)
		}
	}
}

func (w *walker) element(n *html.Node, c context) {
	if n.DataAtom == atom.Br {
		w.flush()
		return
	}
	if n.DataAtom == atom.Button && w.button(n) || skipped(n, c) {
		return
	}
	info := w.classify(n)
	c.region |= info.region
	c.bold = c.bold || info.bold
	c.pre = c.pre || info.pre
	w.edge = true
	if !isBlock(n.DataAtom) {
		switch n.DataAtom {
		case atom.A:
			c.link = true
			w.anchors = append(w.anchors, anchor{n, c.node, c.region})
		case atom.B, atom.Strong:
			c.bold = true
		case atom.Iframe:
			w.frame(n, c)
			return
		}
		w.children(n, c)
		w.edge = true
		return
	}
	w.block(n, c, info.region)
}

// block renders a block element as lines of its own.
func (w *walker) block(n *html.Node, c context, own region) {
	w.flush()
	c.node = n
	switch n.DataAtom {
	case atom.Li:
		c.flags |= flagItem
	case atom.Td, atom.Th, atom.Dt, atom.Dd:
		c.flags |= flagCell
		c.bold = c.bold || n.DataAtom == atom.Th || n.DataAtom == atom.Dt
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.level = int(n.Data[1] - '0')
		w.gap = true
	case atom.P, atom.Ul, atom.Ol, atom.Table, atom.Section, atom.Article:
		w.gap = w.gap || c.flags&flagItem == 0
	case atom.Pre:
		c.pre = true
	}
	i := len(w.spans)
	w.spans = append(w.spans, span{node: n, parent: c.span, start: len(w.lines), region: own})
	c.span = i
	w.children(n, c)
	w.flush()
	w.spans[i].end = len(w.lines)
	if n.DataAtom == atom.P || n.DataAtom == atom.Ul || n.DataAtom == atom.Ol {
		w.gap = w.gap || c.flags&flagItem == 0
	}
}

// frame renders a document that a single-file page keeps in an attribute.
func (w *walker) frame(n *html.Node, c context) {
	inner := attr(n, "srcdoc")
	if inner == "" || len(w.spans) > 1<<18 {
		return
	}
	doc, err := html.Parse(strings.NewReader(string(strip([]byte(inner), w.marks.asked).markup)))
	if err != nil {
		return
	}
	// A frame in a frame is not followed: that is where advertisements live.
	for _, f := range findAll(doc, atom.Iframe) {
		f.Attr = nil
	}
	w.flush()
	w.children(doc, c)
	w.flush()
}

// maxButtons is how many buttons are read: none stands on a page in hundreds.
const maxButtons = 256

// button reads a button, and reports one that only acts: it says no heading of a
// posting.
func (w *walker) button(n *html.Node) bool {
	if len(w.buttons) == maxButtons {
		return false
	}
	var says string
	for t := range n.Descendants() {
		if t.Type == html.TextNode && len(says) < maxHeadingBytes {
			says += " " + t.Data
		}
	}
	says = oneLine(says)
	if says == "" || len(says) > maxHeadingBytes {
		return false
	}
	if k, how := headings().lookup(says); how == exact && k != Other {
		n.Attr = append(n.Attr, html.Attribute{Key: "aria-expanded", Val: "true"})
		return false
	}
	w.buttons = append(w.buttons, strings.ToLower(says))
	return false
}

// skipped reports elements that show a reader nothing.
func skipped(n *html.Node, c context) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Select, atom.Option,
		atom.Textarea, atom.Object, atom.Canvas, atom.Audio, atom.Video, atom.Title, atom.Datalist, atom.Math:
		return true
	case atom.Button:
		// An accordion's heading is often a button.
		return c.level == 0 && !hasAttr(n, "aria-expanded") && !hasAttr(n, "data-toggle")
	case atom.Template:
		return !hasAttr(n, "shadowrootmode")
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

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
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
