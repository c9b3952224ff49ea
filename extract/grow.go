package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// growTree builds the tree of a stripped page in which formatting ends where it
// began, and tables hold nothing outside of their cells, as on 97 of 100 real
// pages. There the tree can be read off the tags and the elements that are open,
// in a third of the time that html.Parse takes. It is the tree that html.Parse
// builds, and nil for a page that is anything else.
func growTree(markup []byte) *html.Node {
	g := grower{src: string(markup), doc: &html.Node{Type: html.DocumentNode}, old: true}
	if strings.IndexByte(g.src, 0) >= 0 {
		return nil
	}
	if strings.IndexByte(g.src, '\r') >= 0 {
		g.src = strings.ReplaceAll(strings.ReplaceAll(g.src, "\r\n", "\n"), "\r", "\n")
	}
	for g.src != "" {
		if !g.next() || g.effort > maxGrowEffort {
			return nil
		}
	}
	g.begin(growBody)
	return g.doc
}

// A grower is the state of one page. Methods that return a bool return false
// where the page is not for growTree.
type grower struct {
	src   string // what is left of the page
	doc   *html.Node
	head  *html.Node
	form  *html.Node // the form that no end tag has come for, open or not
	open  []openNode // from html down
	stage growStage
	old   bool // the page may ask for the ways of old browsers

	links, paragraphs, templates int // how many of them are open
	effort                       int // steps through open elements, and bytes of texts joined

	nodes []html.Node // made many at a time, as are attributes
	attrs []html.Attribute
}

// An openNode is an element whose end has not come.
type openNode struct {
	*html.Node
	kind growKind
}

// A growStage is how far into a page the grower is.
type growStage byte

const (
	growStart growStage = iota
	growRoot            // html is open
	growHead            // and head
	growAfterHead
	growBody // body is open
)

// Bounds of what is grown. html.Parse gives up at 512 open elements, and watches
// the clock where a page makes much work of few bytes.
const (
	maxGrowDepth  = 480
	maxGrowEffort = 1 << 25
)

// htmlSpace is white space as HTML has it.
const htmlSpace = " \t\r\n\f"

// A growTag is what a tag says of its element besides the attributes.
type growTag struct {
	name string
	atom atom.Atom // 0 for names that HTML does not know
	kind growKind
}

// next reads the next text or tag.
func (g *grower) next() bool {
	i := strings.IndexByte(g.src, '<')
	switch {
	case i < 0:
		return g.text(g.take(len(g.src)))
	case i > 0:
		return g.text(g.take(i))
	case strings.HasPrefix(g.src, "<!"):
		return g.doctype()
	case strings.HasPrefix(g.src, "</"):
		g.take(2)
		t, ok := g.tag()
		return ok && g.take(1) == ">" && g.endTag(t)
	}
	g.take(1)
	t, ok := g.tag()
	if !ok {
		return false
	}
	attrs, ok := g.attributes()
	return ok && g.startTag(t, attrs)
}

// take takes the next bytes, as far as there are any.
func (g *grower) take(n int) string {
	n = min(n, len(g.src))
	s := g.src[:n]
	g.src = g.src[n:]
	return s
}

// tag reads a tag's name, as the first pass writes it.
func (g *grower) tag() (growTag, bool) {
	n, s := 0, g.src
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || n > 0 && (s[n] >= '0' && s[n] <= '9' || s[n] == '-' || s[n] == ':' || s[n] == '_')) {
		n++
	}
	t := growTag{name: g.take(n)}
	var b [24]byte // no name that HTML knows is longer
	if n <= len(b) {
		t.atom = atom.Lookup(b[:copy(b[:], t.name)])
	}
	t.kind = growKindOf(t.atom)
	return t, n > 0
}

// doctype reads a declaration, of which the first counts, and only on top.
func (g *grower) doctype() bool {
	s := g.take(strings.IndexByte(g.src, '>') + 1)
	if len(s) < 10 || !strings.EqualFold(s[:9], "<!doctype") {
		return false
	}
	if g.stage > growStart {
		return true
	}
	parsed, err := html.Parse(strings.NewReader(s))
	if err != nil || g.doc.FirstChild != nil {
		return false
	}
	n := parsed.FirstChild
	parsed.RemoveChild(n)
	g.doc.AppendChild(n)
	g.old = s[9:] != " html>"
	return n.Type == html.DoctypeNode
}

// begin opens the elements that every page has, up to a stage.
func (g *grower) begin(to growStage) {
	if g.stage < growRoot && to >= growRoot {
		g.push(growTag{"html", atom.Html, growOuter}, nil)
		g.stage = growRoot
	}
	if g.stage < growHead && to >= growHead {
		g.push(growTag{"head", atom.Head, growOuter}, nil)
		g.head, g.stage = g.top().Node, growHead
	}
	if g.stage < growAfterHead && to >= growAfterHead {
		g.cut(1)
		g.stage = growAfterHead
	}
	if g.stage < growBody && to >= growBody {
		g.push(growTag{"body", atom.Body, growOuter}, nil)
		g.stage = growBody
	}
}

// top is the innermost open element.
func (g *grower) top() openNode { return g.open[len(g.open)-1] }

func (g *grower) node() *html.Node {
	if len(g.nodes) == 0 {
		g.nodes = make([]html.Node, 64)
	}
	n := &g.nodes[0]
	g.nodes = g.nodes[1:]
	return n
}

// add adds an element to its parent.
func (g *grower) add(parent *html.Node, t growTag, attrs []html.Attribute) *html.Node {
	n := g.node()
	n.Type, n.DataAtom, n.Data, n.Attr = html.ElementNode, t.atom, t.name, attrs
	parent.AppendChild(n)
	return n
}

// push adds an element to the innermost open one, and opens it.
func (g *grower) push(t growTag, attrs []html.Attribute) bool {
	parent := g.doc
	if len(g.open) > 0 {
		parent = g.top().Node
	}
	g.open = append(g.open, openNode{g.add(parent, t, attrs), t.kind})
	g.count(t.atom, 1)
	return len(g.open) < maxGrowDepth
}

// cut closes the open elements from a place on.
func (g *grower) cut(i int) {
	for _, n := range g.open[i:] {
		g.count(n.DataAtom, -1)
	}
	g.open = g.open[:i]
}

func (g *grower) count(a atom.Atom, by int) {
	switch a {
	case atom.A:
		g.links += by
	case atom.P:
		g.paragraphs += by
	case atom.Template:
		g.templates += by
	}
}

// closeFrom is cut, unless formatting is open there: it would go on behind.
func (g *grower) closeFrom(i int) bool {
	if slices.ContainsFunc(g.open[i:], func(n openNode) bool { return n.kind == growFormat }) {
		return false
	}
	g.cut(i)
	return true
}

// text adds a text.
func (g *grower) text(s string) bool {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s) // which takes longer to find none
	}
	if g.stage < growBody {
		rest := strings.TrimLeft(s, htmlSpace)
		if g.stage >= growHead {
			g.addText(s[:len(s)-len(rest)])
		}
		if rest == "" {
			return true
		}
		g.begin(growBody)
		s = rest
	}
	switch t := g.top(); {
	case t.kind.inTable() && strings.Trim(s, htmlSpace) != "":
		return false
	case t.DataAtom == atom.Pre && t.FirstChild == nil && s[0] == '\n':
		s = s[1:]
	}
	g.addText(s)
	return true
}

// addText adds a text to the innermost open element, and to the text before.
func (g *grower) addText(s string) {
	parent := g.top().Node
	if last := parent.LastChild; s != "" && last != nil && last.Type == html.TextNode {
		last.Data += s
		g.effort += len(last.Data)
	} else if s != "" {
		n := g.node()
		n.Type, n.Data = html.TextNode, s
		parent.AppendChild(n)
	}
}
