package titles

import (
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// Separators set a job's title apart from the rest of a page's title: marks, and
// words that may stand in a title as well.
var Separators = [...]string{" | ", " – ", " — ", " - ", " :: ", " · ", " » ", " • ", " at ", " @ ", " in "}

// Marks is how many of them are no words.
const Marks = 8

// Parts parts a page's title at the first n separators.
func Parts(s string, n int) []string {
	parts := []string{s}
	for _, sep := range Separators[:n] {
		var finer []string
		for _, part := range parts {
			finer = append(finer, strings.Split(part, sep)...)
		}
		parts = finer
	}
	return parts
}

// Opens reports that a part of a page's title starts with a text in normal form.
func Opens(title, h string) bool {
	for _, part := range Parts(title, Marks) {
		if strings.HasPrefix(vocabulary.NormalHeading(part)+" ", h+" ") {
			return true
		}
	}
	return false
}

// hiring is how LinkedIn titles a page, "Acme hiring Product Manager in Leeds", and
// how people say it: "Acme is looking for a Product Manager!"
var hiring = line.Pattern(`^(.{2,60}?) (?:(?:is |are |is now |are now )?(?:now )?hiring|(?:(?:is|are) )?(?:currently |now |actively )?(?:looking for|seeking|recruiting(?: for)?|searching for|in search of)|seeks|wants|needs)(?: for)?\s?[:!–—-]?\s(?:an? |our (?:next |new |first )?|the )?(.{3,120}?)(?: in ([^,a-z].{1,80}))?$`)

// CutHiring takes such a title apart; ok is false for any other.
func CutHiring(s string) (company, title, place string, ok bool) {
	if !strings.Contains(s, "hiring") && !strings.Contains(s, " is ") && !strings.Contains(s, " are ") && !strings.Contains(s, "ing for ") && !strings.Contains(s, "seeking ") && !strings.Contains(s, " seeks ") && !strings.Contains(s, " wants ") && !strings.Contains(s, " needs ") {
		return "", "", "", false // nearly always
	}
	s = strings.TrimRight(s, "!. ")
	m := hiring().FindStringSubmatch(s)
	if m == nil || !startsUpper(m[1]) || line.CountWords(m[1]) > maxNameWords || words().headlines[firstWord(m[1])] || !HasOccupation(vocabulary.NormalHeading(m[2])) || HasOccupation(vocabulary.NormalHeading(m[1])) {
		return "", "", "", false
	}
	return m[1], Clean(m[2]), m[3], true
}

// maxCompanyWords is how long a company's name is beside a title.
const maxCompanyWords = 5

// CutAt takes "Product Manager at Acme in Leeds" apart; ok is false where what stands
// before is no job's title, or what stands behind may be part of it.
func CutAt(s string) (title, company, place string, ok bool) {
	w := words()
	for _, at := range w.at {
		i := strings.LastIndex(s, at)
		if i < 0 {
			continue
		}
		title, company = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(at):])
		company, place = cutPlace(company)
		h := vocabulary.NormalHeading(company)
		if NamesJob(vocabulary.NormalHeading(title)) && startsUpper(company) && line.CountWords(company) <= maxCompanyWords && !HasOccupation(h) && !w.scales[h] {
			return title, company, place, true
		}
	}
	return "", "", "", false
}

// cutPlace parts "Acme in Leeds", "Acme (Leeds)", "Acme | Leeds", "Acme - Remote".
func cutPlace(s string) (company, place string) {
	s = strings.TrimRight(s, "!. ")
	for _, sep := range [...]string{" in ", " (", " | ", " – ", " — ", " - ", " · "} {
		if company, place, ok := strings.Cut(s, sep); ok && company != "" && startsUpper(place) {
			return strings.TrimSpace(company), strings.TrimRight(place, " )")
		}
	}
	if company, place, ok := strings.Cut(s, ", "); ok && startsUpper(place) && !words().forms[vocabulary.NormalHeading(place)] {
		return company, place
	}
	return s, ""
}

// CutCompany parts "Acme: Product Manager" where what stands before the colon is
// written as a name.
func CutCompany(s string) (company, title string, ok bool) {
	company, title, ok = CutColon(s)
	if !ok || line.CountWords(company) > maxCompanyWords || !NamesJob(vocabulary.NormalHeading(title)) {
		return "", "", false
	}
	for w := range strings.FieldsSeq(company) {
		if !startsUpper(w) && w[0] != '&' && w != "of" && w != "and" && w != "the" {
			return "", "", false
		}
	}
	return company, title, true
}

// maxNameWords is how long an employer's name is in front of a colon.
const maxNameWords = 7

// CutColon parts a title that always has the employer in front, as in feeds of
// boards, which have no field for it; ok is false where what stands before the colon
// is a job, a label or a department, or no job behind it.
func CutColon(s string) (company, title string, ok bool) {
	company, title, ok = strings.Cut(s, ": ")
	h := vocabulary.NormalHeading(company)
	if !ok || line.CountWords(company) > maxNameWords || HasOccupation(h) || !HasOccupation(vocabulary.NormalHeading(title)) || Labelled(s) != "" || words().departments[h] {
		return "", "", false
	}
	return strings.TrimSpace(company), strings.TrimSpace(title), true
}
