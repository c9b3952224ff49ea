// Package line is text as lines: what the markup around a line said of it, how
// texts become lines, and what can be told of a line by itself: words, phrases,
// language.
package line

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// A Line is one line of a document's text, with what its markup said of it.
type Line struct {
	Text   string
	Words  int        // see countWords
	Linked int        // bytes of text inside links
	Level  int        // 1 to 6 inside a heading element, else 0
	Flags  Flag       // what it is
	Region Region     // where on the page it stands
	Node   *html.Node // the block element that holds it; nil in plain text
}

// A Flag says what a line is.
type Flag uint8

const (
	Item Flag = 1 << iota // a list item
	Bold                  // all of it is bold
	Gap                   // an empty line stands before it
	Cell                  // a table cell, a term or its value
)

// Has reports a flag.
func (l Line) Has(f Flag) bool { return l.Flags&f != 0 }

// CountWords counts words as readers see them. Scripts without spaces between
// words count two letters for a word.
func CountWords(s string) int {
	n, wide, inWord := 0, 0, false
	for i := 0; i < len(s); {
		if len(s)-i >= 8 {
			if starts, last, ok := wordStarts(load8(s[i:]), inWord); ok {
				n += starts
				inWord = last
				i += 8
				continue
			}
		}
		c := s[i]
		if c < utf8.RuneSelf {
			w := IsLetter(c) || (c >= '0' && c <= '9')
			if w && !inWord {
				n++
			}
			inWord = w || (inWord && c == '\'')
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r >= 0x2E80 && isWide(r):
			wide++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				n++
			}
			inWord = true
		case r != '’':
			inWord = false
		}
	}
	return n + (wide+1)/2
}

// isWide reports a letter of Chinese, Japanese or Korean.
func isWide(r rune) bool {
	switch {
	case r >= 0x3040 && r <= 0x30FF, r >= 0x3400 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7A3:
		return true
	case r >= 0x2E80 && r <= 0x2FDF, r >= 0xF900 && r <= 0xFAFF, r >= 0x20000 && r <= 0x3FFFF:
		return true
	}
	return false
}

// Join makes a posting's text of lines.
func Join(lines []Line) string {
	size := 0
	for _, l := range lines {
		size += len(l.Text) + 2
	}
	var b strings.Builder
	b.Grow(size)
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
			if l.Has(Gap) {
				b.WriteByte('\n')
			}
		}
		b.WriteString(l.Text)
	}
	return b.String()
}

// EachWord calls f with every word in lower case.
func EachWord(s string, f func(string)) {
	if !isASCII(s) {
		for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			f(w)
		}
		return
	}
	for i := 0; i < len(s); i++ {
		first, all := i, byte(' ')
		for i < len(s) && isAlnum(s[i]) {
			all &= s[i] // the bit that capitals have not
			i++
		}
		switch {
		case first == i:
		case all != 0:
			f(s[first:i])
		default:
			f(strings.ToLower(s[first:i]))
		}
	}
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|' ' && c|' ' <= 'z'
}

// OneLine collapses white space.
func OneLine(s string) string {
	if visibleRun(s) == len(s) {
		return s // most are one
	}
	return strings.Join(strings.Fields(s), " ")
}

// Words counts the words of lines.
func Words(lines []Line) int {
	n := 0
	for _, l := range lines {
		n += l.Words
	}
	return n
}
