package jobboard

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"sync"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// A browser saves data as the page on which it showed it: JSON as the only text,
// inside of whatever element, XML as the source of a tree.

// MatchSaved recognises such a page by how it opens.
func MatchSaved(s *document.Input) bool {
	if s.Binary || !strings.HasPrefix(s.Top, "<") {
		return false
	}
	return strings.Contains(s.Top, xmlViewer) || dataAt(s.Top) >= 0
}

// xmlViewer is where WebKit keeps the source of the tree that it shows.
const xmlViewer = `id="webkit-xml-viewer-source-xml"`

// maxToolbar is how many words a browser shows above the data: what to press.
const maxToolbar = 16

// dataAt returns where JSON begins that is the text of a page, -1 where it is not:
// whatever the elements around it, nothing but a browser's buttons stands above it.
func dataAt(page string) int {
	at, words := max(strings.Index(page, "</head>"), 0), 0
	for at < len(page) {
		if page[at] != '<' {
			end := at + indexOr(page[at:], '<')
			text := strings.TrimSpace(page[at:end])
			if hides(page[:at]) {
				text = "" // data of a page's scripts
			}
			if text != "" && (text[0] == '{' || text[0] == '[') {
				if inner := markupOut(page[at:min(len(page), at+2048)]); MatchJSON(&document.Input{Top: inner}) {
					return at
				}
			}
			if words += line.CountWords(text); words > maxToolbar {
				return -1
			}
			at = end
			continue
		}
		at = pastTag(page, at)
	}
	return -1
}

// hides reports that the last tag of a page is that of an element that is not shown.
func hides(page string) bool {
	tag := page[max(strings.LastIndexByte(page, '<'), 0):]
	return strings.Contains(tag, "display:none") || strings.Contains(tag, "display: none") || strings.Contains(tag, " hidden")
}

// pastTag returns where the tag at i ends, with all that is inside where it is of no
// text.
func pastTag(page string, i int) int {
	end := min(len(page), i+indexOr(page[i:], '>')+1)
	for _, name := range [...]string{"script", "style", "title", "template", "noscript", "svg"} {
		if tag := page[i+1 : end]; len(tag) > len(name) && strings.EqualFold(tag[:len(name)], name) && strings.IndexByte(" >/\n\t", tag[len(name)]) >= 0 {
			if close := strings.Index(page[end:], "</"+tag[:len(name)]); close >= 0 {
				return end + close
			}
			return len(page)
		}
	}
	return end
}

// indexOr returns where c stands in s, or where s ends.
func indexOr(s string, c byte) int {
	if i := strings.IndexByte(s, c); i >= 0 {
		return i
	}
	return len(s)
}

// tags are the tags of markup: a highlighter puts every token into an element.
var tags = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`</?[a-zA-Z][^<>]*>`) })

// markupOut is the text of markup.
func markupOut(s string) string { return html.UnescapeString(tags().ReplaceAllString(s, "")) }

// ReadSaved reads the data.
func ReadSaved(in *document.Input, o posting.Options) []posting.Extraction {
	text := in.Text()
	if _, xml, ok := bytes.Cut(text, []byte(xmlViewer)); ok {
		_, xml, _ = bytes.Cut(xml, []byte(">"))
		if end := bytes.LastIndex(xml, []byte("</div>")); end >= 0 {
			xml = xml[:end]
		}
		return readFeed(xml, o)
	}
	page := string(text)
	page = page[max(dataAt(page), 0):]
	for _, data := range [...]func() string{
		func() string { return html.UnescapeString(page) },
		func() string { return markupOut(page) },
	} {
		if value := firstValue(data()); value != nil {
			return readJSON(value, o)
		}
	}
	return readJSON([]byte(html.UnescapeString(upToBracket(page))), o)
}

// firstValue cuts the JSON value that a text opens with, nil where it is broken.
func firstValue(s string) []byte {
	var v json.RawMessage
	if json.NewDecoder(strings.NewReader(s)).Decode(&v) != nil {
		return nil
	}
	return v
}

// upToBracket cuts what stands behind the last bracket that closes something.
func upToBracket(s string) string { return s[:strings.LastIndexAny(s, "]}")+1] }
