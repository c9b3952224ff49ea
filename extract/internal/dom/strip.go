// Package dom is a page's markup: stripped of what shows nothing, parsed, and
// rendered as lines with the elements that hold them.
package dom

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"rolecall/extract/internal/line"
)

// A Stripped document is the markup that a tree is built from, without what a
// reader never sees, and what was set aside on the way.
//
// On real pages three quarters of the bytes are scripts, styles, drawings and
// attributes that no strategy asks for. Cutting them out by a byte scan first
// costs a tenth of what parsing them would, and leaves markup so regular that
// its tree can mostly be read off the tags: see fasttree.Parse.
type Stripped struct {
	Markup  []byte
	Scripts []Script // every script with content, in order
	Blobs   [][]byte // JSON inside comments, as LinkedIn keeps it
	Nodes   int      // estimate of the tree's nodes
	Inputs  int      // visible form fields
	Files   int      // file inputs: a CV upload
	secrets int      // password inputs
	Images  int
	Framed  bool   // a frame's attributes hold its document
	Cut     bool   // there was more markup than maxMarkup
	NoJS    bool   // a noscript element asks for JavaScript
	Spare   []byte // what noscript elements hold, for readers without scripts
	Saved   string // URL that a browser noted when it saved the page
}

// A Script is one script element that was cut out.
type Script struct {
	Attrs string // raw attributes
	Body  []byte
}

// Bounds that keep the parser's worst cases away. Past maxFormatting unclosed
// formatting elements each new paragraph would open all of them again; past
// maxDepth open elements the parser gives up and returns no tree at all.
const (
	maxFormatting = 8
	maxDepth      = 400
	maxAttribute  = 512
	MaxMarkup     = 8 << 20 // bytes of markup that is text or structure
)

// stripper is the state of one pass.
type stripper struct {
	src        []byte
	out        []byte
	s          Stripped
	formatting int             // open formatting elements, estimated
	depth      int             // open elements that need an explicit end tag
	atBlock    bool            // nothing but block tags since the last text
	asked      map[string]bool // data attributes to keep
	missing    map[string]bool // end tags known not to follow any more
}

// scratch are buffers for the pass. How much of a page is markup cannot be
// foreseen: from a fiftieth to all of it.
var scratch = sync.Pool{New: func() any { return new([]byte) }}

// Strip makes the pass over a decoded document. asked are the data attributes
// that are to be kept.
func Strip(src []byte, asked map[string]bool) Stripped {
	buf := scratch.Get().(*[]byte)
	s := strip(src, asked, *buf)
	*buf = s.Markup
	s.Markup = bytes.Clone(s.Markup)
	scratch.Put(buf)
	return s
}

// strip is Strip into a buffer, which the markup is part of.
func strip(src []byte, asked map[string]bool, buf []byte) Stripped {
	p := &stripper{src: src, out: buf[:0], missing: map[string]bool{}, asked: asked}
	for i := 0; i < len(src); {
		if len(p.out) > MaxMarkup {
			p.s.Cut = true
			break
		}
		j := bytes.IndexByte(src[i:], '<')
		if j < 0 {
			p.text(src[i:min(len(src), i+MaxMarkup)])
			p.s.Cut = len(src)-i > MaxMarkup
			break
		}
		if j > 0 {
			p.text(src[i : i+j])
		}
		i = p.markup(i + j)
	}
	p.s.Markup = p.out
	return p.s
}

// text copies text. White space between blocks would become half of the tree's
// nodes and show nothing.
func (p *stripper) text(t []byte) {
	if line.IsSpace(t[0]) && len(bytes.TrimSpace(t)) == 0 {
		switch {
		case p.atBlock:
		case bytes.IndexByte(t, '\n') >= 0:
			p.out = append(p.out, '\n')
		default:
			p.out = append(p.out, ' ')
		}
		return
	}
	p.s.Nodes++
	p.atBlock = false
	p.out = append(p.out, t...)
}

// markup handles the construct that starts with the '<' at i, and returns the
// position after it.
func (p *stripper) markup(i int) int {
	if i+1 >= len(p.src) {
		return i + 1
	}
	switch c := p.src[i+1]; {
	case c == '!' && bytes.HasPrefix(p.src[i:], []byte("<!--")):
		return p.comment(i)
	case c == '!' || c == '?':
		return p.declaration(i)
	case c == '/':
		return p.endTag(i)
	case line.IsLetter(c):
		return p.startTag(i)
	}
	p.out = append(p.out, "&lt;"...)
	return i + 1
}

// comment drops a comment, keeping JSON that a page stores in one.
func (p *stripper) comment(i int) int {
	n := bytes.Index(p.src[i+4:], []byte("-->"))
	if n < 0 {
		return len(p.src)
	}
	body := bytes.TrimSpace(p.src[i+4 : i+4+n])
	switch {
	case len(body) > 200 && (body[0] == '{' || body[0] == '['):
		p.s.Blobs = append(p.s.Blobs, body)
	case p.s.Saved == "" && len(body) < 2048:
		p.s.Saved = savedURL(string(body))
	}
	return i + 4 + n + 3
}

