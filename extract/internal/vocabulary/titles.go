package vocabulary

import (
	"strings"
	"unicode"

	"rolecall/extract/internal/line"
)

// PlausibleTitle rejects what stands in titles and headings of career sites
// but is no job's title.
func PlausibleTitle(s string) bool {
	n := line.CountWords(s)
	if n == 0 || !strings.ContainsFunc(s, unicode.IsLetter) || n > 25 || len(s) > 200 {
		return false
	}
	h := NormalHeading(s)
	switch h {
	case "careers", "career", "jobs", "job", "career opportunities", "job details", "job detail", "job description", "current vacancies", "vacancies",
		"vacancy details", "job opportunities", "opportunities", "search jobs", "job search", "home", "welcome", "join us", "work with us", "apply", "apply now",
		"open positions", "positions", "job posting", "job openings", "current openings", "candidate", "login", "sign in", "untitled", "job application",
		"cookies", "cookie settings", "recruitment", "careers home", "menu", "navigation", "search", "loading", "description":
		return false
	}
	w := Words()
	if w.buttons[h] || w.startsStop(h) {
		return false
	}
	_, how := Headings().exact[h]
	return !how
}

// CleanTitle removes what sites add to a title.
func CleanTitle(s string) string {
	s = line.OneLine(s)
	for _, prefix := range []string{"Job Title:", "Job title:", "Title:", "Position:", "Position Title:", "Job Application for "} {
		s = strings.TrimSpace(strings.TrimPrefix(s, prefix))
	}
	s = strings.TrimSuffix(s, " - job post")
	if i := strings.LastIndex(s, " - ("); i > 0 && strings.HasSuffix(s, ")") && isCode(s[i+4:len(s)-1]) {
		s = s[:i]
	}
	return s
}

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

// HasOccupation reports a word that job titles have.
func HasOccupation(h string) bool {
	w := Words()
	for f := range strings.FieldsSeq(h) {
		if w.occupations[f] {
			return true
		}
	}
	return false
}

// LabelledTitle reads "Job title: X".
func LabelledTitle(s string) string {
	label, value, ok := strings.Cut(s, ":")
	if !ok || len(label) > 20 {
		return ""
	}
	switch NormalHeading(label) {
	case "job title", "title", "position title", "position", "role", "job", "vacancy", "role title", "posting title", "stellenbezeichnung":
		if t := line.OneLine(value); PlausibleTitle(t) && line.CountWords(t) <= 14 {
			return t
		}
	}
	return ""
}

// Separators set a job's title apart from the rest of a page's title.
var Separators = [...]string{" | ", " – ", " — ", " - ", " :: ", " · ", " » ", " • ", " at ", " @ ", " in "}
