package document

import (
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// A line on top of a posting may name the employer and the place beside the job,
// as pages and people write it: "Acme hiring Product Manager in Leeds", "Product
// Manager at Acme", "Acme: Product Manager", "Product Manager - Acme".

// PartTitle takes such a title apart. Company and place are kept where they are
// known already.
func (f *Draft) PartTitle() {
	t := titles.Clean(f.Title)
	var company, place string
	if h, ok := readHiringHeader(t); ok && len(h.roles) == 0 {
		t, company, place = h.title, h.company, h.place
	} else if c, title, p, ok := titles.CutHiring(t); ok {
		t, company, place = title, c, p
	} else if title, c, p, ok := titles.CutAt(t); ok && endsInJob(title) {
		t, company, place = title, c, p
	} else if c, title, ok := titles.CutCompany(t); ok {
		t, company = title, c
	} else if title, c, ok := cutSubject(t, f.Lines); ok {
		t, company = title, c
	} else {
		return
	}
	f.Title = t
	f.Fill(&Draft{Company: company, Location: place})
}

// endsInJob reports a title that ends in the job, or in a word or two on it: what
// stands at a company is no project there.
func endsInJob(s string) bool {
	i := strings.LastIndexByte(s, ',')
	return i < 0 || line.CountWords(s[i:]) <= 2 || titles.HasOccupation(vocabulary.NormalHeading(s[i:]))
}

// cutSubject parts "Product Manager - Acme", "Acme - Product Manager", where the text
// speaks of Acme.
func cutSubject(s string, lines []line.Line) (title, company string, ok bool) {
	for _, sep := range titles.Separators[:titles.Marks] {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			continue
		}
		title, company = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):])
		if titles.NamesJob(vocabulary.NormalHeading(title)) && isEmployer(company, lines) {
			return title, company, true
		}
		company, title, _ = strings.Cut(s, sep)
		if titles.NamesJob(vocabulary.NormalHeading(title)) && isEmployer(company, lines) {
			return title, company, true
		}
	}
	return "", "", false
}

// isEmployer reports a name of which a text speaks as of an employer.
func isEmployer(name string, lines []line.Line) bool {
	return IsSubject(name, lines) || startsUpper(name) && line.CountWords(name) <= 5 && !titles.HasOccupation(vocabulary.NormalHeading(name)) && saysBefore(name, tables.Builtin.Companies.Speaks.Inside, lines)
}

// subjectReach is how many lines tell whose the posting is.
const subjectReach = 8

// IsSubject reports a name with which one of the first sentences of a description
// opens: "Orbit builds rovers". It is the company's.
func IsSubject(name string, lines []line.Line) bool {
	if name == "" || titles.HasOccupation(vocabulary.NormalHeading(name)) {
		return false
	}
	for _, l := range lines[:min(len(lines), subjectReach)] {
		if l.Words >= 8 && strings.HasPrefix(l.Text, name+" ") {
			return true
		}
	}
	return false
}

// Employs reports that a text speaks of a name as of an employer.
func Employs(name string, lines []line.Line) bool {
	if saysBefore(name, tables.Builtin.Companies.Speaks.Before, lines) {
		return true
	}
	for _, l := range lines {
		for _, behind := range tables.Builtin.Companies.Speaks.Behind {
			if isName(name) && (strings.HasPrefix(l.Text, name+behind) || strings.Contains(l.Text, ". "+name+behind)) {
				return true
			}
		}
	}
	return false
}

// saysBefore reports that one of some words stands before a name.
func saysBefore(name string, words []string, lines []line.Line) bool {
	for _, l := range lines {
		for _, before := range words {
			if i := strings.Index(l.Text, before+name); isName(name) && i >= 0 && wordEnds(l.Text, i+len(before+name)) {
				return true
			}
		}
	}
	return false
}

// isName reports a text of a name's length.
func isName(s string) bool { return len(s) >= 2 && len(s) <= 60 }

// wordEnds reports that no letter stands at i.
func wordEnds(s string, i int) bool {
	return i >= len(s) || !line.IsLetter(s[i]) && s[i] < 0x80
}
