package record

import (
	"encoding/binary"
	"math/bits"
)

// A rowScanner goes over one JSON object. It takes only what encoding/json
// takes; it may refuse what that would take, such as very deep nesting.
type rowScanner struct {
	b       []byte
	i       int
	lenient bool            // also takes NaN and Infinity, which Python writes
	told    map[string]told // names that need not be copied again, if any
}

// maxScanDepth is the deepest nesting that is scanned.
const maxScanDepth = 64

// object calls visit with each member of the object that b is, its value as it
// stands. It reports whether b is an object and nothing else.
func (s *rowScanner) object(visit func(key string, value []byte)) bool {
	s.space()
	if !s.take('{') {
		return false
	}
	ok := s.members(func() bool {
		key := s.i
		if !s.str() {
			return false
		}
		name := s.b[key:s.i]
		s.space()
		if !s.take(':') {
			return false
		}
		s.space()
		from := s.i
		if !s.value(maxScanDepth) {
			return false
		}
		visit(s.name(name), s.b[from:s.i])
		return true
	}, '}')
	s.space()
	return ok && s.i == len(s.b)
}

// name is the text of a member's name. Those that are told have no backslash.
func (s *rowScanner) name(quoted []byte) string {
	if t, ok := s.told[string(quoted[1:len(quoted)-1])]; ok {
		return t.name
	}
	return unquote(quoted)
}

// members scans what stands between commas, up to end.
func (s *rowScanner) members(one func() bool, end byte) bool {
	s.space()
	if s.take(end) {
		return true
	}
	for {
		s.space()
		if !one() {
			return false
		}
		s.space()
		if s.take(end) {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}

// value scans any value.
func (s *rowScanner) value(depth int) bool {
	if s.i >= len(s.b) || depth == 0 {
		return false
	}
	switch s.b[s.i] {
	case '"':
		return s.str()
	case '{':
		s.i++
		return s.members(func() bool {
			if !s.str() {
				return false
			}
			s.space()
			if !s.take(':') {
				return false
			}
			s.space()
			return s.value(depth - 1)
		}, '}')
	case '[':
		s.i++
		return s.members(func() bool { return s.value(depth - 1) }, ']')
	case 't':
		return s.word("true")
	case 'f':
		return s.word("false")
	case 'n':
		return s.word("null")
	}
	if s.lenient {
		for _, w := range [...]string{"NaN", "Infinity", "-Infinity"} {
			if s.word(w) {
				return true
			}
		}
	}
	return s.number()
}

func (s *rowScanner) space() {
	for s.i < len(s.b) && (s.b[s.i] == ' ' || s.b[s.i] == '\t' || s.b[s.i] == '\r' || s.b[s.i] == '\n') {
		s.i++
	}
}

func (s *rowScanner) take(c byte) bool {
	if s.i < len(s.b) && s.b[s.i] == c {
		s.i++
		return true
	}
	return false
}

func (s *rowScanner) word(w string) bool {
	if len(s.b)-s.i < len(w) || string(s.b[s.i:s.i+len(w)]) != w {
		return false
	}
	s.i += len(w)
	return true
}

// number scans -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
func (s *rowScanner) number() bool {
	s.take('-')
	if !s.take('0') && !s.digits() {
		return false
	}
	if s.take('.') && !s.digits() {
		return false
	}
	if s.take('e') || s.take('E') {
		if !s.take('+') {
			s.take('-')
		}
		return s.digits()
	}
	return true
}

func (s *rowScanner) digits() bool {
	from := s.i
	for s.i < len(s.b) && s.b[s.i] >= '0' && s.b[s.i] <= '9' {
		s.i++
	}
	return s.i > from
}

// str scans a string with its quotes.
func (s *rowScanner) str() bool {
	if !s.take('"') {
		return false
	}
	for {
		s.i += plainBytes(s.b[s.i:])
		if s.i >= len(s.b) {
			return false
		}
		switch c := s.b[s.i]; {
		case c == '"':
			s.i++
			return true
		case c == '\\':
			if !s.escape() {
				return false
			}
		default: // a control character
			return false
		}
	}
}

func (s *rowScanner) escape() bool {
	if s.i+1 >= len(s.b) {
		return false
	}
	switch s.b[s.i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.i += 2
		return true
	case 'u':
		if s.i+6 > len(s.b) {
			return false
		}
		for _, c := range s.b[s.i+2 : s.i+6] {
			if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
				return false
			}
		}
		s.i += 6
		return true
	}
	return false
}

// plainBytes returns how many bytes at the start of b are neither a quote, nor
// a backslash, nor a control character. It looks at eight at once: a byte
// minus n borrows into its highest bit where it is below n.
func plainBytes(b []byte) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	i := 0
	for ; i+8 <= len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		quote, slash := w^(ones*'"'), w^(ones*'\\')
		found := ((quote-ones)&^quote | (slash-ones)&^slash | (w-ones*' ')&^w) & highs
		if found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(b) && b[i] != '"' && b[i] != '\\' && b[i] >= ' ' {
		i++
	}
	return i
}

// ScanObject calls visit with each member of the JSON object that b is, its
// value as it stands. It reports whether b is one whole object, as
// encoding/json takes it.
func ScanObject(b []byte, visit func(key string, value []byte)) bool {
	s := rowScanner{b: b}
	return s.object(visit)
}

// Unquote returns the text of a JSON string that ScanObject found; of any
// other value, "".
func Unquote(value []byte) string {
	if len(value) == 0 || value[0] != '"' {
		return ""
	}
	return unquote(value)
}
