package evaluate

import (
	"slices"
	"strings"
	"unicode"

	"rolecall/classify"
	"rolecall/classify/evaluate/marked"
)

// MarksOf returns the marks of a posting's statements, from those of its lines.
// Lines and statements are compared by their words, since the text of a page
// has other spaces and bullets than that which the reader saw: a statement has
// the letters of the line that it is, or else of those that it stands in or
// that stand in it. Both are in the order of the text, so that a line is looked
// for near the one before.
func MarksOf(o *classify.Observation, lines []marked.Line) []Mark {
	words := make([]string, len(lines))
	for i := range lines {
		words[i] = " " + wordsOf(lines[i].Text) + " "
	}
	marks := make([]Mark, len(o.Statements))
	next := 0 // the line behind the last one found
	for i := range marks {
		said := " " + wordsOf(o.Text[o.Starts[i]:o.Ends[i]]) + " "
		near := words[max(0, next-lookBack):min(len(words), next+lookAhead)]
		if k := slices.Index(near, said); k >= 0 {
			next = max(0, next-lookBack) + k + 1
			marks[i] = Mark(lines[next-1].Letters)
			continue
		}
		first := max(0, next-lookBack)
		for k, w := range near {
			if len(w) > shortLine && strings.Contains(said, w) || len(said) > shortLine && strings.Contains(w, said) {
				marks[i] = join(marks[i], lines[first+k].Letters)
				next = first + k + 1
			}
		}
	}
	return marks
}

// How many lines before and behind the last one found are looked at, and how
// long a line must be, in bytes, for its words in another to be no chance.
const (
	lookBack  = 2
	lookAhead = 8
	shortLine = 15
)

// join returns the letters of both, each once.
func join(m Mark, letters string) Mark {
	for _, l := range letters {
		if !strings.ContainsRune(string(m), l) {
			m += Mark(l)
		}
	}
	return m
}

// wordsOf returns the words of a text in lower case, with a space between two.
func wordsOf(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}
