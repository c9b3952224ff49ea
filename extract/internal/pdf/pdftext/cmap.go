package pdftext

import (
	"unicode/utf16"
	"unicode/utf8"
)

const maxCodes = 70_000 // in one character map

// A cmap maps character codes to text.
type cmap struct {
	text  map[uint32]string
	sizes [5]bool // lengths in bytes that codes have
}

// readCMap reads a ToUnicode map. Only what stands there counts: the numbers
// that announce how much follows are not believed.
func (f *file) readCMap(data []byte) *cmap {
	m := &cmap{text: map[uint32]string{}}
	l := f.lexer(data, 0)
	var args []any
	for {
		f.tick()
		switch v := l.next().(type) {
		case end:
			return m
		case keyword:
			switch v {
			case "endcodespacerange":
				for i := 0; i+1 < len(args); i += 2 {
					if lo, ok := args[i].(str); ok && len(lo) > 0 && len(lo) <= 4 {
						m.sizes[len(lo)] = true
					}
				}
			case "endbfchar":
				for i := 0; i+1 < len(args); i += 2 {
					m.char(args[i], args[i+1])
				}
			case "endbfrange":
				for i := 0; i+2 < len(args); i += 3 {
					m.rangeOf(args[i], args[i+1], args[i+2])
				}
			}
			args = args[:0]
		default:
			if len(args) < 3*maxCodes {
				args = append(args, v)
			}
		}
	}
}

func code(v any) (uint32, int, bool) {
	s, ok := v.(str)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, 0, false
	}
	n := uint32(0)
	for i := range len(s) {
		n = n<<8 | uint32(s[i])
	}
	return n, len(s), true
}

func (m *cmap) set(c uint32, size int, text string) {
	if len(m.text) < maxCodes && text != "" {
		m.text[c|uint32(size)<<28] = text
		m.sizes[size] = m.sizes[size] || size == 1
	}
}

func (m *cmap) char(from, to any) {
	if c, size, ok := code(from); ok {
		if s, ok := to.(str); ok {
			m.set(c, size, utf16Text(string(s)))
		}
	}
}

func (m *cmap) rangeOf(lo, hi, to any) {
	a, size, ok1 := code(lo)
	b, _, ok2 := code(hi)
	if !ok1 || !ok2 || b < a || b-a > maxCodes {
		return
	}
	switch to := to.(type) {
	case array:
		for i, v := range to {
			if s, ok := v.(str); ok && uint32(i) <= b-a {
				m.set(a+uint32(i), size, utf16Text(string(s)))
			}
		}
	case str:
		first := []rune(utf16Text(string(to)))
		if len(first) == 0 {
			return
		}
		for c := a; c <= b; c++ {
			m.set(c, size, string(first))
			first[len(first)-1]++
		}
	}
}

func utf16Text(s string) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	out := string(utf16.Decode(units))
	if !utf8.ValidString(out) {
		return ""
	}
	return out
}
