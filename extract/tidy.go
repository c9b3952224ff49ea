package extract

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseTree builds the tree of a stripped description.
func parseTree(markup []byte) (*html.Node, error) {
	if root := parseTidy(markup); root != nil {
		return root, nil
	}
	return html.Parse(bytes.NewReader(markup))
}

// parseTidy builds the tree of a description whose elements are plainly nested,
// as editors write them: paragraphs, lists, headings, bold and links, closed in
// the order in which they were opened. There the tree can be read off the tags,
// in a fifth of the time that the rules for broken markup take. It is the tree
// that html.Parse builds, and nil for markup that is anything else.
func parseTidy(markup []byte) *html.Node {
	if bytes.IndexByte(markup, '\r') >= 0 || bytes.IndexByte(markup, 0) >= 0 {
		return nil // these are changed on the way
	}
	t := tidy{src: string(markup)}
	for i := 0; i < len(t.src); {
		size, ok := 0, false
		switch {
		case t.src[i] != '<':
			size, ok = t.text(t.src[i:]), true
		case strings.HasPrefix(t.src[i:], "</"):
			size, ok = t.endTag(t.src[i:])
		default:
			size, ok = t.startTag(t.src[i:])
		}
		if !ok {
			return nil
		}
		i += size
	}
	t.begin()
	return t.open[0].Parent
}

// A tidy is the state of one parse.
type tidy struct {
	src        string
	open       []*html.Node // from html down; empty before the first text or tag
	paragraphs int          // of these, p
	links      int          // and a
	unused     []html.Node  // nodes are made many at a time
}

// maxTidyDepth stays below the depth at which html.Parse gives up.
const maxTidyDepth = 480

// begin opens the elements that every document has.
func (t *tidy) begin() {
	if len(t.open) > 0 {
		return
	}
	doc := &html.Node{Type: html.DocumentNode}
	root, head, body := t.element(atom.Html), t.element(atom.Head), t.element(atom.Body)
	doc.AppendChild(root)
	root.AppendChild(head)
	root.AppendChild(body)
	t.open = append(make([]*html.Node, 0, 16), root, body)
}

func (t *tidy) node() *html.Node {
	if len(t.unused) == 0 {
		t.unused = make([]html.Node, 32)
	}
	n := &t.unused[0]
	t.unused = t.unused[1:]
	return n
}

func (t *tidy) element(a atom.Atom) *html.Node {
	n := t.node()
	n.Type, n.DataAtom, n.Data = html.ElementNode, a, a.String()
	return n
}

func (t *tidy) top() *html.Node { return t.open[len(t.open)-1] }

func (t *tidy) push(n *html.Node) bool {
	t.top().AppendChild(n)
	t.open = append(t.open, n)
	t.count(n.DataAtom, 1)
	return len(t.open) < maxTidyDepth
}

func (t *tidy) pop() {
	t.count(t.top().DataAtom, -1)
	t.open = t.open[:len(t.open)-1]
}

func (t *tidy) count(a atom.Atom, by int) {
	switch a {
	case atom.P:
		t.paragraphs += by
	case atom.A:
		t.links += by
	}
}

// text adds the text at the start of s.
func (t *tidy) text(s string) (size int) {
	if size = strings.IndexByte(s, '<'); size < 0 {
		size = len(s)
	}
	s = s[:size]
	s = html.UnescapeString(s)
	if len(t.open) == 0 {
		if s = strings.TrimLeft(s, " \t\r\n\f"); s == "" {
			return size
		}
		t.begin()
	}
	n := t.node()
	n.Type, n.Data = html.TextNode, s
	t.top().AppendChild(n)
	return size
}

// endTag closes the element that the tag at the start of s names: the one
// opened last, save for paragraphs and list items that end with what holds them.
func (t *tidy) endTag(s string) (size int, ok bool) {
	n := strings.IndexByte(s, '>')
	if n < 0 || len(t.open) == 0 {
		return 0, false
	}
	a := atom.Lookup([]byte(s[2:n]))
	kind := tidyKindOf(a)
	if kind == tidyBlock || kind == tidyItem {
		for t.top().DataAtom == atom.P || t.top().DataAtom == atom.Li && kind == tidyBlock {
			t.pop()
		}
	}
	if kind == tidyNone || kind == tidyVoid || t.top().DataAtom != a {
		return 0, false
	}
	t.pop()
	return n + 1, true
}

