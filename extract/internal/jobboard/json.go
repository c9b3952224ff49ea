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
	"rolecall/extract/internal/script"
)

// Bounds of a document of data. What a decoded value costs in memory is many
// times what it costs in the file, so the values are counted before they are
// decoded.
const (
	maxDataDepth   = 200
	maxDataObjects = 300_000
	maxDataValues  = 2_000_000
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

// measureJSON refuses what would not fit in memory, in one pass over the
// brackets and commas outside of strings.
func measureJSON(text []byte) error {
	depth, deepest, objects, values, inString := 0, 0, 0, 0, false
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
			depth++
			objects++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		case c == ',':
			values++
		}
	}
	switch {
	case deepest > maxDataDepth:
		return fmt.Errorf("nested %d deep, more than %d", deepest, maxDataDepth)
	case objects > maxDataObjects || values > maxDataValues:
		return fmt.Errorf("%d objects and lists and %d values, more than %d and %d", objects, values, maxDataObjects, maxDataValues)
	}
	return nil
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