// savedURL reads the page's address from the comment that browsers ("saved
// from url") and SingleFile ("url:") leave in what they save.
func savedURL(comment string) string {
	for _, key := range []string{"saved from url=", "url:"} {
		if _, rest, ok := strings.Cut(comment, key); ok {
			rest = strings.TrimSpace(rest)
			if strings.HasPrefix(rest, "(") {
				_, rest, _ = strings.Cut(rest, ")")
			}
			if f := strings.Fields(rest); len(f) > 0 && strings.HasPrefix(f[0], "http") {
				return f[0]
			}
		}
	}
	return ""
}

func (p *stripper) declaration(i int) int {
	n := bytes.IndexByte(p.src[i:], '>')
	if n < 0 {
		return len(p.src)
	}
	if n < 200 && len(p.src) > i+2 && (p.src[i+2]|0x20) == 'd' {
		p.out = append(p.out, p.src[i:i+n+1]...)
	}
	return i + n + 1
}

func (p *stripper) endTag(i int) int {
	n := bytes.IndexByte(p.src[i:], '>')
	if n < 0 {
		return len(p.src)
	}
	name, _ := tagName(p.src[i+2 : i+n])
	kind := KindOfTag(name)
	switch kind {
	case tagDrop, tagRaw, tagImage, tagInput, tagLink:
		return i + n + 1
	case TagFormat:
		if p.formatting > maxFormatting {
			p.formatting--
			return i + n + 1
		}
		p.formatting = max(0, p.formatting-1)
	case tagNest:
		p.depth = max(0, p.depth-1)
		if p.depth >= maxDepth {
			return i + n + 1
		}
	}
	p.atBlock = isBlockTag(kind, name)
	p.out = append(p.out, '<', '/')
	p.out = append(p.out, name...)
	p.out = append(p.out, '>')
	return i + n + 1
}

// startTag copies a start tag with the attributes that strategies look at, or
// drops the element.
func (p *stripper) startTag(i int) int {
	name, n := tagName(p.src[i+1:])
	end := TagEnd(p.src, i+1+n)
	attrs := p.src[i+1+n : end]
	after := min(end+1, len(p.src))
	p.s.Nodes++
	if string(name) == "iframe" || string(name) == "frame" {
		p.s.Framed = p.s.Framed || holdsDocument(attrs)
	}
	kind := KindOfTag(name)
	switch kind {
	case tagRaw:
		return p.rawElement(string(name), attrs, after)
	case tagDrop:
		return after
	case tagImage:
		p.s.Images++
		return after
	case tagInput:
		p.input(attrs)
		return after
	case tagLink:
		if !bytes.Contains(attrs, []byte("canonical")) {
			return after
		}
	case TagFormat:
		if p.formatting++; p.formatting > maxFormatting {
			return after
		}
	case tagNest:
		if p.depth++; p.depth > maxDepth {
			return after
		}
		p.s.Nodes += min(p.formatting, maxFormatting)
	case tagBlock:
		p.s.Nodes += min(p.formatting, maxFormatting)
	}
	p.atBlock = isBlockTag(kind, name)
	p.out = append(p.out, '<')
	p.out = append(p.out, name...)
	p.out = appendAttributes(p.out, attrs, p.asked)
	p.out = append(p.out, '>')
	return after
}

// rawElement drops an element with everything in it.
func (p *stripper) rawElement(name string, attrs []byte, from int) int {
	end := -1
	if !p.missing[name] {
		end = indexEndTag(p.src, from, name)
	}
	if end < 0 {
		p.missing[name] = true
		if name == "script" || name == "style" {
			return len(p.src)
		}
		return from
	}
	body := p.src[from:end]
	switch name {
	case "script":
		if len(bytes.TrimSpace(body)) > 0 {
			p.s.Scripts = append(p.s.Scripts, Script{string(attrs), body})
		}
	case "noscript":
		p.s.Spare = append(append(p.s.Spare, body[:max(0, min(len(body), MaxMarkup-len(p.s.Spare)))]...), '\n')
		p.s.NoJS = p.s.NoJS || bytes.Contains(bytes.ToLower(body), []byte("javascript"))
	case "textarea", "select":
		p.s.Inputs++
	case "title":
		p.out = append(append(p.out, "<title>"...), body...)
		p.out = append(p.out, "</title>"...)
	case "iframe":
		if bytes.Contains(attrs, []byte("srcdoc")) {
			p.out = append(append(p.out, "<iframe"...), attrs...)
			p.out = append(p.out, "></iframe>"...)
		}
	}
	if n := bytes.IndexByte(p.src[end:], '>'); n >= 0 {
		return end + n + 1
	}
	return len(p.src)
}

// WithSpare is the document with what it holds for readers without scripts.
func (s Stripped) WithSpare(asked map[string]bool) Stripped {
	spare := Strip(s.Spare, asked)
	end := bytes.LastIndex(s.Markup, []byte("</body>"))
	if end < 0 {
		end = len(s.Markup)
	}
	s.Markup = slices.Concat(s.Markup[:end], []byte("<div>"), spare.Markup, []byte("</div>"), s.Markup[end:])
	s.Spare, s.Nodes, s.Inputs, s.Files = nil, s.Nodes+spare.Nodes+1, s.Inputs+spare.Inputs, s.Files+spare.Files
	return s
}

