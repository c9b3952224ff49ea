package words

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// scanWord returns where the white-space delimited word at i ends, and its key
// where it has at most maxKey bytes. A word of ASCII up to 15 bytes is read in
// two steps; nearly all words are.
func scanWord(text string, i int) (end int, key wordKey) {
	if i+16 <= len(text) {
		x, y := load8(text, i), load8(text, i+8)
		n := plainBytes(x)
		if n == 8 {
			n += plainBytes(y)
		}
		if n < 16 && text[i+n] <= ' ' && isSpace[text[i+n]] {
			return i + n, wordKey{x & lowBytes(n), y&lowBytes(n-8) | uint64(n)<<56, 0}
		}
	}
	end = wordEnd(text, i)
	if end-i <= maxKey {
		key = keyOf(text[i:end])
	}
	return end, key
}

// isSpace says which ASCII characters are white space.
var isSpace = [utf8.RuneSelf]bool{' ': true, '\t': true, '\n': true, '\v': true, '\f': true, '\r': true}

// load8 returns the eight bytes at i, the first lowest.
func load8(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// plainBytes returns how many bytes of x, from the lowest, are ASCII and
// neither white space nor control characters.
func plainBytes(x uint64) int {
	const each = 0x0101010101010101
	// The high bit says that a byte is past ASCII, and the subtraction sets it
	// where a byte is under '!'. The borrow spoils only the bytes above.
	return bits.TrailingZeros64((x|(x-'!'*each))&(0x80*each)) / 8
}

// lowBytes returns a mask of the n lowest bytes.
func lowBytes(n int) uint64 { return 1<<(8*uint(max(n, 0))) - 1 }

// wordEnd returns where the word at i ends.
func wordEnd(text string, i int) int {
	for j, r := range text[i:] {
		if unicode.IsSpace(r) {
			return i + j
		}
	}
	return len(text)
}

// skipSpace returns where the white space at i ends, and whether a line does.
func skipSpace(text string, i int) (end int, newline bool) {
	if i+1 < len(text) && text[i] == ' ' && text[i+1] > ' ' && text[i+1] < utf8.RuneSelf {
		return i + 1, false // nearly always
	}
	for j, r := range text[i:] {
		if !unicode.IsSpace(r) {
			return i + j, newline
		}
		newline = newline || r == '\n' || r == '\u2028' || r == '\u2029'
	}
	return len(text), newline
}
