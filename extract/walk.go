package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	lines   []line
	spans   []span
	sites   siteMarks
	items   []*html.Node // schema.org JobPosting items
	anchors []anchor     // links, for the recognition of lists

	table *siteTable
	index *regionIndex
	memo  map[string]classInfo // by class attributes
	arena strings.Builder      // the text of lines, which are parts of it
	start int                  // where in it the line being built starts
	cur   line                 // the line being built
	bold  int                  // bytes of it that are bold
	// space is a pending blank; edge marks an element boundary since the last
	// letter, where words must not be glued.
	space, edge, gap bool
}

// context is what an element inherits from those around it.
type context struct {
	region region
	node   *html.Node
	level  int
	span   int
	flags  lineFlag
	link   bool
	bold   bool
	pre    bool
}

// walk renders root.
func walk(root *html.Node) *walker { return walkNodes(root, 256) }

// walkNodes renders root, below which there are about so many nodes.
func walkNodes(root *html.Node, nodes int) *walker {
	w := &walker{lines: make([]line, 0, nodes/4), spans: make([]span, 0, nodes/2), table: siteRows(), index: regions(), memo: map[string]classInfo{}}
	w.spans = append(w.spans, span{node: root, parent: -1})
	w.children(root, context{node: root})
	w.flush()
	w.spans[0].end = len(w.lines)
	w.settleRegions()
	return w
}

func (w *walker) children(n *html.Node, c context) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case html.TextNode:
			w.text(child.Data, c)
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
	if skipped(n, c) {
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
	doc, err := html.Parse(strings.NewReader(string(strip([]byte(inner)).markup)))
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

// text appends a text node to the current line, with white space collapsed.
func (w *walker) text(s string, c context) {
	lines := c.pre || bulletLines(s)
	for i := 0; i < len(s); {
		if n := visibleRun(s[i:]); n > 0 {
			w.put(s[i:i+n], c)
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\u2028' || r == '\u2029' || r == '\n' && lines:
			w.flush()
		case !invisible(r):
			w.space = true
		}
	}
}

// visibleRun returns the length of what at the start of s can be taken over as
// it is: visible characters with single blanks between them.
func visibleRun(s string) int {
	end := 0 // of the last visible character
	for i := 0; i < len(s); {
		if i == end && len(s)-i >= 8 {
			if blank, ok := singleSpaced(load8(s[i:])); ok {
				if i += 8; blank {
					end = i - 1
				} else {
					end = i
				}
				continue
			}
		}
		c := s[i]
		switch {
		case c > ' ' && c < 0x7f:
			i++
			end = i
		case c == ' ' && i == end && i > 0:
			i++
		case c < utf8.RuneSelf:
			return end
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if invisible(r) || unicode.IsSpace(r) || unicode.IsControl(r) {
				return end
			}
			i += size
			end = i
		}
	}
	return end
}

// invisible reports characters that show nothing, and are in the way of every
// comparison.
func invisible(r rune) bool {
	return r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == '\u2060'
}

// put appends visible text.
func (w *walker) put(s string, c context) {
	if w.arena.Len() == w.start {
		w.cur = line{level: c.level, flags: c.flags, region: c.region, node: c.node}
		w.bold = 0
		w.room()
	} else if w.space || (w.edge && gluesWords(w.current(), s)) {
		w.arena.WriteByte(' ')
		w.cur.linked, w.bold = addIf(w.cur.linked, c.link, 1), addIf(w.bold, c.bold, 1)
	}
	w.space, w.edge = false, false
	w.cur.region &= c.region
	w.arena.WriteString(s)
	w.cur.linked, w.bold = addIf(w.cur.linked, c.link, len(s)), addIf(w.bold, c.bold, len(s))
}

// room makes room for a line: in a new arena where little is left of the old
// one, which the lines before keep, rather than by copying all of it.
func (w *walker) room() {
	if w.arena.Cap()-w.arena.Len() < 512 {
		w.arena, w.start = strings.Builder{}, 0
		w.arena.Grow(4 << 10)
	}
}

// current is the text of the line being built.
func (w *walker) current() string { return w.arena.String()[w.start:] }

func addIf(n int, cond bool, by int) int {
	if cond {
		return n + by
	}
	return n
}

// gluesWords tells "ManagerOwn", two elements that a style sheet sets apart,
// from "Java" + "Script", one word in two elements.
func gluesWords(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsUpper(next) && (unicode.IsLower(last) || unicode.IsDigit(last) || strings.ContainsRune(".:;!?)", last))
}

// bulletLines reports a text node whose own line breaks mean something: the
// style sheet that says so was not saved, the bullets were.
func bulletLines(s string) bool {
	return len(s) > 80 && (strings.Count(s, "\n•") > 1 || strings.Count(s, "\n- ") > 1 || strings.Count(s, "\n* ") > 1)
}

// flush ends the current line.
func (w *walker) flush() {
	w.space, w.edge = false, false
	if w.arena.Len() == w.start {
		return
	}
	l := w.cur
	l.text = w.current()
	w.start = w.arena.Len()
	if w.bold >= len(l.text)-1 {
		l.flags |= flagBold
	}
	if w.gap && len(w.lines) > 0 {
		l.flags |= flagGap
	}
	w.gap = false
	if t, ok := cutBullet(l.text); ok {
		if t == "" {
			return
		}
		l.text, l.flags = t, l.flags|flagItem
	}
	l.words = countWords(l.text)
	w.lines = append(w.lines, l)
}

// cutBullet removes the mark in front of a list item written by hand.
func cutBullet(s string) (string, bool) {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '•', '●', '▪', '■', '◦', '○', '‣', '·', '∙', '➢', '►', '➤', '✓', '✔', '✅', '❖', '⁃', '\uf0b7', '\uf0a7':
	case '*', '-', '–', '—', '+':
		if len(s) > n && s[n] != ' ' {
			return s, false
		}
	default:
		return s, false
	}
	return strings.TrimLeft(s[n:], " \u00a0\ufe0f"), true
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
