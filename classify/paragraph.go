package classify

import (
	"hash/fnv"
	"strings"
	"unicode"
)

// line returns where the line around a place in a text begins and ends: its
// paragraph, since extracted paragraphs are lines.
func line(text string, at int) (from, to int) {
	from = strings.LastIndexByte(text[:at], '\n') + 1
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return from, at + n
	}
	return from, len(text)
}

// minWording is the number of words from which a paragraph is known again.
// Shorter ones are said alike by many.
const minWording = 6

// wording returns a number for the words of a paragraph, whatever their case
// and punctuation and the figures among them; 0 for fewer than minWording.
func wording(paragraph string) uint64 {
	words := strings.FieldsFunc(strings.ToLower(paragraph), func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) < minWording {
		return 0
	}
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{' '})
	}
	return h.Sum64()
}
