package result

import (
	"bytes"
	"math"
	"math/bits"
	"strconv"
	"unicode/utf8"

	"rolecall/lexicon"
)

// rolesByName is the order of a map's keys.
var rolesByName = [...]lexicon.Role{lexicon.EM, lexicon.PM, lexicon.PMT, lexicon.TPM, lexicon.None}

func appendByRole(b []byte, m map[lexicon.Role]float64) []byte {
	if m == nil {
		return append(b, "null"...)
	}
	sep := byte('{')
	for _, r := range rolesByName {
		if x, ok := m[r]; ok {
			b = append(appendText(append(b, sep), string(r)), ':')
			b = appendNumber(b, x)
			sep = ','
		}
	}
	if sep == '{' {
		b = append(b, sep)
	}
	return append(b, '}')
}

func appendTexts[S ~string](b []byte, list []S) []byte {
	return appendList(b, list, func(b []byte, s *S) []byte { return appendText(b, string(*s)) })
}

// appendList writes a list by its elements; nil is null, as encoding/json has it.
func appendList[T any](b []byte, list []T, one func([]byte, *T) []byte) []byte {
	if list == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, &list[i])
	}
	return append(b, ']')
}

// appendNumber writes a number as ECMAScript does, like encoding/json.
func appendNumber(b []byte, x float64) []byte {
	// Nearly all numbers were rounded to millionths at least. Of no more than 15
	// digits, no two decimals are the same float64, and these are the shortest.
	if n := math.Round(x * 1e6); n != 0 && math.Abs(n) < 1e15 && n/1e6 == x {
		return appendMillionths(b, int64(n))
	}
	if abs := math.Abs(x); abs == 0 || abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(b, x, 'f', -1, 64)
	}
	from := len(b)
	b = strconv.AppendFloat(b, x, 'e', -1, 64)
	if n := len(b); n-from >= 4 && b[n-4] == 'e' && (b[n-3] == '-' || b[n-3] == '+') && b[n-2] == '0' {
		b[n-2] = b[n-1] // e-09 is e-9
		b = b[:n-1]
	}
	return b
}

// appendMillionths writes n/1e6 without zeros at its end.
func appendMillionths(b []byte, n int64) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/1e6, 10)
	point := len(b)
	b = strconv.AppendInt(b, 1e6+n%1e6, 10)
	b[point] = '.' // for the 1
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return bytes.TrimSuffix(b, []byte{'.'})
}

const hexDigits = "0123456789abcdef"

// appendText writes a string with its quotes.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := plainASCII(s, 0); i < len(s); i = plainASCII(s, i) {
		c := s[i]
		if c < utf8.RuneSelf {
			b = appendEscape(append(b, s[start:i]...), c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[start:i]...), `\ufffd`...)
			start = i + 1
		case r == '\u2028' || r == '\u2029': // line ends in JavaScript
			b = append(append(b, s[start:i]...), `\u202`...)
			b = append(b, hexDigits[r&0xF])
			start = i + size
		}
		i += size
	}
	return append(append(b, s[start:]...), '"')
}

// plainASCII returns where the next byte after i is that is not written as it
// stands. It looks at eight at once: a byte minus n borrows into its highest
// bit where it is below n.
func plainASCII(s string, i int) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	for ; i+8 <= len(s); i += 8 {
		t := s[i : i+8]
		w := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
		quote, slash := w^(ones*'"'), w^(ones*'\\')
		if found := (w | (quote-ones)&^quote | (slash-ones)&^slash | (w-ones*' ')&^w) & highs; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(s) && s[i] >= ' ' && s[i] < utf8.RuneSelf && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xF])
}
