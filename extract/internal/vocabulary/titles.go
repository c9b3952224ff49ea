package vocabulary

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

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

var (
	// announced is what announces a title, in front of it.
	announced = regexp.MustCompile(`(?i)^(?:(?:job|position|role|vacancy|posting|requisition)\s+)?(?:title|position|role|job|vacancy|opening|description|posting|opportunity|advert(?:isement)?)\s*(?::|\s[-–—|])\s*|^(?:we['’]?re |we are |now )?hiring(?: now)?\s*[:!–—-]\s*(?:an? )?|^(?:we['’]?re|we are) hiring an? |^job application for |^apply for |^job description (?:for|of) (?:an? |the )?`)
	// years is the experience that is asked, behind a title.
	years = regexp.MustCompile(`(?i)\s*[-–—,|]?\s*[(\[]?\s*(?:minimum |min\.? |at least )?\d+\s*(?:\+|\s*(?:-|–|to)\s*\d+\s*\+?)?\s*(?:years?|yrs?)\b(?:['’]?\s*(?:of\s+)?(?:exp(?:erience)?\.?))?\s*[)\]]?\s*$`)
	// described is a word for the document, behind a title.
	described = regexp.MustCompile(`(?i)\s*(?:[-–—|:]\s*|\s)(?:job (?:description|post|posting|opening|advert|details|specification|spec)|position description|role description|(?:new|open|current) (?:opening|position|role|vacancy))\s*$`)
)

// CleanTitle removes what sites and people write around a title.
func CleanTitle(s string) string {
	s = strings.TrimSuffix(line.OneLine(s), "!")
	for range 2 {
		if at := announced.FindStringIndex(s); at != nil && line.CountWords(s[at[1]:]) > 0 {
			s = strings.TrimSpace(s[at[1]:])
		}
	}
	for _, behind := range []*regexp.Regexp{described, years} {
		if at := behind.FindStringIndex(s); at != nil && at[0] > 0 && line.CountWords(s[:at[0]]) > 0 {
			s = strings.TrimSpace(s[:at[0]])
		}
	}
	if i := strings.LastIndex(s, " - ("); i > 0 && strings.HasSuffix(s, ")") && isCode(strings.TrimSpace(s[i+4:len(s)-1])) {
		s = s[:i]
	}
	return s
}

// hiring is how LinkedIn titles a page: "Acme hiring Product Manager in Leeds".
var hiring = regexp.MustCompile(`^(.{2,60}?) (?:is )?hiring (?:an? )?(.{3,120}?)(?: in (.{2,80}))?$`)

// CutHiring takes such a title apart; ok is false for any other.
func CutHiring(s string) (company, title, place string, ok bool) {
	m := hiring.FindStringSubmatch(s)
	if m == nil || !HasOccupation(NormalHeading(m[2])) || HasOccupation(NormalHeading(m[1])) {
		return "", "", "", false
	}
	return m[1], m[2], m[3], true
}

// CutAt takes "Product Manager at Acme" apart; ok is false where what stands
// before is no job's title, or what stands behind may be part of it.
func CutAt(s string) (title, company string, ok bool) {
	for _, at := range [...]string{" at ", " @ ", " chez ", " bei "} {
		i := strings.LastIndex(s, at)
		if i < 0 {
			continue
		}
		title, company = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(at):])
		first, _ := utf8.DecodeRuneInString(company)
		if NamesJob(NormalHeading(title)) && (unicode.IsUpper(first) || unicode.IsDigit(first)) && line.CountWords(company) <= 5 && !HasOccupation(NormalHeading(company)) && !strings.EqualFold(company, "large") && !strings.EqualFold(company, "scale") {
			return title, company, true
		}
	}
	return "", "", false
}

// maxCompanyWords is how long a company's name is in front of a title.
const maxCompanyWords = 5

// CutCompany parts "Acme: Product Manager"; ok is false where what stands before
// the colon is a label or a department.
func CutCompany(s string) (company, title string, ok bool) {
	company, title, ok = strings.Cut(s, ": ")
	if !ok || line.CountWords(company) > maxCompanyWords || HasOccupation(NormalHeading(company)) || !NamesJob(NormalHeading(title)) || LabelledTitle(s) != "" || departments[NormalHeading(company)] {
		return "", "", false
	}
	for w := range strings.FieldsSeq(company) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) && !unicode.IsDigit(first) && first != '&' && w != "of" && w != "and" && w != "the" {
			return "", "", false
		}
	}
	return strings.TrimSpace(company), strings.TrimSpace(title), true
}

// departments stand before a title's colon as companies do.
var departments = map[string]bool{"engineering": true, "product": true, "products": true, "sales": true, "marketing": true, "operations": true, "finance": true, "design": true, "data": true, "support": true, "legal": true, "hr": true, "it": true, "technology": true, "research": true, "remote": true, "contract": true, "urgent": true, "new": true, "opening": true, "job": true, "career": true, "careers": true, "jobs": true, "hiring": true, "opportunity": true, "subject": true}

// CleanCompany removes what pages write around an employer's name.
func CleanCompany(s string) string {
	for _, head := range [...]string{"Careers at ", "Jobs at ", "Working at ", "Welcome to ", "at "} {
		s = strings.TrimPrefix(s, head)
	}
	for _, tail := range [...]string{" Careers", " Jobs", " logo", " Recruitment"} {
		if rest, ok := strings.CutSuffix(s, tail); ok && rest != "" {
			s = rest
		}
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
		if w.occupations[f] || len(f) > 8 && (strings.HasSuffix(f, "ologist") || strings.HasSuffix(f, "ician") || strings.HasSuffix(f, "ographer")) {
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

// NamesJob reports a short text in normal form that reads as one job's title: it
// has an occupation, and no word of a sentence or a headline.
func NamesJob(h string) bool {
	switch h {
	case "pm", "em", "pm-t", "pm t":
		return true // in a longer text they may be the afternoon, or else
	}
	if !HasOccupation(h) || strings.Count(h, " ") > 11 {
		return false
	}
	switch h[strings.LastIndexByte(h, ' ')+1:] {
	case "course", "courses", "certification", "training", "template", "resume", "cv":
		return false // what is about a job
	}
	for w := range strings.FieldsSeq(h) {
		switch w {
		case "how", "why", "what", "who", "your", "you", "we", "our", "us", "is", "are", "was", "become", "becoming", "tips", "guide", "questions", "jobs", "careers", "meet", "story", "contact", "top", "best", "vs", "results", "salary", "salaries":
			return false
		}
	}
	return true
}
