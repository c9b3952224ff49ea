package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A phraseSet finds any of many phrases in one pass over a text's words: a map
// from each phrase's first word to the phrases. Searching for a hundred phrases
// one after the other was a fifth of the extraction's time.
//
// Phrases with letters beyond Latin are searched as substrings: their languages
// inflect, or write no spaces.
type phraseSet struct {
	first map[string][]phrase
	parts []string
}

// phrase is one phrase in normal form, with the position it has in the file.
type phrase struct {
	text string
	rest []string // words after the first
}

func newPhraseSet(phrases []string) *phraseSet {
	s := &phraseSet{first: map[string][]phrase{}}
	for _, p := range phrases {
		if strings.ContainsFunc(p, beyondLatin) {
			s.parts = append(s.parts, p)
			continue
		}
		f := strings.Fields(foldWords(p))
		if len(f) > 0 {
			s.first[f[0]] = append(s.first[f[0]], phrase{p, f[1:]})
		}
	}
	return s
}

func beyondLatin(r rune) bool { return r > 0x24F && unicode.IsLetter(r) }

// foldWords brings text to lower-case words separated by single spaces.
func foldWords(s string) string { return string(appendFolded(nil, s)) }

// appendFolded appends the folded text to buf.
func appendFolded(buf []byte, s string) []byte {
	space := true
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
				buf = append(buf, c)
				space = false
			case c >= 'A' && c <= 'Z':
				buf = append(buf, c|0x20)
				space = false
			case c != '\'' && !space:
				buf = append(buf, ' ')
				space = true
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case unicode.IsLetter(r):
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
			space = false
		case r != '’' && !space:
			buf = append(buf, ' ')
			space = true
		}
	}
	return buf
}

// each calls f with every phrase found in the text, until f returns false. A
// phrase that occurs twice is reported twice.
func (s *phraseSet) each(text string, f func(string) bool) {
	var stack [1024]byte
	folded := appendFolded(stack[:0], text)
	for i := 0; i < len(folded); {
		end := len(folded)
		if n := bytes.IndexByte(folded[i:], ' '); n >= 0 {
			end = i + n
		}
		for _, p := range s.first[string(folded[i:end])] {
			if matchRest(folded, end, p.rest) && !f(p.text) {
				return
			}
		}
		i = end + 1
	}
	if len(s.parts) == 0 || !strings.ContainsFunc(text, beyondLatin) {
		return
	}
	for _, p := range s.parts {
		if bytes.Contains(folded, []byte(p)) && !f(p) {
			return
		}
	}
}

// matchRest compares the words after a phrase's first.
func matchRest(folded []byte, at int, rest []string) bool {
	for _, w := range rest {
		end := at + 1 + len(w)
		if end > len(folded) || string(folded[at+1:end]) != w || (end < len(folded) && folded[end] != ' ') {
			return false
		}
		at = end
	}
	return true
}

// find returns the first phrase in the text, "" where there is none.
func (s *phraseSet) find(text string) string {
	out := ""
	s.each(text, func(p string) bool { out = p; return false })
	return out
}
