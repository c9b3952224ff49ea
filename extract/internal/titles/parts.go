package titles

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

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

// hiring is how LinkedIn titles a page: "Acme hiring Product Manager in Leeds".
var hiring = regexp.MustCompile(`^(.{2,60}?) (?:is )?hiring (?:an? )?(.{3,120}?)(?: in (.{2,80}))?$`)

// CutHiring takes such a title apart; ok is false for any other.
func CutHiring(s string) (company, title, place string, ok bool) {
	m := hiring.FindStringSubmatch(s)
	if m == nil || !HasOccupation(vocabulary.NormalHeading(m[2])) || HasOccupation(vocabulary.NormalHeading(m[1])) {
		return "", "", "", false
	}
	return m[1], m[2], m[3], true
}

// maxCompanyWords is how long a company's name is beside a title.
const maxCompanyWords = 5

// CutAt takes "Product Manager at Acme" apart; ok is false where what stands
// before is no job's title, or what stands behind may be part of it.
func CutAt(s string) (title, company string, ok bool) {
	w := words()
	for _, at := range w.at {
		i := strings.LastIndex(s, at)
		if i < 0 {
			continue
		}
		title, company = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(at):])
		h := vocabulary.NormalHeading(company)
		if NamesJob(vocabulary.NormalHeading(title)) && startsUpper(company) && line.CountWords(company) <= maxCompanyWords && !HasOccupation(h) && !w.scales[h] {
			return title, company, true
		}
	}
	return "", "", false
}

// CutCompany parts "Acme: Product Manager"; ok is false where what stands before
// the colon is a label or a department.
func CutCompany(s string) (company, title string, ok bool) {
	company, title, ok = strings.Cut(s, ": ")
	if !ok || line.CountWords(company) > maxCompanyWords || HasOccupation(vocabulary.NormalHeading(company)) || !NamesJob(vocabulary.NormalHeading(title)) || Labelled(s) != "" || words().departments[vocabulary.NormalHeading(company)] {
		return "", "", false
	}
	for w := range strings.FieldsSeq(company) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) && !unicode.IsDigit(first) && first != '&' && w != "of" && w != "and" && w != "the" {
			return "", "", false
		}
	}
	return strings.TrimSpace(company), strings.TrimSpace(title), true
}
