package collect

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// parseRow reads one JSON object by its columns' names.
//
// Decoding was half of the time of a run over JSON lines, so that the object
// is scanned once, and only the values that are columns are unquoted. What the
// scanner does not take is left to encoding/json, which also words the errors.
func parseRow(line []byte, c *columns) (*Row, error) {
	var v values
	s := rowScanner{b: line}
	ok := s.object(func(key string, value []byte) {
		if to, ok := c.slot(key); ok {
			v.put(to, scalar(value))
		}
	})
	if !ok {
		v = values{}
		if err := slowRow(line, c, &v); err != nil {
			return nil, err
		}
	}
	return c.row(&v)
}

func slowRow(line []byte, c *columns, v *values) error {
	var cols map[string]json.RawMessage
	if err := json.Unmarshal(line, &cols); err != nil {
		return broken("not a JSON object: %w", err)
	}
	if cols == nil {
		return broken("not a JSON object: null")
	}
	for _, key := range slices.Sorted(maps.Keys(cols)) {
		if to, ok := c.slot(key); ok {
			v.put(to, scalar(cols[key]))
		}
	}
	return nil
}

// scalar returns a JSON value as text: a string, a number, or the name of an
// object that has one.
func scalar(raw []byte) string {
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		return unquote(raw)
	case '{':
		var named struct{ Name string }
		if json.Unmarshal(raw, &named) != nil {
			return ""
		}
		return named.Name
	case '[', 'n', 't', 'f':
		return ""
	}
	return string(raw)
}

// unquote returns the text of a valid JSON string.
func unquote(raw []byte) string {
	body := raw[1 : len(raw)-1]
	next := bytes.IndexByte(body, '\\')
	if next < 0 {
		return validUTF8(string(body), raw)
	}
	var b strings.Builder
	b.Grow(len(body))
	for next >= 0 {
		b.Write(body[:next])
		body = unescape(&b, body[next+1:])
		next = bytes.IndexByte(body, '\\')
	}
	b.Write(body)
	return validUTF8(b.String(), raw)
}

// validUTF8 leaves text that is not valid to encoding/json: it replaces each
// wrong byte by a mark of its own.
func validUTF8(text string, raw []byte) string {
	if utf8.ValidString(text) {
		return text
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return strings.ToValidUTF8(text, "\ufffd")
	}
	return s
}

// unescape writes what the escape at the start of s, after its backslash,
// stands for, and returns what follows it.
func unescape(b *strings.Builder, s []byte) []byte {
	const plain, means = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if s[0] != 'u' {
		b.WriteByte(means[strings.IndexByte(plain, s[0])])
		return s[1:]
	}
	r := hex4(s[1:])
	s = s[5:]
	if utf16.IsSurrogate(r) {
		if len(s) >= 6 && s[0] == '\\' && s[1] == 'u' {
			if pair := utf16.DecodeRune(r, hex4(s[2:])); pair != utf8.RuneError {
				b.WriteRune(pair)
				return s[6:]
			}
		}
		r = utf8.RuneError
	}
	b.WriteRune(r)
	return s
}

func hex4(s []byte) (r rune) {
	for _, c := range s[:4] {
		switch {
		case c >= 'a':
			c -= 'a' - 10
		case c >= 'A':
			c -= 'A' - 10
		default:
			c -= '0'
		}
		r = r<<4 | rune(c)
	}
	return r
}