func (p *stripper) input(attrs []byte) {
	switch a := bytes.ToLower(attrs); {
	case bytes.Contains(a, []byte("password")):
		p.s.secrets++
	case bytes.Contains(a, []byte("type=\"file")) || bytes.Contains(a, []byte("type=file")):
		p.s.Files++
	case bytes.Contains(a, []byte("hidden")) || bytes.Contains(a, []byte("type=\"submit")):
	default:
		p.s.Inputs++
	}
}

// tagKind groups elements by what the pass does with them.
type tagKind byte

const (
	tagBlock  tagKind = iota // copied; its end tag may be left out in HTML
	tagNest                  // copied; needs an end tag, so it counts for depth
	tagPlain                 // copied
	TagFormat                // formatting, reopened by the parser in every block
	tagRaw                   // dropped with its content
	tagDrop                  // the tag is dropped, content stays
	tagImage
	tagInput
	tagLink
)

// KindOfTag says what is done with a tag, by its name in lower case.
func KindOfTag(name []byte) tagKind {
	switch string(name) {
	case "div", "section", "article", "main", "ul", "ol", "table", "form", "header", "footer", "aside", "nav", "dl", "fieldset", "blockquote", "center", "details", "figure", "dialog":
		return tagNest
	case "span", "label", "ins", "del", "sub", "sup", "abbr", "q", "cite", "address":
		return tagNest
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return TagFormat
	case "script", "style", "noscript", "svg", "textarea", "select", "title", "iframe", "object", "video", "audio", "canvas", "math", "xmp", "noembed", "noframes":
		return tagRaw
	case "wbr", "source", "path", "track", "embed", "param", "col", "picture", "plaintext", "area", "map":
		return tagDrop
	case "img":
		return tagImage
	case "input":
		return tagInput
	case "link":
		return tagLink
	case "p", "li", "td", "th", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "option", "body", "html", "head":
		return tagBlock
	}
	if bytes.IndexByte(name, '-') >= 0 {
		return tagNest
	}
	return tagPlain
}

// isBlockTag reports an element that ends a line, by the groups above.
func isBlockTag(kind tagKind, name []byte) bool {
	switch string(name) {
	case "span", "label", "ins", "del", "sub", "sup", "abbr", "q", "cite", "pre":
		return false
	}
	return kind == tagBlock || (kind == tagNest && bytes.IndexByte(name, '-') < 0)
}

// tagName reads a tag's name in lower case. It allocates only where the source
// has capitals.
func tagName(b []byte) ([]byte, int) {
	n := 0
	for n < len(b) && b[n] > ' ' && b[n] != '>' && b[n] != '/' {
		n++
	}
	return lowerName(b[:n]), n
}

// TagEnd returns the index of the '>' that ends the tag, minding quotes, or
// the end of the document.
func TagEnd(b []byte, i int) int {
	for i < len(b) {
		switch b[i] {
		case '>':
			return i
		case '=':
			i++
			for i < len(b) && line.IsSpace(b[i]) {
				i++
			}
			if i < len(b) && (b[i] == '"' || b[i] == '\'') {
				n := bytes.IndexByte(b[i+1:], b[i])
				if n < 0 {
					return len(b)
				}
				i += n + 2
			}
		default:
			i++
		}
	}
	return len(b)
}

// indexEndTag finds "</name" at or after from, whatever its case.
func indexEndTag(b []byte, from int, name string) int {
	for i := from; i < len(b); {
		n := bytes.Index(b[i:], []byte("</"))
		if n < 0 {
			return -1
		}
		i += n
		if rest := b[i+2:]; len(rest) >= len(name) && rest[0]|0x20 == name[0] && strings.EqualFold(string(rest[:len(name)]), name) &&
			(len(rest) == len(name) || !line.IsLetter(rest[len(name)])) {
			return i
		}
		i += 2
	}
	return -1
}

// HasMarkup reports at least one tag that descriptions are made of.
func HasMarkup(s string) bool {
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '<')
		if j < 0 || i+j+2 >= len(s) {
			return false
		}
		i += j + 1
		rest := strings.TrimPrefix(s[i:], "/")
		name, n := tagName([]byte(rest[:min(len(rest), 16)]))
		if n == 0 || n == len(rest) {
			continue
		}
		switch string(name) {
		case "p", "br", "div", "span", "ul", "ol", "li", "b", "strong", "i", "em", "u", "a", "h1", "h2", "h3", "h4", "h5", "h6",
			"table", "tr", "td", "tbody", "section", "article", "font", "body", "html", "head", "pre", "blockquote", "dl", "dt", "dd", "main", "header":
			return true
		}
	}
	return false
}

// holdsDocument reports the document of a frame in its attributes.
func holdsDocument(attrs []byte) bool {
	return bytes.Contains(attrs, []byte("srcdoc")) || bytes.Contains(attrs, []byte("data:text/html"))
}
