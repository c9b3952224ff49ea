package pdftext

import (
	"bytes"
	"strconv"
)

// The kinds of objects. Numbers are float64, booleans bool, null nil.
type (
	name    string
	str     string // a string object, as bytes
	keyword string
	array   []any
	dict    map[name]any
	ref     int // an indirect reference, by object number; generations are ignored
)

// A stream is a dictionary with data, still packed.
type stream struct {
	dict dict
	raw  []byte
	num  int // of its object, which its encryption depends on
}

const (
	maxDepth  = 60      // of arrays and dictionaries in each other
	maxValues = 200_000 // in one array or dictionary, with all inside it
)

// A lexer reads objects from a file or a content stream.
type lexer struct {
	b      []byte
	pos    int
	depth  int
	values int   // kept of the object in hand
	f      *file // whose time it takes
}

// keep reports that one more value may be kept. What is too much is read over.
func (l *lexer) keep() bool {
	l.values++
	return l.values <= maxValues
}

// end is what next returns after the last object.
type end struct{}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.b) {
		switch c := l.b[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			n := bytes.IndexAny(l.b[l.pos:], "\r\n")
			if n < 0 {
				n = len(l.b) - l.pos
			}
			l.pos += n
		default:
			return
		}
	}
}

// next reads one object or keyword. A closing bracket comes as a keyword.
func (l *lexer) next() any {
	if l.f != nil {
		l.f.tick()
	}
	if l.depth == 0 {
		l.values = 0
	}
	l.skipSpace()
	if l.pos >= len(l.b) {
		return end{}
	}
	c := l.b[l.pos]
	switch {
	case c == '/':
		l.pos++
		return l.name()
	case c == '(':
		l.pos++
		return l.literal()
	case c == '<' && l.pos+1 < len(l.b) && l.b[l.pos+1] == '<':
		l.pos += 2
		return l.dictionary()
	case c == '<':
		l.pos++
		return l.hex()
	case c == '[':
		l.pos++
		return l.array()
	case c == '>' && l.pos+1 < len(l.b) && l.b[l.pos+1] == '>':
		l.pos += 2
		return keyword(">>")
	case isDelimiter(c):
		l.pos++
		return keyword(c)
	}
	return l.word()
}

// word reads a number or a keyword.
func (l *lexer) word() any {
	start := l.pos
	for l.pos < len(l.b) && !isSpace(l.b[l.pos]) && !isDelimiter(l.b[l.pos]) {
		l.pos++
	}
	w := l.b[start:l.pos]
	if c := w[0]; c == '+' || c == '-' || c == '.' || (c >= '0' && c <= '9') {
		if n, ok := number(w); ok {
			return n
		}
	}
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return keyword(w)
}

// number reads a number, also the malformed ones that producers write ("--5",
// "1.2.3"), as other readers do.
func number(w []byte) (float64, bool) {
	if n, err := strconv.ParseFloat(string(w), 64); err == nil && len(w) < 40 {
		for _, c := range w {
			if c != '+' && c != '-' && c != '.' && (c < '0' || c > '9') {
				return 0, false // "1e5", "Inf": no numbers in PDF
			}
		}
		return n, true
	}
	if len(w) > 1 && w[0] == '-' && w[1] == '-' {
		n, ok := number(w[1:])
		return n, ok
	}
	return 0, false
}

func (l *lexer) name() name {
	var out []byte
	for l.pos < len(l.b) && !isSpace(l.b[l.pos]) && !isDelimiter(l.b[l.pos]) {
		c := l.b[l.pos]
		l.pos++
		if c == '#' && l.pos+1 < len(l.b) {
			hi, lo := unhex(l.b[l.pos]), unhex(l.b[l.pos+1])
			if hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo)
				l.pos += 2
			}
		}
		out = append(out, c)
	}
	return name(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() str {
	var out []byte
	high := -1
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		v := unhex(c)
		if v < 0 {
			continue
		}
		if high < 0 {
			high = v
			continue
		}
		out = append(out, byte(high<<4|v))
		high = -1
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return str(out)
}

// literal reads a string in parentheses.
func (l *lexer) literal() str {
	var out []byte
	open := 1
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return str(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return str(out)
}

func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.b) {
		return out
	}
	c := l.b[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b', 'f':
		return append(out, ' ')
	case '\r':
		if l.pos < len(l.b) && l.b[l.pos] == '\n' {
			l.pos++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.b) && l.b[l.pos] >= '0' && l.b[l.pos] <= '7'; i++ {
		v = v<<3 | int(l.b[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(v))
}

func (l *lexer) array() array {
	l.depth++
	defer func() { l.depth-- }()
	out := array{}
	for l.depth <= maxDepth {
		v := l.next()
		switch v := v.(type) {
		case end:
			return out
		case keyword:
			if v == "]" {
				return out
			}
			if v == "R" {
				out = reference(out)
			}
			if v == "endobj" || v == ">>" {
				return out
			}
			continue
		}
		if l.keep() {
			out = append(out, v)
		}
	}
	return out
}

// reference replaces "12 0" before an R by the reference.
func reference(values array) array {
	n := len(values)
	if n < 2 {
		return values
	}
	num, ok := values[n-2].(float64)
	if _, isGen := values[n-1].(float64); !ok || !isGen || num < 0 || num > 1<<30 {
		return values
	}
	return append(values[:n-2], ref(num))
}

func (l *lexer) dictionary() dict {
	l.depth++
	defer func() { l.depth-- }()
	out := dict{}
	var values array
	key, open := name(""), false
	set := func() {
		if open && len(values) > 0 {
			out[key] = values[0]
		}
		values = values[:0]
	}
	for l.depth <= maxDepth {
		v := l.next()
		switch v := v.(type) {
		case end:
			set()
			return out
		case keyword:
			if v == "R" {
				values = reference(values)
			}
			if v == ">>" || v == "endobj" || v == "stream" {
				if v == "stream" {
					l.pos -= len(v)
				}
				set()
				return out
			}
			continue
		case name:
			// A name is the next key, unless it is this key's value.
			if !open || len(values) > 0 {
				l.keep()
				if l.values > maxValues {
					return out
				}
				set()
				key, open = v, true
				continue
			}
		}
		if l.keep() {
			values = append(values, v)
		}
	}
	set()
	return out
}
