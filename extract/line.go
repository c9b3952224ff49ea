package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// A line is one line of a document's text, with what its markup said of it.
type line struct {
	text   string
	words  int        // see countWords
	linked int        // bytes of text inside links
	level  int        // 1 to 6 inside a heading element, else 0
	flags  lineFlag   // what it is
	region region     // where on the page it stands
	node   *html.Node // the block element that holds it; nil in plain text
}

// A lineFlag says what a line is.
type lineFlag uint8

const (
	flagItem lineFlag = 1 << iota // a list item
	flagBold                      // all of it is bold
	flagGap                       // an empty line stands before it
	flagCell                      // a table cell, a term or its value
)

func (l line) has(f lineFlag) bool { return l.flags&f != 0 }

// countWords counts words as readers see them. Scripts without spaces between
// words count two letters for a word.
func countWords(s string) int {
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
			w := isLetter(c) || (c >= '0' && c <= '9')
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

// joinLines makes a posting's text of lines.
func joinLines(lines []line) string {
	size := 0
	for _, l := range lines {
		size += len(l.text) + 2
	}
	var b strings.Builder
	b.Grow(size)
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
			if l.has(flagGap) {
				b.WriteByte('\n')
			}
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// eachWord calls f with every word in lower case.
func eachWord(s string, f func(string)) {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		f(w)
	}
}

// oneLine collapses white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func wordsOf(lines []line) int {
	n := 0
	for _, l := range lines {
		n += l.words
	}
	return n
}
