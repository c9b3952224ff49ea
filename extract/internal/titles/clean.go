package titles

import (
	"regexp"
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/vocabulary"
)

// years is the experience that is asked, behind a title.
var years = line.Pattern(`(?i)\s*[-–—,|]?\s*[(\[]?\s*(?:minimum |min\.? |at least )?\d+\s*(?:\+|\s*(?:-|–|to)\s*\d+\s*\+?)?\s*(?:years?|yrs?)\b(?:['’]?\s*(?:of\s+)?(?:exp(?:erience)?\.?))?\s*[)\]]?\s*$`)

// Clean removes what sites and people write around a title.
func Clean(s string) string {
	w := words()
	s = strings.TrimSuffix(line.OneLine(s), "!")
	for range 2 {
		if !w.opens[firstWord(s)] {
			break // nearly always
		}
		if at := w.announced().FindStringIndex(s); at != nil && line.CountWords(s[at[1]:]) > 0 {
			s = strings.TrimSpace(s[at[1]:])
		}
	}
	if w.closes[lastWord(s)] {
		s = cutBehind(s, w.described())
	}
	if strings.ContainsAny(s, "0123456789") {
		s = cutBehind(s, years())
	}
	if i := strings.LastIndex(s, " - ("); i > 0 && strings.HasSuffix(s, ")") && isCode(strings.TrimSpace(s[i+4:len(s)-1])) {
		s = s[:i]
	}
	return s
}

// cutBehind cuts off what an expression finds behind a title.
func cutBehind(s string, behind *regexp.Regexp) string {
	if at := behind.FindStringIndex(s); at != nil && at[0] > 0 && line.CountWords(s[:at[0]]) > 0 {
		return strings.TrimSpace(s[:at[0]])
	}
	return s
}

// Of is the title in what a format holds for one, "" where it can be none.
func Of(s string) string {
	if t := Clean(s); Plausible(t) {
		return t
	}
	return ""
}

// Normal is a cleared title in normal form, to compare.
func Normal(s string) string { return vocabulary.NormalHeading(Clean(s)) }

// isCode recognises a requisition number: capitals, digits and marks.
func isCode(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'A' && r <= 'Z', r == '.', r == '-', r == '_', r == '/':
		default:
			return false
		}
	}
	return digits > 0
}

// maxLabel is the longest label, in bytes.
const maxLabel = 20

// IsLabel reports the label of a title.
func IsLabel(s string) bool {
	return len(s) <= maxLabel && words().labels[vocabulary.NormalHeading(s)]
}

// Labels are the labels, as the file has them.
func Labels() []string { return tables.Builtin.Titles.Labels }

// Labelled reads "Job title: X".
func Labelled(s string) string {
	label, value, ok := strings.Cut(s, ":")
	if !ok || !IsLabel(label) {
		return ""
	}
	if t := line.OneLine(value); Plausible(t) && line.CountWords(t) <= MaxWords {
		return t
	}
	return ""
}

// CutNumber removes what numbers a posting among others, in front of its title.
func CutNumber(s string) (rest string, ok bool) {
	if at := words().numbered().FindStringIndex(s); at != nil {
		return s[at[1]:], true
	}
	return s, false
}
