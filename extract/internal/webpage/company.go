package webpage

import (
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// cleanCompany removes what pages write around an employer's name.
func cleanCompany(s string) string {
	s = line.OneLine(s)
	for _, before := range tables.Builtin.Companies.States {
		if rest, ok := strings.CutPrefix(s, before); ok && line.CountWords(rest) > 0 {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

// guessCompany finds the employer of a page that nothing is known about: in its
// title, beside the job's, where the text speaks of it as an employer. It is ""
// where that is not sure.
func (p *page) guessCompany(title string, lines []line.Line) (company, place string) {
	for _, s := range []string{p.meta["og:title"], p.title} {
		for _, part := range titles.Parts(line.OneLine(s), titles.Marks) {
			if company, _, place, ok := titles.CutHiring(part); ok {
				return company, place
			}
			if _, company, place, ok := titles.CutAt(part); ok {
				return p.trimSite(company), place
			}
		}
	}
	if site := p.trimSite(p.meta["og:site_name"]); site != "" && (document.Employs(site, lines) || document.Employs(shortName(site), lines) || document.IsSubject(shortName(site), lines)) {
		return site, ""
	}
	parts := titles.Parts(line.OneLine(p.title), titles.Marks)
	for i := len(parts) - 1; i >= 0; i-- {
		c := p.trimSite(parts[i])
		if c != "" && vocabulary.NormalHeading(c) != vocabulary.NormalHeading(title) && !titles.HasOccupation(vocabulary.NormalHeading(c)) && line.CountWords(c) <= 5 && document.Employs(c, lines) {
			return c, ""
		}
	}
	return p.nameBeside(title, lines), ""
}

// nameReach is how many lines from the title the employer's name stands.
const nameReach = 3

// nameBeside is a name near the title of which the first sentences of the text
// speak.
func (p *page) nameBeside(title string, lines []line.Line) string {
	at, first := -1, p.indexOf(lines)
	for i, l := range p.text.Lines[:max(first+1, 0)] {
		if l.Text == title {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	for i := max(0, at-nameReach); i < min(len(p.text.Lines), at+nameReach+1); i++ {
		if l := p.text.Lines[i]; i != at && l.Words > 0 && l.Words <= 5 && document.IsSubject(l.Text, lines) {
			return l.Text
		}
	}
	return ""
}

// trimSite cuts what makes a site's name of an employer's: "Acme Careers", "Jobs
// at Acme".
func (p *page) trimSite(s string) string {
	s = line.OneLine(s)
	for _, before := range tables.Builtin.Companies.Sites.Opens {
		s = strings.TrimPrefix(s, before)
	}
	for _, behind := range tables.Builtin.Companies.Sites.Ends {
		s = strings.TrimSuffix(s, behind)
	}
	return strings.TrimSpace(s)
}

// minShortName is the shortest name that an employer is called by, in letters.
const minShortName = 4

// shortName is what an employer of several words is called in its own text: "Orbit"
// of "Orbit Freight"; "" of one word
func shortName(name string) string {
	first, _, more := strings.Cut(name, " ")
	if !more || len(first) < minShortName {
		return ""
	}
	return first
}

// cleanPlace cuts what stands behind a place on one line with it: when the job was
// posted, how many applied.
func cleanPlace(s string) string {
	s, _, _ = strings.Cut(line.OneLine(s), " · ")
	return s
}
