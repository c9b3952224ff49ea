package extract

import (
	"bytes"
	"encoding/json"
	"html"
	"slices"
	"strings"

	"github.com/tailscale/hujson"
)

// parseTolerant decodes JSON that a browser's or a crawler's eye would accept:
// strict first, then with raw control characters in strings, trailing commas,
// comments and CDATA marks cleaned up.
func parseTolerant(b []byte) (any, bool) {
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

// maxJSONDepth bounds the search for objects inside decoded JSON.
const maxJSONDepth = 60

// walkJSON calls visit for every object, outer ones first, arrays in order and
// keys sorted; visit returns whether to look inside.
func walkJSON(v any, depth int, visit func(map[string]any) bool) {
	if depth > maxJSONDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			walkJSON(e, depth+1, visit)
		}
	case map[string]any:
		if !visit(v) {
			return
		}
		for _, k := range sortedKeys(v) {
			switch v[k].(type) {
			case map[string]any, []any:
				walkJSON(v[k], depth+1, visit)
			}
		}
	}
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// isType reports that an @type is, or lists, the type.
func isType(v any, want string) bool {
	switch v := v.(type) {
	case string:
		return v == want || strings.HasSuffix(v, "/"+want) || strings.HasSuffix(v, ":"+want)
	case []any:
		for _, e := range v {
			if isType(e, want) {
				return true
			}
		}
	}
	return false
}

// textOf reads a value that may be a string, a list of strings, or an object
// with a name or a description.
func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var parts []string
		for _, e := range v {
			if s := textOf(e); strings.TrimSpace(s) != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n")
	case map[string]any:
		return textOf(firstOf(v, "description", "name", "@value", "text"))
	}
	return ""
}

func firstOf(o map[string]any, keys ...string) any {
	for _, k := range keys {
		if v, ok := o[k]; ok && v != nil {
			return v
		}
	}
	return nil
}

func first(o map[string]any, keys ...string) string {
	for _, k := range keys {
		if s := strings.TrimSpace(textOf(o[k])); s != "" {
			return s
		}
	}
	return ""
}

// name reads an organisation or a country, which may be a string, an object, or
// a list, of which the first counts.
func name(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return either(name(v["name"]), name(v["legalName"]))
	case []any:
		if len(v) > 0 {
			return name(v[0])
		}
	case string:
		return v
	}
	return ""
}

// location reads jobLocation: places with postal addresses.
func location(v any) string {
	var parts []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if s := location(e); s != "" && len(parts) < 5 && !slices.Contains(parts, s) {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "; ")
	case map[string]any:
		address, ok := v["address"].(map[string]any)
		if !ok {
			return plainField(first(v, "address", "name"))
		}
		for _, k := range []string{"addressLocality", "addressRegion", "addressCountry"} {
			if s := plainField(name(address[k])); s != "" && (len(parts) == 0 || parts[len(parts)-1] != s) {
				parts = append(parts, s)
			}
		}
	case string:
		return plainField(v)
	}
	return strings.Join(parts, ", ")
}

// plainField cleans a short field: entities decoded, tags dropped, one line.
func plainField(s string) string {
	s = unescapeEntities(s)
	if hasMarkup(s) {
		lines, _ := fragmentLines(s)
		s = joinLines(lines)
	}
	return oneLine(strings.ToValidUTF8(s, "\uFFFD"))
}

// unescapeEntities undoes entities, escaped once or twice.
func unescapeEntities(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	return s
}
