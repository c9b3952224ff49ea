package extract

import (
	"html"
	"strings"
)

// Fragment reads an HTML description that is already known to be one, as the
// fields of data sets hold it. Markup that was escaped, once or twice, is
// unescaped first; text without any markup is read as PlainText does.
func Fragment(fragment string, o Options) Extraction {
	if len(fragment) > maxText {
		return Extraction{Reason: TooLarge, Detail: "more text than a posting can have"}
	}
	lines, ok := fragmentLines(fragment)
	if !ok {
		return PlainText(fragment, o)
	}
	return fromLines(lines)
}

// fragmentLines renders a description. ok is false where it has no markup.
func fragmentLines(fragment string) ([]line, bool) {
	s := unescapeMarkup(validText(fragment))
	if !hasMarkup(s) {
		return nil, false
	}
	st := strip([]byte(s))
	if st.nodes > defaultMaxNodes {
		return textLines(string(st.markup)), true
	}
	root, err := parseTree(st.markup, defaultTimeout)
	if err != nil {
		return textLines(string(st.markup)), true
	}
	lines := walk(root).lines
	for i := range lines {
		lines[i].region = 0
	}
	return splitDense(lines), true
}

// unescapeMarkup undoes escaping for as long as the markup is escaped. Twice is
// the most that was seen; one more costs nothing.
func unescapeMarkup(s string) string {
	for range 3 {
		if hasMarkup(s) || !strings.Contains(s, "&") {
			return s
		}
		u := html.UnescapeString(s)
		if u == s {
			return s
		}
		s = u
	}
	return s
}

// hasMarkup reports at least one tag that descriptions are made of.
func hasMarkup(s string) bool {
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

// fromLines makes a posting of lines that are the description.
func fromLines(lines []line) Extraction {
	lines = dropButtons(lines)
	if len(lines) == 0 {
		return Extraction{Reason: Empty, Detail: "no visible text"}
	}
	p := Posting{Strategy: "text", Coverage: 1}
	p.Text, p.Sections = buildSections(lines)
	p.Language = language(p.Text)
	return Extraction{Posting: p, Attempts: []Attempt{{p.Strategy, true, "the document is the description"}}}
}