// startTag opens the element of the tag at the start of s.
func (t *tidy) startTag(s string) (size int, ok bool) {
	i := 1
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= '0' && s[i] <= '9') {
		i++
	}
	a := atom.Lookup([]byte(s[1:i]))
	kind := tidyKindOf(a)
	if kind == tidyNone {
		return 0, false
	}
	t.begin()
	n := t.element(a)
	if n.Attr, size, ok = tidyAttributes(s[i:]); !ok {
		return 0, false
	}
	return i + size, t.openElement(n, kind)
}

// openElement adds an element, and ends those that end where it starts.
func (t *tidy) openElement(n *html.Node, kind tidyKind) bool {
	switch kind {
	case tidyFormat:
		slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		return (n.DataAtom != atom.A || t.links == 0) && t.push(n)
	case tidyInline:
		return t.push(n)
	case tidyItem:
		if !t.endItem() {
			return false
		}
	}
	// A paragraph ends where a block starts.
	if n.DataAtom != atom.Br && t.paragraphs > 0 {
		if t.top().DataAtom != atom.P {
			return false
		}
		t.pop()
	}
	if kind == tidyVoid {
		t.top().AppendChild(n)
		return true
	}
	if kind == tidyHeading && tidyKindOf(t.top().DataAtom) == tidyHeading {
		return false
	}
	return t.push(n)
}

// endItem ends the list item that the next one comes after.
func (t *tidy) endItem() bool {
	for i := len(t.open) - 1; i > 0; i-- {
		switch a := t.open[i].DataAtom; {
		case a == atom.Li:
			for t.top().DataAtom == atom.P {
				t.pop()
			}
			if len(t.open) != i+1 {
				return false
			}
			t.pop()
			return true
		case a == atom.P || a == atom.Div || a == atom.Address:
		case tidyKindOf(a) != tidyFormat && tidyKindOf(a) != tidyInline:
			return true
		}
	}
	return true
}

// tidyAttributes reads attributes, as the first pass writes them, up to the
// tag's end.
func tidyAttributes(s string) (attrs []html.Attribute, size int, ok bool) {
	for size < len(s) && s[size] == ' ' {
		a, n, ok := tidyAttribute(s[size+1:])
		if !ok || slices.ContainsFunc(attrs, func(b html.Attribute) bool { return a.Key == b.Key }) {
			return nil, 0, false
		}
		attrs = append(attrs, a)
		size += 1 + n
	}
	return attrs, size + 1, size < len(s) && s[size] == '>'
}

// tidyAttribute reads one attribute: a name, and a value in double quotes. For
// a value with a bare "&" there are rules of its own.
func tidyAttribute(s string) (a html.Attribute, size int, ok bool) {
	for size < len(s) && (s[size] >= 'a' && s[size] <= 'z' || s[size] == '-') {
		size++
	}
	a.Key = s[:size]
	if rest, ok := strings.CutPrefix(s[size:], `="`); ok {
		n := strings.IndexByte(rest, '"')
		if n < 0 {
			return a, 0, false
		}
		a.Val = rest[:n]
		size += n + 3
	}
	if strings.Count(a.Val, "&") != strings.Count(a.Val, "&amp;") {
		return a, 0, false
	}
	a.Val = strings.ReplaceAll(a.Val, "&amp;", "&")
	return a, size, a.Key != ""
}

// tidyKind groups elements by the rules for their tags.
type tidyKind byte

const (
	tidyNone    tidyKind = iota // not for parseTidy
	tidyBlock                   // ends a paragraph
	tidyHeading                 // does, and does not stand in another
	tidyItem                    // a list item
	tidyPara                    // a paragraph
	tidyFormat                  // bold, links and the like
	tidyInline                  // what has no rules
	tidyVoid                    // has no end tag
)

func tidyKindOf(a atom.Atom) tidyKind {
	switch a {
	case atom.Div, atom.Ul, atom.Ol, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.Blockquote, atom.Center, atom.Figure, atom.Figcaption, atom.Address:
		return tidyBlock
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return tidyHeading
	case atom.Li:
		return tidyItem
	case atom.P:
		return tidyPara
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return tidyFormat
	case atom.Span, atom.Sub, atom.Sup, atom.Abbr, atom.Label, atom.Ins, atom.Del, atom.Q, atom.Cite, atom.Time, atom.Mark:
		return tidyInline
	case atom.Br, atom.Hr:
		return tidyVoid
	}
	return tidyNone
}
