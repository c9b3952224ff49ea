package jobboard

import (
	"bytes"
	"html"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// A browser saves data as the page on which it showed it: JSON inside of a pre
// element and nothing else, XML as the source of a tree.

// MatchSaved recognises such a page by how it opens.
func MatchSaved(s *document.Input) bool {
	if s.Binary || !strings.HasPrefix(s.Top, "<") {
		return false
	}
	lower := strings.ToLower(s.Top)
	if strings.Contains(lower, `id="webkit-xml-viewer-source-xml"`) {
		return true
	}
	_, inner, ok := strings.Cut(lower, "<pre")
	if !ok {
		return false
	}
	_, inner, ok = strings.Cut(inner, ">")
	inner = strings.TrimSpace(inner)
	before, _, _ := strings.Cut(lower, "<pre")
	return ok && (strings.HasPrefix(inner, "{") || strings.HasPrefix(inner, "[")) && visibleWords(before) == 0 && MatchJSON(&document.Input{Top: html.UnescapeString(inner)})
}

// visibleWords counts the words of a page's opening outside of its tags and of
// its title.
func visibleWords(s string) int {
	if i := strings.Index(s, "</head>"); i >= 0 {
		s = s[i:]
	}
	n := 0
	for s != "" {
		text, rest, _ := strings.Cut(s, "<")
		n += line.CountWords(text)
		_, s, _ = strings.Cut(rest, ">")
	}
	return n
}

// ReadSaved reads the data.
func ReadSaved(in *document.Input, o posting.Options) []posting.Extraction {
	text := in.Text()
	if _, xml, ok := bytes.Cut(text, []byte(`id="webkit-xml-viewer-source-xml"`)); ok {
		_, xml, _ = bytes.Cut(xml, []byte(">"))
		if end := bytes.LastIndex(xml, []byte("</div>")); end >= 0 {
			xml = xml[:end]
		}
		return readFeed(xml, o)
	}
	_, inner, _ := bytes.Cut(text, []byte("<pre"))
	_, inner, _ = bytes.Cut(inner, []byte(">"))
	if end := bytes.LastIndex(inner, []byte("</pre>")); end >= 0 {
		inner = inner[:end]
	}
	return readJSON([]byte(html.UnescapeString(string(inner))), o)
}
