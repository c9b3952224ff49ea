// Package damage makes of a good description what the sources of data sets make
// of it: one that lost its line breaks, its commas, all its punctuation, or its
// end. What each costs is measured on postings that are known undamaged.
package damage

import (
	"strings"
	"unicode"
)

// A Kind is what a text lost.
type Kind string

// The kinds. Breaks lets a text run on in one line, as where the markup was
// stripped; Commas and Punctuation are what some scrapers take out; End keeps
// the first half of the words, as previews do.
const (
	Breaks      Kind = "line breaks"
	Commas      Kind = "commas"
	Punctuation Kind = "punctuation"
	End         Kind = "end"
)

// Kinds returns all kinds, in the order in which they are reported.
func Kinds() []Kind { return []Kind{Breaks, Commas, Punctuation, End} }

// Apply returns the text without what a kind takes away. No word is changed;
// but words that punctuation joined stand apart.
func Apply(k Kind, text string) string {
	switch k {
	case Breaks:
		return strings.Join(strings.Fields(text), " ")
	case Commas:
		return strings.ReplaceAll(text, ",", "")
	case Punctuation:
		return strings.Map(unpunctuated, text)
	case End:
		return text[:half(text)]
	}
	return text
}

// unpunctuated turns what is no letter, digit or space into a space.
func unpunctuated(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || unicode.IsSpace(r) {
		return r
	}
	return ' '
}

// half returns where the first half of the words ends, in bytes.
func half(text string) int {
	keep, at := len(strings.Fields(text))/2, 0
	for range keep {
		at += len(text[at:]) - len(strings.TrimLeftFunc(text[at:], unicode.IsSpace))
		if n := strings.IndexFunc(text[at:], unicode.IsSpace); n >= 0 {
			at += n
		}
	}
	return at
}
