package line

import "math/bits"

// Letters are looked at eight at a time, as one word: a bit of each byte, and
// the highest of each.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// load8 returns the first eight bytes of s, the first one lowest.
func load8(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// bytesBetween marks, with their highest bits, the bytes from low to high, both
// ASCII. Bytes that are not ASCII are marked or not.
func bytesBetween(w uint64, low, high byte) uint64 {
	w &^= highs
	return (w + ones*uint64(0x80-low)) &^ (w + ones*uint64(0x7f-high)) & highs
}

// bytesEqual marks the bytes that are c, which is ASCII.
func bytesEqual(w uint64, c byte) uint64 { return bytesBetween(w, c, c) }

// wordStarts counts the words that start in eight bytes, which come after a
// letter or not, and tells whether the last byte is one. It leaves bytes that
// are not all ASCII, and apostrophes, to those who take them one by one.
func wordStarts(w uint64, inWord bool) (starts int, last, ok bool) {
	if w&highs|bytesEqual(w, '\'') != 0 {
		return 0, false, false
	}
	in := bytesBetween(w|ones*0x20, 'a', 'z') | bytesBetween(w, '0', '9')
	before := in << 8
	if inWord {
		before |= 0x80
	}
	return bits.OnesCount64(in &^ before), in>>63 != 0, true
}

// singleSpaced reports eight visible ASCII characters with single blanks among
// them, and whether the last one is a blank.
func singleSpaced(w uint64) (last, ok bool) {
	blank := bytesEqual(w, ' ')
	ok = w&highs == 0 && bytesBetween(w, ' ', '~') == highs && blank&(blank<<8|0x80) == 0
	return blank>>63 != 0, ok
}

// NextMark returns the place of the first byte from i on that is a capital, a
// star, or not ASCII; the length of s where there is none.
func NextMark(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := load8(s[i:])
		if m := bytesBetween(w, 'A', 'Z') | bytesEqual(w, '*') | w&highs; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for i < len(s) && s[i] < 0x80 && s[i] != '*' && (s[i] < 'A' || s[i] > 'Z') {
		i++
	}
	return i
}

// isASCII reports a text of nothing but ASCII.
func isASCII(s string) bool {
	for ; len(s) >= 8; s = s[8:] {
		if load8(s)&highs != 0 {
			return false
		}
	}
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// IsLetter reports a letter of ASCII.
func IsLetter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

// IsSpace reports the white space of HTML.
func IsSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }
