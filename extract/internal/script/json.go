// Package script reads the values that stand in scripts: JSON, literals,
// assignments, and what Nuxt, Next.js and React Router send along.
package script

import (
	"bytes"
	"encoding/json"
	"html"
	"slices"

	"github.com/tailscale/hujson"
)

// ParseJSON decodes JSON that a browser's or a crawler's eye would accept:
// strict first, then with raw control characters in strings, trailing commas,
// comments and CDATA marks cleaned up.
func ParseJSON(b []byte) (any, bool) {
	b = bytes.TrimSpace(b)
	var v any
	if json.Unmarshal(b, &v) == nil {
		return v, true
	}
	b = trimWrapping(b)
	b = escapeControls(b)
	if json.Unmarshal(b, &v) == nil {
		return v, true
	}
	if std, err := hujson.Standardize(bytes.Clone(b)); err == nil && json.Unmarshal(std, &v) == nil {
		return v, true
	}
	// A second value or a stray bracket after the first is no reason to lose it.
	if json.NewDecoder(bytes.NewReader(b)).Decode(&v) == nil {
		return v, true
	}
	if bytes.Contains(b, []byte("&quot;")) {
		if u := []byte(html.UnescapeString(string(b))); json.Unmarshal(escapeControls(u), &v) == nil {
			return v, true
		}
	}
	return nil, false
}

// trimWrapping removes CDATA and comment marks and a final semicolon.
func trimWrapping(b []byte) []byte {
	for _, cut := range []string{"//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--"} {
		b = bytes.TrimSpace(bytes.TrimPrefix(b, []byte(cut)))
	}
	for _, cut := range []string{"//]]>", "/*]]>*/", "]]>", "-->", ";"} {
		b = bytes.TrimSpace(bytes.TrimSuffix(b, []byte(cut)))
	}
	return b
}

// escapeControls escapes raw control characters inside strings and doubles
// backslashes that start no escape.
func escapeControls(b []byte) []byte {
	out := make([]byte, 0, len(b)+64)
	inString := false
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case !inString:
			inString = c == '"'
			out = append(out, c)
		case c == '"':
			inString = false
			out = append(out, c)
		case c == '\\' && i+1 < len(b):
			if bytes.IndexByte([]byte(`"\/bfnrtu`), b[i+1]) < 0 {
				out = append(out, '\\', '\\')
				continue
			}
			out = append(out, c, b[i+1])
			i++
		case c == '\n':
			out = append(out, '\\', 'n')
		case c < ' ':
			out = append(out, ' ')
		default:
			out = append(out, c)
		}
	}
	return out
}

// MaxDepth bounds the search for objects inside decoded JSON.
const MaxDepth = 60

// WalkJSON calls visit for every object, outer ones first, arrays in order and
// keys sorted; visit returns whether to look inside.
func WalkJSON(v any, depth int, visit func(map[string]any) bool) {
	if depth > MaxDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			WalkJSON(e, depth+1, visit)
		}
	case map[string]any:
		if !visit(v) {
			return
		}
		for _, k := range SortedKeys(v) {
			switch v[k].(type) {
			case map[string]any, []any:
				WalkJSON(v[k], depth+1, visit)
			}
		}
	}
}

// SortedKeys returns the keys of an object in the order in which it is walked.
func SortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
