package script

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"rolecall/extract/internal/line"
)

// A literal reads the values that scripts write down: objects whose keys need
// no quotes, strings in any of the three quotes, arrays. Numbers and truth are
// passed over, since no posting is told by them; what must be run to be known
// ends the reading.
type literal struct {
	b   []byte
	i   int
	bad bool
}

// A nameInScript stands for the value of a variable.
type nameInScript string

// readLiteral reads the object or array at the start of a script.
func readLiteral(b []byte) (v any, n int, ok bool) {
	r := literal{b: b}
	v = r.value(0)
	return v, r.i, !r.bad
}

// readCalled reads "(function(a,b){return {…}}("x","y"))", in which Nuxt 2 keeps
// its state: what stands there more than once is an argument.
func readCalled(b []byte) (v any, n int, ok bool) {
	r := literal{b: b}
	r.accept("(")
	r.accept("function(")
	names, _, found := strings.Cut(string(r.b[r.i:min(len(b), r.i+8<<10)]), ")")
	start := bytes.Index(b, []byte("return "))
	if r.bad || !found || start < r.i+len(names) {
		return nil, r.i, false
	}
	r.i = start + len("return ")
	v = r.value(0)
	r.accept("}")
	if r.peek() == ')' { // both ways of calling are written
		r.i++
	}
	r.accept("(")
	values := map[string]string{}
	for _, name := range strings.Split(names, ",") {
		if s, isText := r.value(0).(string); isText {
			values[strings.TrimSpace(name)] = s
		}
		if r.peek() != ',' {
			break
		}
		r.i++
	}
	fill := filler{left: MaxBytes, text: func(v any) (string, bool) {
		name, isName := v.(nameInScript)
		return values[string(name)], isName
	}}
	return fill.value(v, 0), r.i, !r.bad
}

// A filler puts texts in the place of what refers to them. A script may refer
// to a long text any number of times; left bounds what that comes to.
type filler struct {
	text func(any) (string, bool)
	left int // bytes
}

func (f *filler) value(v any, depth int) any {
	if depth > MaxDepth {
		return nil
	}
	switch v := v.(type) {
	case map[string]any:
		for _, k := range SortedKeys(v) {
			v[k] = f.value(v[k], depth+1)
		}
	case []any:
		for i := range v {
			v[i] = f.value(v[i], depth+1)
		}
	default:
		if s, ok := f.text(v); ok {
			if f.left -= len(s); f.left < 0 {
				return nil
			}
			return s
		}
	}
	return v
}

// peek skips white space and returns the next byte, 0 at the end.
func (r *literal) peek() byte {
	r.space()
	if r.bad || r.i >= len(r.b) {
		return 0
	}
	return r.b[r.i]
}

func (r *literal) space() {
	for r.i < len(r.b) && line.IsSpace(r.b[r.i]) {
		r.i++
	}
}

// accept reads what must come next.
func (r *literal) accept(s string) {
	if r.space(); !bytes.HasPrefix(r.b[r.i:], []byte(s)) {
		r.bad = true
		return
	}
	r.i += len(s)
}

func (r *literal) value(depth int) any {
	switch c := r.peek(); {
	case depth > MaxDepth || c == 0:
		r.bad = true
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.list(depth)
	case c == '"' || c == '\'' || c == '`':
		return r.text()
	case c == '!':
		r.i++
		r.value(depth + 1)
	case c == '-' || c == '.' || (c >= '0' && c <= '9'):
		for r.i < len(r.b) && strings.IndexByte("0123456789+-.eEn", r.b[r.i]) >= 0 {
			r.i++
		}
	default:
		return r.named(depth)
	}
	return nil
}

// named reads a word in the place of a value.
func (r *literal) named(depth int) any {
	switch w := r.word(); w {
	case "":
		r.bad = true
	case "true", "false", "null", "undefined", "NaN", "Infinity":
	case "void":
		r.value(depth + 1)
	case "new": // a date
		r.peek()
		r.word()
		r.accept("(")
		v := r.value(depth + 1)
		r.accept(")")
		return v
	default:
		if c := r.peek(); c != ',' && c != '}' && c != ']' && c != ')' {
			r.bad = true // it is called, or part of an expression
		}
		return nameInScript(w)
	}
	return nil
}

func (r *literal) word() string {
	start := r.i
	for r.i < len(r.b) && (line.IsLetter(r.b[r.i]) || r.b[r.i] == '_' || r.b[r.i] == '$' || (r.b[r.i] >= '0' && r.b[r.i] <= '9')) {
		r.i++
	}
	return string(r.b[start:r.i])
}

func (r *literal) object(depth int) any {
	out := map[string]any{}
	for r.i++; r.peek() != '}' && !r.bad; {
		var key string
		if c := r.peek(); c == '"' || c == '\'' {
			key = r.text()
		} else {
			key = r.word()
		}
		r.accept(":")
		if v := r.value(depth + 1); v != nil {
			out[key] = v
		}
		if r.peek() != ',' {
			break
		}
		r.i++
	}
	r.accept("}")
	return out
}

func (r *literal) list(depth int) any {
	out := []any{}
	for r.i++; r.peek() != ']' && !r.bad; {
		if c := r.peek(); c != ',' {
			out = append(out, r.value(depth+1))
		}
		if r.peek() != ',' {
			break
		}
		r.i++
	}
	r.accept("]")
	return out
}

// text reads a string literal.
func (r *literal) text() string {
	quote := r.peek()
	if quote != '"' && quote != '\'' && quote != '`' {
		r.bad = true
		return ""
	}
	r.i++
	var out []byte
	for r.i < len(r.b) {
		switch c := r.b[r.i]; {
		case c == quote:
			r.i++
			return string(out)
		case c == '\\' && r.i+1 < len(r.b):
			out = r.escape(out)
		case (c == '\n' && quote != '`') || (c == '$' && quote == '`' && bytes.HasPrefix(r.b[r.i:], []byte("${"))):
			r.bad = true
			return ""
		default:
			out = append(out, c)
			r.i++
		}
	}
	r.bad = true
	return ""
}

// escape reads one escape sequence.
func (r *literal) escape(out []byte) []byte {
	c := r.b[r.i+1]
	r.i += 2
	switch c {
	case 'n':
		return append(out, '\n')
	case 't':
		return append(out, '\t')
	case 'r', 'b', 'f', 'v', '0', '\n':
		return out
	case 'x':
		return utf8.AppendRune(out, r.hex(2))
	case 'u':
		u := r.hex(4)
		if utf16.IsSurrogate(u) && bytes.HasPrefix(r.b[r.i:], []byte(`\u`)) {
			r.i += 2
			u = utf16.DecodeRune(u, r.hex(4))
		}
		return utf8.AppendRune(out, u)
	}
	return append(out, c)
}

// hex reads a character's number of n digits, or of any number in braces.
func (r *literal) hex(n int) rune {
	s := r.b[r.i:min(len(r.b), r.i+n)]
	if inner, _, ok := bytes.Cut(r.b[r.i:min(len(r.b), r.i+8)], []byte("}")); ok && n == 4 && bytes.HasPrefix(inner, []byte("{")) {
		s, n = inner[1:], len(inner)+1
	}
	u, err := strconv.ParseUint(string(s), 16, 32)
	if err != nil || u > utf8.MaxRune {
		r.bad = true
		return utf8.RuneError
	}
	r.i += n
	return rune(u)
}
