package nature

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// site notes what the page's address and the rest of its title say of its site.
func (r *reading) site() {
	for _, a := range r.Address {
		host, path, _ := strings.Cut(a, "/")
		first, _, _ := strings.Cut(host, ".")
		if host != docsHost {
			r.note(r.w.paths, first)
		}
		for part := range strings.SplitSeq(path, "/") {
			r.note(r.w.paths, part)
		}
	}
	if len(r.Titles) > 0 {
		if _, rest := firstPart(r.Titles[0]); rest != "" {
			r.w.behinds.Each(rest, func(p string) bool { r.note(r.w.behind, p); return true })
		}
	}
}

// docsHost keeps documents of all kinds, not a program's documentation.
const docsHost = "docs.google.com"

// firstPart parts a title at its first separator.
func firstPart(title string) (first, rest string) {
	at, size := len(title), 0
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " · ", " » ", " : "} {
		if i := strings.Index(title[:at], sep); i >= 0 {
			at, size = i, len(sep)
		}
	}
	return title[:at], title[at+size:]
}

// plural counts the words of titles that name many of an occupation, where they name
// no single job.
func (r *reading) plural() (n int) {
	if r.One {
		return 0
	}
	for _, t := range r.Titles {
		for w := range strings.FieldsSeq(vocabulary.NormalHeading(t)) {
			if singular := strings.TrimSuffix(w, "s"); singular != w && titles.HasOccupation(singular) {
				n++
			}
		}
	}
	return n
}

// unheaded reports titles that have an occupation, and none of which is headed by it as
// the titles of jobs are.
func (r *reading) unheaded() bool {
	has := false
	for _, t := range r.Titles {
		if isHeaded(t) {
			return false
		}
		has = has || titles.HasOccupation(vocabulary.NormalHeading(t))
	}
	return has
}

// asks reports a title that is a question, and none to its reader.
func (r *reading) asks() bool {
	for _, t := range r.Titles {
		if first, _ := firstPart(t); strings.HasSuffix(first, "?") && !addresses(first) {
			return true
		}
	}
	return false
}

// addresses reports a text that speaks to its reader or of an employer.
func addresses(s string) bool { return hasWord(s, "you", "your", "we", "our", "us") }

// isHeaded reports a title of which a part is headed by an occupation.
func isHeaded(title string) bool {
	for part := range strings.FieldsFuncSeq(title, func(c rune) bool { return strings.ContainsRune(",(|:–—·/[", c) }) {
		for part := range strings.SplitSeq(part, "- ") {
			if headed(part) {
				return true
			}
		}
	}
	return false
}

// headed reports a text that has an occupation, and behind it at most a preposition, or
// names and numbers: "Sales Engineer EMEA", "Harbour Pilot #4471". It is no sentence.
func headed(part string) bool {
	is, last := false, ""
	if first, _, _ := strings.Cut(strings.TrimSpace(part), " "); first == strings.ToLower(first) && !strings.ContainsAny(first, "0123456789") {
		return false
	}
	for w := range strings.FieldsSeq(part) {
		switch h := vocabulary.NormalHeading(w); h {
		case "of", "for", "to", "in", "at", "on", "with", "de", "du", "des", "di", "da":
			if titles.HasOccupation(last) {
				return true
			}
			last = ""
		case "a", "an", "as", "how", "my", "what", "is", "are":
			return false
		case "wanted", "needed", "required", "":
		default:
			if last = h; titles.HasOccupation(h) {
				is = true
			} else if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
				is = false
			}
		}
	}
	return is
}

// foreign counts the headings over sentences that are none of a posting's.
func (r *reading) foreign() (n int) {
	m := vocabulary.Headings()
	for i, l := range r.lines {
		if l.Level < 2 || l.Level > 4 || l.Words > vocabulary.MaxHeadingWords || i+1 == len(r.lines) || r.lines[i+1].Has(line.Item) || r.lines[i+1].Level > 0 {
			continue
		}
		if _, how := m.Lookup(l.Text); how == vocabulary.NoMatch && !titles.NamesJob(vocabulary.NormalHeading(l.Text)) {
			n++
		}
	}
	return n
}

// prices counts the lines with an amount that nobody earns.
func (r *reading) prices() (n int) {
	for _, l := range r.lines {
		if r.w.isPrice(l.Text) {
			n++
		}
	}
	return n
}

// maxPriced is how long a line is that states a price.
const maxPriced = 40

// isPrice reports a line with a small amount of money and no word of what it would be
// earned, raised or spent for.
func (w *wording) isPrice(s string) bool {
	at := strings.IndexByte(s, '$')
	for _, c := range [...]string{"£", "€"} {
		if at < 0 {
			if at = strings.Index(s, c); at >= 0 {
				at += len(c) - 1
			}
		}
	}
	if at < 0 || !small(strings.TrimLeft(s[at+1:], " ")) {
		return false
	}
	earned, words := false, 0
	line.EachWord(s, func(word string) {
		words++
		earned = earned || w.earned[word]
	})
	return !earned && words <= maxPriced
}

// maxPrice is how many digits the amount of a price has.
const maxPrice = 4

// small reports a text that begins with a small amount, not in thousands or millions.
func small(s string) bool {
	digits, i := 0, 0
	for ; i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == ','); i++ {
		if s[i] != ',' {
			digits++
		}
	}
	return digits > 0 && digits <= maxPrice && (i == len(s) || !strings.ContainsRune("kKmMbB", rune(s[i])) && !strings.HasPrefix(s[i:], " m") && !strings.HasPrefix(s[i:], " b"))
}
