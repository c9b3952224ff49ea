package document

import (
	"strings"

	"rolecall/extract/internal/line"
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
	if c, title, p, ok := titles.CutHiring(t); ok {
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

// cutSubject parts "Product Manager - Acme" where the text speaks of Acme.
func cutSubject(s string, lines []line.Line) (title, company string, ok bool) {
	for _, sep := range titles.Separators[:titles.Marks] {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			continue
		}
		title, company = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):])
		if titles.NamesJob(vocabulary.NormalHeading(title)) && IsSubject(company, lines) {
			return title, company, true
		}
	}
	return "", "", false
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
