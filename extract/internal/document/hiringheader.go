package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// A hiringHeader is the first line of a comment in Hacker News' "Who is
// hiring?", and of what is written in its manner: "Company | Title | Place |
// …", in whatever order.
type hiringHeader struct {
	company, title, place string
	roles                 []string // where several are named
}

// inBrackets is what stands behind a name there: an address, a year at YC.
var inBrackets = line.Pattern(`\s*[(\[][^()\[\]]*[)\]]`)

// readHiringHeader reads such a line; ok is false of any other.
func readHiringHeader(s string) (h hiringHeader, ok bool) {
	if !strings.Contains(s, "|") && strings.Count(s, " — ") >= 2 {
		s = strings.ReplaceAll(s, " — ", " | ")
	}
	if len(s) > 400 || strings.Count(s, "|") < 2 {
		return h, false
	}
	var rest []string
	for f := range strings.SplitSeq(s, "|") {
		f = line.OneLine(f)
		bare := strings.TrimSpace(inBrackets().ReplaceAllString(f, ""))
		n := vocabulary.NormalHeading(bare)
		switch {
		case bare == "" || isAddress(bare) || isPay(bare):
		case h.title == "" && namesWork(n):
			h.title = inBrackets().ReplaceAllStringFunc(f, keepPart)
		case h.company == "":
			h.company = bare
		case !isTerm(n):
			rest = append(rest, f)
		}
	}
	for _, f := range rest {
		if isPlace(f) {
			h.place = f
			break
		}
	}
	if h.place == "" && len(rest) > 0 {
		h.place = rest[0]
	}
	h.roles = rolesIn(h.title)
	return h, h.company != "" && h.title != ""
}

// keepPart keeps of what stands in brackets behind a title what is a part of it, as
// in "Engineer (Go)", and no term, place, pay or address.
func keepPart(s string) string {
	inner := strings.Trim(s, " ()[]")
	if h := vocabulary.NormalHeading(inner); isTerm(h) || isPlace(inner) || isPay(inner) || isAddress(inner) {
		return ""
	}
	return s
}

// namesWork reports a job's title, or the word for several jobs.
func namesWork(h string) bool {
	if titles.HasOccupation(h) {
		return true
	}
	for w := range strings.FieldsSeq(h) {
		if singular, ok := strings.CutSuffix(w, "s"); ok && (titles.HasOccupation(singular) || singular == "role" || singular == "position") {
			return true
		}
	}
	return false
}

// rolesIn parts a title that names several jobs, nil where it names one.
func rolesIn(title string) []string {
	h := vocabulary.NormalHeading(title)
	if titles.Several(h) {
		return []string{title}
	}
	var roles []string
	for f := range strings.FieldsFuncSeq(title, func(r rune) bool { return r == ',' || r == ';' || r == '/' || r == '+' }) {
		for part := range strings.SplitSeq(f, " and ") {
			if n := vocabulary.NormalHeading(part); namesWork(n) && strings.Contains(n, " ") {
				roles = append(roles, line.OneLine(part))
			}
		}
	}
	if len(roles) < 2 {
		return nil
	}
	return roles
}

// isAddress reports a web or mail address.
func isAddress(s string) bool {
	return !strings.Contains(s, " ") && (strings.Contains(s, "://") || strings.Contains(s, "@") || strings.HasPrefix(s, "www."))
}

// isPay reports what a job pays: a currency, or thousands, beside digits.
func isPay(s string) bool {
	digits := strings.ContainsFunc(s, unicode.IsDigit)
	return digits && (strings.ContainsAny(s, "$£€¥₹") || strings.Contains(strings.ToLower(s), "k/") || pasted().pay.MatchString(s))
}

// isTerm reports how work is done, in what hours, under which contract.
func isTerm(h string) bool {
	w := pasted()
	return w.terms[h] || startsWithAny(h, w.goesOn) || strings.HasPrefix(h, "hybrid ") && len(h) < 24
}

// isPlace reports a line that can be a place by its form: names with capitals,
// parted by commas, or the word remote.
func isPlace(s string) bool {
	h := vocabulary.NormalHeading(s)
	if strings.HasPrefix(h, "remote") && len(h) < 60 {
		return true
	}
	if len(s) > 80 || !strings.Contains(s, ",") || line.CountWords(s) > 9 || strings.ContainsAny(s, ".:;!?$£€") || titles.HasOccupation(h) {
		return false
	}
	parts := strings.Split(s, ",")
	if len(parts) > 4 {
		return false
	}
	for _, p := range parts {
		p = strings.TrimSpace(p)
		first, _ := utf8.DecodeRuneInString(p)
		if line.CountWords(p) > 5 || !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}

// maxByline is how many lines a site shows above a comment.
const maxByline = 3

// byline is what a site shows above a comment: who wrote it, and when.
var byline = line.Pattern(`(?i)^\S{1,30} (?:on [a-z]{3,9} \d{1,2}, \d{4}|\d+ (?:minute|hour|day|week|month|year)s? ago)\b|^(?:[\[(]?[–—+-][\])]?|parent|prev|next|root|context|favorite|flag|on: .*|\||\s)+$`)

func isByline(s string) bool { return len(s) < 160 && byline().MatchString(s) }

// Headed takes the fields of a posting from the header on its first line. ok is
// false where there is none.
func (f *Draft) Headed() (roles []string, ok bool) {
	if len(f.Lines) == 0 {
		return nil, false
	}
	top := 0
	for top < len(f.Lines)-1 && top < maxByline && isByline(f.Lines[top].Text) {
		top++
	}
	h, ok := readHiringHeader(f.Lines[top].Text)
	if !ok {
		return nil, false
	}
	f.Title, f.Company, f.Location = h.title, h.company, h.place
	f.Lines = f.Lines[top+1:]
	if last := len(f.Lines) - 1; last > 0 && vocabulary.NormalHeading(f.Lines[last].Text) == "reply" {
		f.Lines = f.Lines[:last]
	}
	if len(f.Lines) > 0 {
		f.Lines[0].Flags &^= line.Gap
	}
	return h.roles, true
}

// SeveralRoles is the refusal of a text that names jobs and describes none.
func SeveralRoles(roles []string) posting.Extraction {
	return Refusal(posting.List, "several jobs are named in one text, and none is described by itself: %s", strings.Join(roles, "; "))
}
