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
// for near the one before. Of a sentence of a longer line with letters nobody
// said anything: the reader may have meant another.
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
			letters := lines[first+k].Letters
			switch {
			case len(w) > shortLine && strings.Contains(said, w):
				marks[i] = join(marks[i], letters)
			case len(said) > shortLine && strings.Contains(w, said):
				if letters != "" && float64(len(said)) < nearlyAll*float64(len(w)) {
					letters = string(unsaid)
				}
				marks[i] = join(marks[i], letters)
			default:
				continue
			}
			next = first + k + 1
		}
	}
	return marks
}

// How many lines before and behind the last one found are looked at, how long a
// line must be, in bytes, for its words in another to be no chance, and how
// much of a line a statement must be to have its letters.
const (
	lookBack  = 2
	lookAhead = 8
	shortLine = 15
	nearlyAll = 0.7
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
