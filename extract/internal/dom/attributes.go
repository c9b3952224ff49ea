package dom

import (
	"bytes"

	"rolecall/extract/internal/line"
)

// appendAttributes copies the attributes that some strategy asks for. The
// others (sources, event handlers, drawings in data: addresses, sizes) are most
// of a saved page's markup and would all become strings in the tree.
func appendAttributes(out, attrs []byte, asked map[string]bool) []byte {
	for i := 0; i < len(attrs); {
		for i < len(attrs) && (line.IsSpace(attrs[i]) || attrs[i] == '/' || attrs[i] == '=') {
			i++
		}
		start := i
		for i < len(attrs) && !line.IsSpace(attrs[i]) && attrs[i] != '=' && attrs[i] != '/' {
			i++
		}
		name := attrs[start:i]
		value, next := attributeValue(attrs, i)
		i = max(next, i)
		if len(name) > 0 && keepAttribute(name, value, asked) {
			out = append(out, ' ')
			out = append(out, name...)
			if value != nil {
				out = append(append(out, '='), value...)
			}
		}
	}
	return out
}

// attributeValue reads "= value" at i, quotes included.
func attributeValue(b []byte, i int) (value []byte, next int) {
	for i < len(b) && line.IsSpace(b[i]) {
		i++
	}
	if i >= len(b) || b[i] != '=' {
		return nil, i
	}
	i++
	for i < len(b) && line.IsSpace(b[i]) {
		i++
	}
	start := i
	if i < len(b) && (b[i] == '"' || b[i] == '\'') {
		n := bytes.IndexByte(b[i+1:], b[i])
		if n < 0 {
			return b[i:i], len(b)
		}
		i += n + 2
		return b[start:i], i
	}
	for i < len(b) && !line.IsSpace(b[i]) {
		i++
	}
	return b[start:i], i
}

// lowerName lowers a name, without an allocation where it is lower already.
func lowerName(b []byte) []byte {
	for _, c := range b {
		if c >= 'A' && c <= 'Z' {
			return bytes.ToLower(b)
		}
	}
	return b
}

// keepAttribute tells whether some strategy asks for an attribute. asked are the
// data attributes of the site table.
func keepAttribute(name, value []byte, asked map[string]bool) bool {
	name = lowerName(name)
	switch string(name) {
	case "id", "class", "itemprop", "itemtype", "typeof", "datetime", "data-toggle", "aria-expanded":
		return len(value) <= 4*maxAttribute
	case "itemscope", "hidden", "shadowrootmode", "name", "property", "content", "srcdoc", "rel":
		return true
	case "role":
		return isTabRole(value) || roleRegion(string(bytes.Trim(value, `"'`))) != 0
	case "aria-controls", "data-target", "data-bs-target", "for":
		return len(value) <= 96
	case "aria-hidden":
		return bytes.Contains(value, []byte("true"))
	case "href":
		return len(value) <= 4*maxAttribute && !bytes.HasPrefix(bytes.TrimLeft(value, `"'`), []byte("data:"))
	case "style":
		return len(value) <= 4*maxAttribute && readStyle(value) != classInfo{}
	}
	return bytes.HasPrefix(name, []byte("data-")) && value != nil && len(value) <= 96 && asked[string(name)]
}

// isTabRole reports the role of tabs, their list or their panels.
func isTabRole(value []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(value, `"'`), []byte("tab")) && !bytes.Contains(value, []byte("table"))
}
