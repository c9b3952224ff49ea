package record

import "strings"

// maxValueDepth is how deep a value is looked into for its text.
const maxValueDepth = 4

// text returns a JSON value as the text of a column: a string, a number, the
// name of an object, what stands in a list.
func (c *Columns) text(col column, raw []byte, depth int) string {
	if len(raw) == 0 || depth > maxValueDepth {
		return ""
	}
	switch raw[0] {
	case '"':
		return unquote(raw)
	case '{':
		return c.objectText(col, raw, depth)
	case '[':
		return c.listText(col, raw, depth)
	case 'n', 't', 'f', 'N', 'I':
		return ""
	}
	return string(raw)
}

// objectText returns the text of an object.
func (c *Columns) objectText(col column, raw []byte, depth int) string {
	members := map[string][]byte{}
	scanMembers(raw, func(key string, v []byte) { members[fold(key)] = v })
	first := func(of member) string {
		for _, k := range c.members[of] {
			if t := c.text(col, members[k], depth+1); t != "" {
				return t
			}
		}
		return ""
	}
	switch {
	case col == colText || col == colHTML:
		return first(memberText)
	case col >= colPart:
		if t := first(memberText); t != "" {
			return t
		}
		return c.membersText(col, raw, depth)
	case col == colURL:
		return first(memberURL)
	case col == colID:
		return first(memberID)
	case col == colLocation:
		if t := first(memberPlace); t != "" {
			return t
		}
		if t := joinPlace(first(memberCity), first(memberState), first(memberCountry)); t != "" {
			return t
		}
		return first(memberAddress)
	}
	return first(memberName)
}

// membersText joins what the members of an object say, whatever they are called:
// requirements that are parted into must and nice.
func (c *Columns) membersText(col column, raw []byte, depth int) string {
	var all []string
	scanMembers(raw, func(_ string, v []byte) {
		if len(v) > 0 && (v[0] == '"' || v[0] == '[' || v[0] == '{') && len(all) < maxItems {
			if t := strings.TrimSpace(c.text(col, v, depth+1)); t != "" {
				all = append(all, t)
			}
		}
	})
	return strings.Join(all, "\n")
}

// maxItems bounds what is read of a list.
const maxItems = 500

// listText returns the text of a list: all of a description's, the places, and
// of anything else the first.
func (c *Columns) listText(col column, raw []byte, depth int) string {
	var items []string
	s := rowScanner{b: raw, lenient: true}
	s.take('[')
	s.members(func() bool {
		from := s.i
		if !s.value(maxScanDepth) {
			return false
		}
		if t := strings.TrimSpace(c.text(col, s.b[from:s.i], depth+1)); t != "" && len(items) < maxItems {
			items = append(items, t)
		}
		return true
	}, ']')
	switch {
	case len(items) == 0:
		return ""
	case col == colText || col >= colPart:
		return strings.Join(items, "\n")
	case col == colHTML:
		return strings.Join(items, "<br>")
	case col == colLocation:
		return strings.Join(items[:min(len(items), 5)], "; ")
	}
	return items[0]
}

// htmlOf returns the HTML of a description that comes in several forms.
func htmlOf(raw []byte) (html string) {
	scanMembers(raw, func(key string, v []byte) {
		if fold(key) == "html" && len(v) > 0 && v[0] == '"' {
			html = unquote(v)
		}
	})
	return html
}
