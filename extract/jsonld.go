package extract

import (
	"bytes"
	"regexp"
	"strings"
)

// A jobOffer is a JobPosting object as a page states it.
type jobOffer struct {
	title, company, location, date, url string
	lines                               []line
	words                               int
}

// findJSONLD reads schema.org JobPosting objects in JSON-LD scripts.
func findJSONLD(p *page) (*found, string) {
	offers := p.jobOffers()
	if len(offers) == 0 {
		return nil, "no JobPosting in JSON-LD"
	}
	best := p.pickOffer(offers)
	if best == nil {
		return nil, "several JobPosting objects, none of them the page's own"
	}
	f := &found{title: best.title, company: best.company, location: best.location, date: best.date, url: best.url, stated: true}
	if best.words < minPostingWords {
		f.lines = best.lines
		return f, "JobPosting without a description"
	}
	f.lines, f.note = p.complete(best.lines)
	return f, ""
}

// jobOffers reads the page's JSON-LD once.
func (p *page) jobOffers() []jobOffer {
	if p.read {
		return p.offers
	}
	p.read = true
	for _, s := range p.scripts {
		if !strings.Contains(strings.ToLower(s.attrs), "ld+json") || len(s.body) > maxStateBytes || !bytes.Contains(s.body, []byte("JobPosting")) {
			continue
		}
		v, ok := parseTolerant(s.body)
		if !ok {
			continue
		}
		walkJSON(v, 0, func(o map[string]any) bool {
			if !isType(o["@type"], "JobPosting") {
				return true
			}
			p.offers = append(p.offers, readOffer(o))
			return false
		})
	}
	return p.offers
}

// pickOffer chooses the object that the page is about. A list page states many.
func (p *page) pickOffer(offers []jobOffer) *jobOffer {
	best, distinct := 0, map[string]bool{}
	for i, o := range offers {
		distinct[normalHeading(o.title)] = true
		if o.words > offers[best].words {
			best = i
		}
	}
	if len(distinct) <= 1 {
		return &offers[best]
	}
	if p.grow() != nil {
		return nil
	}
	page := " " + normalHeading(p.title+" | "+p.meta["og:title"]) + " "
	best = -1
	for i, o := range offers {
		t := normalHeading(o.title)
		if t != "" && strings.Contains(page, " "+t+" ") && (best < 0 || len(o.title) > len(offers[best].title)) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return &offers[best]
}

// readOffer reads the fields of one JobPosting.
func readOffer(o map[string]any) jobOffer {
	out := jobOffer{
		title:    plainField(first(o, "title", "name")),
		company:  plainField(name(o["hiringOrganization"])),
		location: location(o["jobLocation"]),
		date:     plainField(textOf(o["datePosted"])),
		url:      plainField(textOf(o["url"])),
	}
	out.lines = descriptionLines(textOf(o["description"]))
	for _, part := range []struct{ field, heading string }{
		{"responsibilities", "Responsibilities"}, {"qualifications", "Qualifications"},
		{"experienceRequirements", "Experience requirements"}, {"educationRequirements", "Education requirements"},
		{"skills", "Skills"}, {"jobBenefits", "Benefits"},
	} {
		out.lines = appendPart(out.lines, part.heading, descriptionLines(textOf(o[part.field])))
	}
	for _, l := range out.lines {
		out.words += l.words
	}
	return out
}

// appendPart adds a field of its own under its name, unless the description
// says the same already, as it mostly does.
func appendPart(lines []line, heading string, part []line) []line {
	if len(part) == 0 {
		return lines
	}
	total := 0
	have := map[string]bool{}
	for _, l := range lines {
		have[normalHeading(l.text)] = true
	}
	all := normalHeading(joinLines(lines))
	missing := 0
	for _, l := range part {
		total += l.words
		if h := normalHeading(l.text); !have[h] && !strings.Contains(all, h) {
			missing += l.words
		}
	}
	if total < 4 || missing*2 < total {
		return lines
	}
	lines = append(lines, line{text: heading, words: 1, level: 3, flags: flagGap})
	return append(lines, part...)
}

// descriptionLines renders a description field: HTML, escaped HTML, or text
// with real or literal line breaks.
func descriptionLines(s string) []line {
	s = strings.TrimSpace(s)
	if s == "" || placeholder(s) {
		return nil
	}
	if strings.Count(s, `\n`) > 1 {
		s = strings.NewReplacer(`\r\n`, "\n", `\n`, "\n", `\t`, " ", `\"`, `"`).Replace(s)
	}
	s = cutMachineSummary(s)
	lines, ok := fragmentLines(s)
	if !ok {
		lines = splitDense(textLines(breakHardSpaces(unescapeEntities(s))))
	}
	return lines
}

// lostBreak is a no-break space between a small letter and a capital.
var lostBreak = regexp.MustCompile(`([\p{Ll}.;)])\x{a0}(\p{Lu})`)

// breakHardSpaces restores the line breaks of a text that holds no-break spaces
// in their place, as what is left of list items when a site drops the markup.
func breakHardSpaces(s string) string {
	if !strings.Contains(s, "\u00a0") || strings.Contains(s, "\n") || len(lostBreak.FindAllStringIndex(s, 3)) < 3 {
		return s
	}
	return lostBreak.ReplaceAllString(s, "$1\n$2")
}

// placeholder recognises template variables that nobody filled.
func placeholder(s string) bool {
	return len(s) < 80 && (strings.Contains(s, "{{") || strings.HasPrefix(s, "[[") || strings.EqualFold(s, "n/a") || strings.EqualFold(s, "null"))
}

// cutMachineSummary drops the line that some boards put in front of the
// description: "Title: X, Location: Y, ...<br>".
func cutMachineSummary(s string) string {
	head, rest, ok := strings.Cut(s, "\n\n")
	if ok && len(head) < 400 && strings.Count(head, ": ") >= 3 && !strings.Contains(head, ". ") && len(rest) > 3*len(head) && strings.Contains(strings.ToLower(head), "location:") && strings.Contains(strings.ToLower(head), "company:") {
		return rest
	}
	return s
}
