package marked

import (
	"strings"
	"unicode"

	"rolecall/classify"
	"rolecall/classify/internal/statement"
	"rolecall/extract"
	"rolecall/lexicon"
)

// A Line is one of a posting, with the letters that a reader gave it: "" for a
// line that says nothing of a role.
type Line struct {
	Text    string
	Letters string
}

// A Posting is one whose lines a reader marked.
type Posting struct {
	Source     string       // where the data set has it from
	Label      lexicon.Role // what a person said of the posting; "" where nobody did
	Extraction extract.Extraction
	Lines      []Line // in the order of the text

	// Sealed postings are for scoring only: their lines are counted, and never
	// shown.
	Sealed bool
}

// words returns the letters and digits of a text in lower case, with a space
// for all that stands between two words.
func words(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }), " ")
}

// speaks tells whether one of the letters marks what a role does.
func speaks(letters string, r lexicon.Role) bool {
	for l := range statement.Letter(statement.NumLetters) {
		if strings.IndexByte(letters, statement.LetterNames[l]) >= 0 && l.Speaks(r) {
			return true
		}
	}
	return false
}

// A line has the words of a Line.
type line struct{ words, letters string }

// A judged is a posting beside what a classifier says of it.
type judged struct {
	*Posting
	lines  []line
	result classify.Result
}

// lineOf returns the line that a phrase of a sentence stands in, -1 for none:
// the first that has the phrase and begins as the sentence does, or the other
// way round, or else the first that has the phrase.
func (p *judged) lineOf(phrase, sentence string) int {
	t, s := words(phrase), words(strings.Trim(sentence, "…"))
	other := -1
	for n := range p.lines {
		l := p.lines[n].words
		if !strings.Contains(l, t) {
			continue
		}
		if strings.Contains(l, begin(s)) || strings.Contains(s, begin(l)) {
			return n
		}
		if other < 0 && t != "" {
			other = n
		}
	}
	return other
}

// begin returns the first sixty letters of a line, by which two are compared.
func begin(s string) string {
	n := 0
	for i := range s {
		if n == 60 {
			return s[:i]
		}
		n++
	}
	return s
}
