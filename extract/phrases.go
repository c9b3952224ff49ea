package extract

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A phraseSet finds any of many phrases in one pass over a text's words: a map
// from each phrase's longest word, the rarest as a rule, to the phrases. Most
// words of a text are told by their length, first and last letter to be none of
// these.
//
// Phrases with letters beyond Latin are searched as substrings: their languages
// inflect, or write no spaces.
type phraseSet struct {
	anchors map[string][]phrase
	parts   []string

	// The lengths of the anchors, a bit each, by their first and last bytes.
	first, last [256]uint64
}

// phrase is one phrase as the file has it, with its rank there, and in normal
// form, with the place where its anchor stands.
type phrase struct {
	text   string
	rank   int
	folded string
	anchor int
}

func newPhraseSet(phrases []string) *phraseSet {
	s := &phraseSet{anchors: map[string][]phrase{}}
	for rank, p := range phrases {
		folded := strings.TrimSpace(foldWords(p))
		switch {
		case strings.ContainsFunc(p, beyondLatin):
			s.parts = append(s.parts, p)
		case folded != "":
			at, word := longestWord(folded)
			s.anchors[word] = append(s.anchors[word], phrase{p, rank, folded, at})
			s.first[word[0]] |= lengthBit(len(word))
			s.last[word[len(word)-1]] |= lengthBit(len(word))
		}
	}
	return s
}

// longestWord returns the longest word of a folded text, the first of equals,
// and where it stands.
func longestWord(folded string) (at int, word string) {
	from := 0
	for w := range strings.SplitSeq(folded, " ") {
		if len(w) > len(word) {
			at, word = from, w
		}
		from += len(w) + 1
	}
	return at, word
}

// lengthBit stands for a word's length; all the very long ones share one.
func lengthBit(n int) uint64 { return 1 << min(n, 63) }

func beyondLatin(r rune) bool { return r > 0x24F && unicode.IsLetter(r) }

// foldWords brings text to lower-case words separated by single spaces.
func foldWords(s string) string { return string(appendFolded(nil, s)) }

// foldedASCII says what each ASCII character is folded to; apostrophes go.
const foldedASCII = "                                       '        0123456789      " +
	" abcdefghijklmnopqrstuvwxyz      abcdefghijklmnopqrstuvwxyz     "

// appendFolded appends the folded text to buf. Most of a text's bytes come by
// here, and where its words end cannot be foreseen: each byte is written, and
// overwritten by the next where it was one too many, without a branch.
func appendFolded(buf []byte, s string) []byte {
	buf = slices.Grow(buf, len(s)*3/2+utf8.UTFMax) // no lower case is longer by more
	n := len(buf)
	buf = buf[:cap(buf)]
	word := 0 // 1 after a letter or digit
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			c = foldedASCII[c]
			buf[n] = c
			letter, apostrophe := int((c+0x80-'0')>>7), int(c&1)
			n += letter | word&^apostrophe
			word = letter | word&apostrophe
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case unicode.IsLetter(r):
			n += utf8.EncodeRune(buf[n:], unicode.ToLower(r))
			word = 1
		case r != '’':
			buf[n] = ' '
			n += word
			word = 0
		}
	}
	return buf[:n]
}

// each calls f with every phrase found in the text, until f returns false. A
// phrase that occurs twice is reported twice.
func (s *phraseSet) each(text string, f func(string) bool) {
	var stack [2048]byte
	folded := appendFolded(stack[:0], text)
	more := s.eachAt(folded, func(p *phrase, _ int) bool { return f(p.text) })
	if more {
		s.eachPart(text, folded, f)
	}
}

// eachAt calls f with every phrase of words and the place where it starts, by
// the places of their anchors, until f returns false. It reports whether f
// never did.
func (s *phraseSet) eachAt(folded []byte, f func(p *phrase, start int) bool) bool {
	for i, end := 0, 0; i < len(folded); i = end + 1 {
		end = len(folded)
		if n := bytes.IndexByte(folded[i:], ' '); n >= 0 {
			end = i + n
		}
		if end == i || s.first[folded[i]]&s.last[folded[end-1]]&lengthBit(end-i) == 0 {
			continue
		}
		here := s.anchors[string(folded[i:end])]
		for j := range here {
			p := &here[j]
			if start := i - p.anchor; standsAt(folded, start, p.folded) && !f(p, start) {
				return false
			}
		}
	}
	return true
}

// standsAt reports a phrase of whole words at a place in a folded text.
func standsAt(folded []byte, start int, phrase string) bool {
	if start < 0 || len(folded)-start < len(phrase) {
		return false
	}
	end := start + len(phrase)
	return string(folded[start:end]) == phrase && (start == 0 || folded[start-1] == ' ') && (end == len(folded) || folded[end] == ' ')
}

// eachPart calls f with every phrase that is searched as a substring.
func (s *phraseSet) eachPart(text string, folded []byte, f func(string) bool) {
	if len(s.parts) == 0 || !strings.ContainsFunc(text, beyondLatin) {
		return
	}
	for _, p := range s.parts {
		if bytes.Contains(folded, []byte(p)) && !f(p) {
			return
		}
	}
}

// find returns the first phrase in the text, of those that start at one place
// the first in the file, and "" where there is none.
func (s *phraseSet) find(text string) string {
	var stack [2048]byte
	folded := appendFolded(stack[:0], text)
	var first *phrase
	at := 0
	s.eachAt(folded, func(p *phrase, start int) bool {
		if first == nil || start < at || start == at && p.rank < first.rank {
			first, at = p, start
		}
		return true
	})
	if first != nil {
		return first.text
	}
	part := ""
	s.eachPart(text, folded, func(p string) bool { part = p; return false })
	return part
}
