package titles

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// Bounds of a title.
const (
	maxBytes     = 200
	maxPlausible = 25 // words of a title that stands where titles stand
	MaxWords     = 14 // of one that its form tells
	maxNaming    = 12 // of one that its words tell
)

// Plausible rejects what stands in titles and headings of career sites but is no
// job's title.
func Plausible(s string) bool {
	n := line.CountWords(s)
	if n == 0 || !strings.ContainsFunc(s, unicode.IsLetter) || n > maxPlausible || len(s) > maxBytes || strings.Contains(s, "://") {
		return false
	}
	h := vocabulary.NormalHeading(s)
	return !words().pages[h] && !vocabulary.Words().IsChrome(h) && !vocabulary.Headings().Holds(h)
}

// NamesJob reports a short text in normal form that reads as one job's title: it
// has an occupation, and no word of a sentence or a headline.
func NamesJob(h string) bool {
	w := words()
	if w.alone[h] || w.forWhom(h) {
		return true
	}
	if !HasOccupation(h) || strings.Count(h, " ") >= maxNaming || w.about[h[strings.LastIndexByte(h, ' ')+1:]] {
		return false
	}
	return !isHeadline(h)
}

// forWhom reports that a text in normal form says who may have the job: "(m/w/d)".
func (w *wording) forWhom(h string) bool {
	if strings.Count(h, " ") >= maxNaming {
		return false
	}
	for _, g := range w.genders {
		if rest, ok := strings.CutSuffix(h, " "+g); ok && rest != "" || strings.Contains(h, " "+g+" ") {
			return true
		}
	}
	return false
}

// isHeadline reports a word of a sentence or a headline in a text in normal form.
func isHeadline(h string) bool {
	w := words()
	for f := range strings.FieldsSeq(h) {
		if w.headlines[f] {
			return true
		}
	}
	return false
}

// Shaped reports a line that can be a title by its form.
func Shaped(l line.Line) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(l.Text, "!"))
	return l.Words > 0 && l.Words <= MaxWords && !l.Has(line.Item) && !strings.ContainsRune(".:;!?,", last) && Plausible(Clean(l.Text))
}

// OfFile reports the name of a file.
func OfFile(s string) bool {
	at := strings.LastIndexByte(s, '.')
	return at > 0 && words().files[strings.ToLower(s[at+1:])]
}

// Written reports a text that is written as a title is and names an occupation.
func Written(s string) bool {
	return startsUpper(s) && strings.Count(s, ",") < 2 && HasOccupation(vocabulary.NormalHeading(s))
}

// startsUpper reports a capital or a digit in front.
func startsUpper(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

// TopLines is how far down a document's title is looked for.
const TopLines = 12

// OnTop finds the title in the first lines of a document: a line that a label
// announces, the largest heading, else the first line where it names an
// occupation and is set apart. It is "" where none is sure: no title is better
// than a wrong one.
func OnTop(lines []line.Line) string {
	if len(lines) > 2 && vocabulary.Words().Describes[vocabulary.NormalHeading(lines[0].Text)] {
		lines = lines[1:] // "Job description", and the title below
	}
	top := lines[:min(len(lines), TopLines)]
	for _, l := range top {
		if t := Labelled(l.Text); t != "" {
			return t
		}
	}
	for i, l := range top[:min(len(top), 4)] {
		if l.Level == 1 && Shaped(l) {
			return Clean(l.Text)
		}
		if l.Level == 0 && !(l.Has(line.Bold) && i == 0) {
			break
		}
	}
	if len(top) < 2 || !Shaped(top[0]) {
		return ""
	}
	if t := Clean(top[0].Text); !opensPosting(top[0].Text) && !(opensPosting(t) && startsUpper(t)) {
		return ""
	}
	if apart := top[1].Has(line.Gap) || top[0].Has(line.Bold) || top[0].Level > 0 || top[1].Words <= 8; !apart {
		return ""
	}
	return Clean(top[0].Text)
}

// nearTop is how far down a document its title stands: whose it is, and what, may stand
// above.
const nearTop = 6

// NearTop is the first of a document's lines that is written as a job's title, ""
// where none is.
func NearTop(lines []line.Line) string {
	for _, l := range lines[:min(len(lines), nearTop)] {
		if t := Clean(l.Text); Shaped(l) && Written(t) && NamesJob(vocabulary.NormalHeading(t)) {
			return t
		}
	}
	return ""
}

// opensPosting reports a job's name on top of a text, and not a sentence on it, unless
// that says who is hiring.
func opensPosting(s string) bool {
	h := vocabulary.NormalHeading(s)
	_, _, _, hires := CutHiring(Clean(s))
	return HasOccupation(h) && (hires || !isHeadline(h))
}

// Drop removes the title's repetition on top of a description.
func Drop(lines []line.Line, title string) []line.Line {
	if len(lines) > 1 && title != "" && repeats(lines[0], title) {
		lines = lines[1:]
	}
	return lines
}

// repeats reports a line that says a title, or what it was cleared of.
func repeats(l line.Line, title string) bool {
	h := vocabulary.NormalHeading(title)
	return vocabulary.NormalHeading(l.Text) == h || l.Words <= MaxWords && vocabulary.NormalHeading(Bare(l.Text, "")) == h
}
