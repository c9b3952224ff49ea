package jobboard

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/schemaorg"
	"rolecall/extract/internal/script"
)

// Bounds of a document of data. What a decoded value costs in memory is many
// times what it costs in the file, so the values are counted before they are
// decoded.
const (
	maxDataDepth   = 200
	maxDataObjects = 300_000
	maxDataValues  = 1_000_000
	maxDataKeys    = 100_000 // of one object
	maxTolerant    = 8 << 20 // largest document that is repaired
	maxDescription = 512 << 10
)

// MatchJSON recognises JSON by how it opens.
func MatchJSON(s *document.Input) bool {
	if s.Binary {
		return false
	}
	top := strings.TrimSpace(strings.TrimPrefix(s.Top, ")]}'"))
	if top == "" || (top[0] != '{' && top[0] != '[') {
		return false
	}
	rest := strings.TrimLeft(top[1:], " \t\r\n")
	if rest == "" || rest[0] == '"' || (top[0] == '{' && rest[0] == '}') {
		return true
	}
	return top[0] == '[' && strings.ContainsRune("{[]", rune(rest[0]))
}

// Knows reports a JSON object in a shape that a board's interface is known to give,
// or that says by itself that it is a posting; it may be wrapped in others.
func Knows(object []byte) bool {
	var o map[string]any
	return len(object) <= maxDescription && json.Unmarshal(object, &o) == nil && knows(o, maxWrapped)
}

// maxWrapped is how deep a posting stands in the objects of a list.
const maxWrapped = 3

func knows(o map[string]any, depth int) bool {
	if schemaorg.IsType(o["@type"], "JobPosting") {
		return true
	}
	for _, row := range rows() {
		if !row.generic && row.matches(o) {
			return true
		}
	}
	for _, v := range o {
		if inner, ok := v.(map[string]any); ok && depth > 0 && knows(inner, depth-1) {
			return true
		}
	}
	return false
}

// ReadJSON reads the postings in JSON: a job board's interface, a feed, a page's
// state saved apart.
func ReadJSON(in *document.Input, o posting.Options) []posting.Extraction {
	return readJSON(in.Text(), o)
}

func readJSON(text []byte, o posting.Options) []posting.Extraction {
	text = bytes.TrimSpace(text)
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte(")]}'")))
	if err := measureJSON(text); err != nil {
		return []posting.Extraction{document.Refusal(posting.TooComplex, "JSON: %v", err)}
	}
	v, err := decodeJSON(text)
	if err != nil {
		return []posting.Extraction{document.Refusal(posting.Malformed, "JSON that cannot be read: %v", err)}
	}
	return postingsIn(v, "JSON", o)
}

// measureJSON refuses what would not fit in memory, or take long to decode, in
// one pass over the brackets and commas outside of strings.
func measureJSON(text []byte) error {
	var m jsonMeasure
	inString := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case inString:
			if c == '\\' {
				i++
			}
			inString = c != '"'
		case c == '"':
			inString = true
		case c == '{' || c == '[':
			m.open(c == '{')
		case c == '}' || c == ']':
			m.depth--
		case c == ',':
			m.next()
		}
	}
	switch {
	case m.deepest > maxDataDepth:
		return fmt.Errorf("nested %d deep, more than %d", m.deepest, maxDataDepth)
	case m.objects > maxDataObjects || m.values > maxDataValues:
		return fmt.Errorf("%d objects and lists and %d values, more than %d and %d", m.objects, m.values, maxDataObjects, maxDataValues)
	case m.most > maxDataKeys:
		return fmt.Errorf("an object of %d keys, more than %d", m.most, maxDataKeys)
	}
	return nil
}

// A jsonMeasure counts what a text of JSON holds.
type jsonMeasure struct {
	depth, deepest, objects, values int

	keys [maxDataDepth + 1]int // by depth: of the object that is open there; 0 for a list
	most int                   // of one object
}

func (m *jsonMeasure) open(object bool) {
	m.depth++
	m.objects++
	m.deepest = max(m.deepest, m.depth)
	if 0 < m.depth && m.depth < len(m.keys) {
		m.keys[m.depth] = 0
		if object {
			m.keys[m.depth] = 1
		}
	}
}

func (m *jsonMeasure) next() {
	m.values++
	if 0 < m.depth && m.depth < len(m.keys) && m.keys[m.depth] > 0 {
		m.keys[m.depth]++
		m.most = max(m.most, m.keys[m.depth])
	}
}

// decodeJSON decodes one value, or a list of them where several stand in a row,
// strictly or, in a small document, tolerantly.
func decodeJSON(text []byte) (any, error) {
	var v any
	err := json.Unmarshal(text, &v)
	if err == nil {
		return v, nil
	}
	if many, ok := decodeLines(text); ok {
		return many, nil
	}
	if len(text) <= maxTolerant {
		if v, ok := script.ParseJSON(text); ok {
			return v, nil
		}
	}
	return nil, err
}

// decodeLines reads JSON values in a row.
func decodeLines(text []byte) ([]any, bool) {
	var all []any
	d := json.NewDecoder(bytes.NewReader(text))
	for {
		var v any
		err := d.Decode(&v)
		if errors.Is(err, io.EOF) {
			return all, len(all) > 1
		}
		if err != nil {
			return nil, false
		}
		all = append(all, v)
	}
}
