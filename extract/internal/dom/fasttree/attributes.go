package fasttree

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"rolecall/extract/internal/line"
)

// attributes reads a tag's attributes, as the first pass writes them, and its
// end. Where a name stands twice, the first counts.
func (g *builder) attributes() ([]html.Attribute, bool) {
	if strings.HasPrefix(g.src, ">") {
		g.src = g.src[1:]
		return nil, true
	}
	if cap(g.attrs)-len(g.attrs) < 8 {
		g.attrs = make([]html.Attribute, 0, 128)
	}
	from := len(g.attrs)
	for strings.HasPrefix(g.src, " ") {
		a, n := readAttribute(g.src[1:])
		if n == 0 {
			return nil, false
		}
		g.src = g.src[1+n:]
		if !slices.ContainsFunc(g.attrs[from:], func(b html.Attribute) bool { return a.Key == b.Key }) {
			g.attrs = append(g.attrs, a)
		}
	}
	if !strings.HasPrefix(g.src, ">") {
		return nil, false
	}
	g.src = g.src[1:]
	return g.attrs[from:len(g.attrs):len(g.attrs)], true
}

// readAttribute reads one attribute, and is of size 0 where it is none.
func readAttribute(s string) (a html.Attribute, size int) {
	for size < len(s) && (line.IsLetter(s[size]) || s[size] == '-') {
		size++
	}
	a.Key = strings.ToLower(s[:size])
	value, ok := strings.CutPrefix(s[size:], "=")
	if !ok || size == 0 {
		return a, size
	}
	size++
	if value != "" && (value[0] == '"' || value[0] == '\'') {
		n := strings.IndexByte(value[1:], value[0])
		if n < 0 {
			return a, 0
		}
		a.Val = attributeText(value[1 : 1+n])
		return a, size + n + 2
	}
	n := 0
	for n < len(value) && value[n] != ' ' && value[n] != '>' {
		n++
	}
	if n == 0 {
		return a, 0
	}
	a.Val = attributeText(value[:n])
	return a, size + n
}

// attributeText replaces the entities in a value. What begins like an entity and
// has no semicolon is one or not by rules of its own, which are left to the
// tokenizer.
func attributeText(s string) string {
	_, rest, found := strings.Cut(s, "&")
	if !found {
		return s
	}
	entities := false
	for ; found; _, rest, found = strings.Cut(rest, "&") {
		piece := "&" + rest[:entitySize(rest)]
		text := html.UnescapeString(piece)
		switch {
		case text == piece:
		case !strings.HasSuffix(piece, ";") || strings.HasSuffix(text, ";"):
			return tokenizedText(s)
		default:
			entities = true
		}
	}
	if !entities {
		return s
	}
	return html.UnescapeString(s)
}

// entitySize is the length of what may be an entity, from behind its "&" to its
// semicolon.
func entitySize(s string) int {
	n := 0
	for n < len(s) && (line.IsLetter(s[n]) || s[n] >= '0' && s[n] <= '9' || s[n] == '#') {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	return n
}

// tokenizedText lets the tokenizer replace the entities.
func tokenizedText(s string) string {
	z := html.NewTokenizer(strings.NewReader(`<a b="` + strings.ReplaceAll(s, `"`, "&quot;") + `">`))
	z.Next()
	_, v, _ := z.TagAttr()
	return string(v)
}
