package webpage

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// list tells a page of many postings in short by its links: many of one
// pattern, with a job's title each. run is the text that would be the posting, and
// e what speaks for it; nil where it is not known yet.
func (p *page) list(run []line.Line, e *vocabulary.Evidence) (bool, string) {
	n, inside := p.repeatedLinks(run)
	if n < 8 {
		return false, ""
	}
	if e == nil {
		all := vocabulary.EvidenceIn(run)
		e = &all
	}
	plural, size := p.pluralTitle(), line.Words(run)
	many := fmt.Sprintf("a list: %d links of one pattern", n)
	if inside >= 5 && inside*80 > size {
		return true, many + ", in the midst of the text"
	}
	if inside < 3 && p.open(run, *e) {
		return false, ""
	}
	switch {
	case n >= 15 && plural:
		return true, many + ", and a title that speaks of many jobs"
	case plural && !e.Strong() || n >= 25 && !convincing(*e, p.standing(run)) || n >= 25 && size < 120 && !p.oneJob():
		return true, many + ", and no description of one job"
	}
	return false, ""
}

// open reports a posting that is open beside the list: a text that is one beyond
// doubt, or one under a heading that names a job.
func (p *page) open(run []line.Line, e vocabulary.Evidence) bool {
	return e.Core > 0 && e.Strong() || e.Points() >= enoughPoints+2 ||
		e.Words >= 3*vocabulary.MinWords && p.headOf(run) != "" && convincing(e, p.standing(run))
}

// headReach is how many lines above a description its title stands.
const headReach = 12

// headOf is the heading right above a text that names a job, "" where none does.
func (p *page) headOf(run []line.Line) string {
	first := p.indexOf(run)
	for i := first; i >= 0 && i >= first-headReach; i-- {
		l := p.text.Lines[i]
		if l.Level > 0 && l.Level <= 4 && l.Words <= 14 && titles.NamesJob(vocabulary.NormalHeading(l.Text)) {
			return l.Text
		}
	}
	return ""
}

// plainHeadOf is the line nearest above a text that is written as a job's title,
// in whatever element, "" where there is none.
func (p *page) plainHeadOf(run []line.Line) string {
	first := p.indexOf(run)
	for i := first - 1; i >= 0 && i >= first-headReach; i-- {
		if l := p.text.Lines[i]; l.Words <= 10 && l.Linked == 0 && titles.Shaped(l) && titles.NamesJob(vocabulary.NormalHeading(l.Text)) {
			return l.Text
		}
	}
	return ""
}

// oneJob reports a first-level heading that names a job and opens the page's own
// title: a page about one job, however many it links to.
func (p *page) oneJob() bool {
	for _, l := range p.text.Lines {
		if l.Level != 1 || l.Words < 2 || l.Region&line.Unlikely != 0 {
			continue
		}
		h := vocabulary.NormalHeading(l.Text)
		if titles.HasOccupation(h) && (strings.HasPrefix(vocabulary.NormalHeading(p.title), h) || strings.HasPrefix(vocabulary.NormalHeading(p.meta["og:title"]), h)) {
			return true
		}
	}
	return false
}

// repeatedLinks is the size of the largest group of links that differ only in
// numbers and the last part of their path.
// inside counts those of its links that stand in the run.
func (p *page) repeatedLinks(run []line.Line) (most, inside int) {
	group := p.linkGroup()
	if len(group) < 8 {
		return len(group), 0
	}
	blocks := map[*html.Node]bool{}
	for _, l := range run {
		blocks[l.Node] = true
	}
	for _, a := range group {
		if blocks[a.Block] {
			inside++
		}
	}
	return len(group), inside
}

// linkGroup is the largest group, a link for each address. It is found once.
func (p *page) linkGroup() []dom.Link {
	if p.grouped {
		return p.group
	}
	p.grouped = true
	groups, seen := map[string][]dom.Link{}, map[string]bool{}
	for _, a := range p.text.Links {
		href := dom.Attr(a.Node, "href")
		if a.Region&(line.InNav|line.InHeader|line.InFooter) != 0 || seen[href] {
			continue
		}
		key := linkPattern(href)
		if key == "" || !titleLike(a.Node) {
			continue
		}
		seen[href] = true
		groups[key] = append(groups[key], a)
		if len(groups[key]) > len(p.group) {
			p.group = groups[key]
		}
	}
	return p.group
}

// linkPattern replaces the numbers of an address and drops its last part.
func linkPattern(href string) string {
	if href == "" || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "javascript:") || strings.HasPrefix(href, "mailto:") {
		return ""
	}
	path, query, _ := strings.Cut(href, "?")
	path = strings.TrimRight(path, "/")
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		path = path[:i]
	}
	if i := strings.IndexByte(query, '='); i >= 0 {
		path += "?" + query[:i]
	}
	if !strings.ContainsAny(path, "0123456789") {
		return path
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, path)
}

// titleLike reports a link whose text could be a job's title.
func titleLike(a *html.Node) bool {
	n := 0
	for d := range a.Descendants() {
		if d.Type == html.TextNode {
			n += line.CountWords(d.Data)
		}
	}
	return n >= 2 && n <= 40
}

// pluralTitle reports a page title whose first part speaks of many jobs.
func (p *page) pluralTitle() bool { return titles.OfMany(p.title) }

// applyForm says why the page is an application form.
func (p *page) applyForm() string {
	w, n := vocabulary.Words(), 0
	for _, l := range p.text.Lines {
		if l.Words <= 8 && w.Apply[strings.TrimSuffix(vocabulary.NormalHeading(l.Text), " required")] {
			n++
		}
	}
	if n >= 3 || p.Files > 0 || (n >= 2 && p.Inputs >= 4) {
		return fmt.Sprintf("an application form: %d fields of one, %d uploads", n, p.Files)
	}
	return ""
}

// fillsIn reports a text of a page that is headed as an application, which stands in the
// form itself: what it asks, and not what is done in the job.
func (p *page) fillsIn(lines []line.Line) bool {
	if p.Inputs < minInputs || !p.headsApplication() {
		return false
	}
	inside, all := 0, 0
	for _, l := range lines {
		all += l.Words
		if inForm(l.Node) {
			inside += l.Words
		}
	}
	return inside*10 > all*7
}

// minInputs is how many fields a form has that applies for something.
const minInputs = 5

// headsApplication reports a title, or a first-level heading, that opens as one of an
// application does: "Apply for Night Baker".
func (p *page) headsApplication() bool {
	if opensApplication(p.title) {
		return true
	}
	for _, l := range p.text.Lines {
		if l.Level == 1 && l.Region&line.Unlikely == 0 && opensApplication(l.Text) {
			return true
		}
	}
	return false
}

func opensApplication(s string) bool {
	h := vocabulary.NormalHeading(s)
	for _, open := range tables.Builtin.Words.Applications {
		if rest, ok := strings.CutPrefix(h, open); ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// inForm reports a node within a form.
func inForm(n *html.Node) bool { return within(n, atom.Form) }

// within reports a node in an element.
func within(n *html.Node, a atom.Atom) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}
