package line

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A PhraseSet finds any of many phrases in one pass over a text's words: a map
// from each phrase's longest word, the rarest as a rule, to the phrases. Most
// words of a text are told by their length, first and last letter to be none of
// these.
//
// Phrases with letters beyond Latin are searched as substrings: their languages
// inflect, or write no spaces.
type PhraseSet struct {
	anchors map[string][]phrase
	parts   []string
	lengths WordLengths // of the anchors
}

// phrase is one phrase as the file has it, with its rank there, and in normal
// form, with the place where its anchor stands.
type phrase struct {
	text   string
	rank   int
	folded string
	anchor int
}

// NewPhraseSet compiles phrases, the earlier of which are found first.
func NewPhraseSet(phrases []string) *PhraseSet {
	s := &PhraseSet{anchors: map[string][]phrase{}}
	for rank, p := range phrases {
		folded := strings.TrimSpace(foldWords(p))
		switch {
		case strings.ContainsFunc(p, beyondLatin):
			s.parts = append(s.parts, p)
		case folded != "":
			at, word := longestWord(folded)
			s.anchors[word] = append(s.anchors[word], phrase{p, rank, folded, at})
			s.lengths.Add(word)
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

// WordLengths tell most words to be none of a few: the lengths of those, a bit
// each, by their first and last letters. All the very long ones share a bit.
type WordLengths [1 << 10]uint64

func (l *WordLengths) at(first, last byte) *uint64 { return &l[int(first&31)|int(last&31)<<5] }

// Add adds a word in lower case.
func (l *WordLengths) Add(word string) {
	if word != "" {
		*l.at(word[0], word[len(word)-1]) |= 1 << min(len(word), 63)
	}
}

// Has is false where no word has such ends, in whatever case, and length.
func (l *WordLengths) Has(first, last byte, size int) bool {
	return *l.at(first, last)>>min(size, 63)&1 != 0
}

func beyondLatin(r rune) bool { return r > 0x24F && unicode.IsLetter(r) }

// foldWords brings text to lower-case words separated by single spaces.
func foldWords(s string) string { return string(appendFolded(nil, s)) }

// foldedASCII says what each ASCII character is folded to; apostrophes go.
const foldedASCII = "                                       '        0123456789      " +
	" abcdefghijklmnopqrstuvwxyz      abcdefghijklmnopqrstuvwxyz     "

// appendFolded appends the folded text to buf. Most of a text's bytes come by
// here, eight at a time as far as they fold to as many. What is left is mostly
// a second character between words, and where that stands cannot be foreseen:
// each byte is written, and overwritten by the next where it was one too many,
// without a branch.
func appendFolded(buf []byte, s string) []byte {
	buf = slices.Grow(buf, len(s)*3/2+8) // no lower case is longer by more
	n := len(buf)
	buf = buf[:cap(buf)]
	word := 0 // 1 after a letter or digit
	for i := 0; i < len(s); {
		if len(s)-i >= 8 {
			w, size, last := fold8(load8(s[i:]), word)
			binary.LittleEndian.PutUint64(buf[n:], w)
			n, i, word = n+size, i+size, last
			if size == 8 {
				continue
			}
		}
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

// fold8 folds as many of eight bytes as are ASCII, no apostrophe, and no second
// character between words. word and last are 1 where the byte before, and the
// last one folded, is a letter or digit.
func fold8(w uint64, word int) (folded uint64, size, last int) {
	letters := bytesBetween(w|ones*0x20, 'a', 'z')
	in := letters | bytesBetween(w, '0', '9')
	before := in<<8 | uint64(word)<<7
	between := in ^ highs
	blanks := between >> 7 * 0xFF
	folded = (w|letters>>2)&^blanks | ones*' '&blanks
	if no := w&highs | bytesEqual(w, '\'') | between&^before; no != 0 {
		size = bits.TrailingZeros64(no) / 8
		return folded, size, int(before >> (8*size + 7) & 1)
	}
	return folded, 8, int(in >> 63)
}

// Each calls f with every phrase found in the text, until f returns false. A
// phrase that occurs twice is reported twice.
func (s *PhraseSet) Each(text string, f func(string) bool) {
	var stack [2048]byte
	folded := padded(appendFolded(stack[:0], text))
	more := s.eachAt(folded, func(p *phrase, _ int) bool { return f(p.text) })
	if more {
		s.eachPart(text, folded, f)
	}
}

// padded ends a folded text with at least one blank, and makes it a multiple of
// eight bytes long.
func padded(folded []byte) []byte { return append(folded, "        "[len(folded)&7:]...) }

// eachAt calls f with every phrase of words and the place where it starts, by
// the places of their anchors, until f returns false. It reports whether f
// never did. The folded text is padded.
func (s *PhraseSet) eachAt(folded []byte, f func(p *phrase, start int) bool) bool {
	from := 0
	for at := 0; at < len(folded); at += 8 {
		for m := bytesEqual(binary.LittleEndian.Uint64(folded[at:]), ' '); m != 0; m &= m - 1 {
			end := at + bits.TrailingZeros64(m)/8
			if end > from && s.lengths.Has(folded[from], folded[end-1], end-from) && !s.eachAnchored(folded, from, end, f) {
				return false
			}
			from = end + 1
		}
	}
	return true
}

// eachAnchored is eachAt for the phrases whose anchor the word is that stands
// in folded between from and end.
func (s *PhraseSet) eachAnchored(folded []byte, from, end int, f func(p *phrase, start int) bool) bool {
	here := s.anchors[string(folded[from:end])]
	for i := range here {
		p := &here[i]
		if start := from - p.anchor; standsAt(folded, start, p.folded) && !f(p, start) {
			return false
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
func (s *PhraseSet) eachPart(text string, folded []byte, f func(string) bool) {
	if len(s.parts) == 0 || isASCII(text) || !strings.ContainsFunc(text, beyondLatin) {
		return
	}
	for _, p := range s.parts {
		if bytes.Contains(folded, []byte(p)) && !f(p) {
			return
		}
	}
}

// Find returns the first phrase in the text, of those that start at one place
// the first in the file, and "" where there is none.
func (s *PhraseSet) Find(text string) string {
	var stack [2048]byte
	folded := padded(appendFolded(stack[:0], text))
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
