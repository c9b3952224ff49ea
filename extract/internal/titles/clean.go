package titles

import (
	"regexp"
	"strings"
	"unicode"

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
	for range maxWrappers {
		if !w.opens[firstWord(s)] {
			break // nearly always
		}
		if at := w.announced().FindStringIndex(s); at != nil && line.CountWords(s[at[1]:]) > 0 {
			s = strings.TrimSpace(s[at[1]:])
		}
	}
	if strings.HasPrefix(s, "[") || strings.HasPrefix(s, "(") {
		if rest := cutFront(s); line.CountWords(rest) > 0 {
			s = rest
		}
	}
	s = w.cutTerms(s)
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

// forWhat is what a job is for, behind it, as people write it who have no titles:
// "Product Manager for a sandbox game".
var forWhat = line.Pattern(`^(.{4,60}?) for an? [a-z].*$`)

// cutTerms cuts off a job's terms behind a title, each behind a comma, and then what it
// is for: "Product Manager for a sandbox game, remote, $60-72k".
func (w *wording) cutTerms(s string) string {
	cut := s
	for {
		i := strings.LastIndex(cut, ", ")
		if i < 0 || !w.asides[vocabulary.NormalHeading(cut[i+2:])] && !isPay(cut[i+2:]) {
			break
		}
		cut = cut[:i]
	}
	if !strings.Contains(cut, " for a") {
		return cut // nearly always
	}
	if m := forWhat().FindStringSubmatch(cut); m != nil && NamesJob(vocabulary.NormalHeading(m[1])) {
		return m[1]
	}
	return cut
}

// isPay reports an amount of money and no more.
func isPay(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.ContainsAny(s, "$€£¥") && line.CountWords(s) <= 5
}

// numberBehind is a requisition's number behind a title: "(Req #48213)", "[R-2041]",
// "- Job ID 4711".
var numberBehind = line.Pattern(`\s*[-–—|,:]?\s*(?:[(\[]\s*(?:(?i:req(?:uisition)?|ref(?:erence)?|job|vacancy|position|posting|id|no|nr)[\s.:#]*)+[A-Z]{0,4}[-_]?\d[\dA-Z._/-]*\s*[)\]]|[(\[]\s*#?\s*[A-Z]{0,4}[-_]?\d{3,}[\d._/-]*\s*[)\]]|(?i:(?:req(?:uisition)?|ref(?:erence)?|(?:job|vacancy|position|posting|requisition|req|reference)\s+(?:id|no|nr|number|code))[\s.:#]*)[A-Z]{0,4}[-_]?\d[\dA-Z._/-]*|\s#\s?[A-Z]{0,4}[-_]?\d{3,}|[-–—|,]\s*[A-Z]{1,4}[-_]?\d{4,})\s*$`)

// maxWrappers is how many things stand in front of a title: a number, a label, a call.
const maxWrappers = 3

// cutFront cuts a decoration, a requisition's number, and a term in brackets off the
// front: "🚀 X", "REQ-20418: X", "#88 - X", "[Remote] X".
func cutFront(s string) string {
	ruled := strings.HasPrefix(s, "==") || strings.HasPrefix(s, "= ") // one "=" before a word is a formula, and stays to be escaped
	t := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || r == '*' || r == '•' || r == '>' || r == '=' && ruled || unicode.Is(unicode.So, r) || r == '\ufe0f'
	})
	if t == "" {
		return s
	}
	if end := strings.IndexAny(t, ")]"); end > 1 && (t[0] == '(' || t[0] == '[') {
		if inner := strings.TrimSpace(t[1:end]); isCode(inner) || words().asides[vocabulary.NormalHeading(inner)] {
			return strings.TrimLeft(t[end+1:], " :|-–—")
		}
		return t
	}
	if at := strings.IndexAny(t, " :|"); at > 0 && strings.ContainsAny(t[:at], "0123456789") || t[0] == '#' {
		return cutCode(t)
	}
	if label := firstWord(t); label == "req" || label == "requisition" || label == "job" || label == "ref" || label == "reference" || label == "vacancy" || label == "posting" || label == "position" || label == "opening" {
		return cutCode(t)
	}
	return t
}

// numberInFront is a requisition's number and what parts it from a title: a mark,
// or nothing behind a number that no title has. A year may be a class's.
var numberInFront = line.Pattern(`^(?:(?:(?i:job|position|vacancy|posting|opening)\s+)?(?i:req(?:uisition)?|ref(?:erence)?|job|vacancy|position|posting|opening)\.?\s*(?i:id|no|nr|number|code)?\.?\s*[#:]?\s*[A-Z]{0,4}[-_]?\d[\dA-Z._/-]*\s*(?:[:|–—]|\s-)\s*|#\s*\d+\s*[:|–—-]?\s+|[A-Z]{1,5}[-_ ]?\d[\dA-Z._/-]{2,}\s*(?:[:|–—]|\s-)\s+|[A-Z]{1,3}[-_]?\d{4,}[-_]?\d*\s+|(?:\d{5,}|\d{1,4}[-_/]\d[\d-]+|\d{3})\s*(?:[:|–—]|\s-)\s+)`)

// cutCode cuts such a number off.
func cutCode(s string) string {
	if at := numberInFront().FindStringIndex(s); at != nil && startsUpper(s[at[1]:]) {
		return s[at[1]:]
	}
	return s
}

// Bare is a cleared title without what people write around it where no page states
// it: a decoration, a term, a requisition's number, and the employer's name, where
// that is known: "Rover Pilot | Orbit", "Rover Pilot at Orbit", "Orbit: Rover Pilot".
func Bare(s, company string) string {
	s = Clean(s)
	for range maxWrappers {
		rest := cutFront(s)
		if rest == s || line.CountWords(rest) == 0 {
			break
		}
		s = Clean(rest)
	}
	s = strings.TrimRight(s, "= ")
	if strings.ContainsAny(s, "0123456789") {
		s = cutBehind(s, numberBehind())
	}
	h := vocabulary.NormalHeading(company)
	if h == "" || !strings.Contains(vocabulary.NormalHeading(s), h) {
		return s
	}
	if c, title, _, ok := CutHiring(s); ok && vocabulary.NormalHeading(c) == h {
		return title
	}
	for _, sep := range [...]string{" | ", " – ", " — ", " - ", " · ", " @ ", " at ", ": ", ", "} {
		if i := strings.Index(s, sep); i > 0 && vocabulary.NormalHeading(s[:i]) == h && sep != ", " && sep != " at " {
			return Clean(s[i+len(sep):])
		}
		if i := strings.LastIndex(s, sep); i > 0 && vocabulary.NormalHeading(s[i+len(sep):]) == h && sep != ": " {
			return Clean(s[:i])
		}
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
