package titles

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// Bounds of where a text tells its title in a sentence.
const (
	toldLines = 12
	toldWords = 300
	minTold   = 2 // words of such a title
	maxTold   = 7
)

// Told is the title that the first sentences of a text tell: to its
// reader, "As a Rover Pilot at Orbit, you will", or of whom it seeks, "We are looking for
// a strong, talented rover pilot who". It is "" where they tell none, or several.
func Told(lines []line.Line) string {
	w := words()
	title, size := "", 0
	for _, l := range lines[:min(len(lines), toldLines)] {
		if size += l.Words; size > toldWords {
			break
		}
		if t := w.toReader(l.Text); t != "" {
			return t
		}
		title = cmp.Or(title, w.ofSought(l.Text))
	}
	return capitals(title)
}

// toReader is the title by which a line addresses its reader. It is written as one:
// "as a manager" says less.
func (w *wording) toReader(s string) string {
	at := w.addressed().FindStringSubmatchIndex(s)
	if at == nil || !strings.Contains(strings.ToLower(s[at[3]:]), "you") {
		return ""
	}
	if t := w.asTold(s[at[2]:at[3]]); vocabulary.TitleCase(t) {
		return t
	}
	return ""
}

// ofSought is the title of whom a line seeks.
func (w *wording) ofSought(s string) string {
	if m := w.sought().FindStringSubmatch(s); m != nil {
		return w.asTold(m[1])
	}
	return ""
}

// asTold takes the title out of what a sentence says of a person: praise goes, and what
// may be a person in any job is none.
func (w *wording) asTold(s string) string {
	if first, rest, ok := strings.Cut(s, ", "); ok && HasOccupation(vocabulary.NormalHeading(first)) && !HasOccupation(vocabulary.NormalHeading(rest)) {
		s = first // "a rover pilot, our first, and"
	}
	if i := strings.LastIndex(s, ", "); i >= 0 {
		if HasOccupation(vocabulary.NormalHeading(s[:i])) {
			return ""
		}
		s = s[i+2:]
	}
	s = strings.Trim(w.cutPraise(s), `*\ `)
	h := vocabulary.NormalHeading(s)
	n := line.CountWords(s)
	if n < minTold || n > maxTold || !NamesJob(h) {
		return ""
	}
	job, _, _ := strings.Cut(h, " of ")
	if last := lastWord(job); w.vague[last] || !w.occupations[last] {
		return ""
	}
	return s
}

// cutPraise drops the words of praise in front of a title, also those of two parts
// ("execution-focused") and with an adverb.
func (w *wording) cutPraise(s string) string {
	all := strings.Fields(s)
	for len(all) > 1 {
		first := vocabulary.NormalHeading(all[0])
		switch second := vocabulary.NormalHeading(all[1]); {
		case first == "", w.praise[lastWord(first)], strings.HasSuffix(first, "ly"):
			all = all[1:]
		case second == "minded" || second == "driven" || second == "focused" || second == "oriented" || second == "and" && len(all) > minTold+2:
			all = all[2:]
		default:
			return strings.Join(all, " ")
		}
	}
	return strings.Join(all, " ")
}

// capitals writes a title's words with capitals, as titles are written.
func capitals(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if r, size := utf8.DecodeRuneInString(w); i == 0 || len(w) > 3 {
			words[i] = string(unicode.ToUpper(r)) + w[size:]
		}
	}
	return strings.Join(words, " ")
}
