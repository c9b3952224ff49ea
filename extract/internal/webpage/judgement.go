package webpage

import (
	"fmt"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// refuseContent says why a text on a page is no posting, "" where it is one.
func (p *page) refuseContent(lines []line.Line) string {
	e := vocabulary.EvidenceIn(lines)
	if e.Words < vocabulary.MinWords && !(e.Words >= minStatedWords && e.Tells() && p.standing(lines).role) {
		return fmt.Sprintf("the longest run of prose has %d words", e.Words)
	}
	if _, why := document.GenreOf(lines); why != "" {
		return why
	}
	if many, why := p.list(lines); many {
		return why
	}
	if e.Words < maxWalled {
		for _, l := range lines {
			if wall := vocabulary.Words().LoginWall(l.Text); wall != "" {
				return "a wall: " + document.Quote(wall)
			}
		}
	}
	if e.Words < maxWalled && e.Core == 0 && e.Deeds < 2 {
		if gone := p.mentions(vocabulary.Words().Expired); gone != "" {
			return "a notice in place of a description: " + document.Quote(gone)
		}
	}
	if why := p.applyForm(); why != "" && !describes(e) {
		return why
	}
	if e.Words > 1500 && e.Core == 0 {
		return fmt.Sprintf("%d words without a heading of duties or requirements", e.Words)
	}
	s := p.standing(lines) // last, since it looks at all of the page
	if !convincing(e, s) {
		return fmt.Sprintf("%d words that postings use, %d of their headings and %d duties are too few, on a page that %s", e.Signals, e.Kinds, e.Deeds, s)
	}
	return ""
}

// maxWalled is the longest text that a page shows in place of a description.
const maxWalled = 120

// describes reports a text that is a posting though a form stands beside it.
func describes(e vocabulary.Evidence) bool {
	return e.Strong() || e.Core > 0 && e.Deeds >= 3 || e.Words > 200 && e.Kinds+e.Signals >= 5
}

// enoughPoints is what a text and its page must say together.
const enoughPoints = 6

// convincing puts the text and its page together. In other languages than English
// the tables know fewer words, and what they know must do.
func convincing(e vocabulary.Evidence, s standing) bool {
	if !e.English && e.Enough() {
		return true
	}
	if s.crowd && (e.Core == 0 || e.Deeds < 3) {
		s.role = false // one of them may stand on top of any text
	}
	points := e.Points() + s.points()
	if !s.role && !s.apply && !s.bare {
		points-- // what names no job and asks nobody to apply must say the more
	}
	if s.titled && e.Tells() {
		points++
		if e.Seeks && e.Deeds >= 2 {
			points++
		}
	}
	if !s.role && !s.bare && e.Deeds < 3 && (!s.named && !(e.Seeks && s.apply && e.Core > 0) || !e.Seeks && e.Core < 2) {
		return false // what a company says of itself has headings of the kind, too
	}
	return points >= enoughPoints && (s.role || !e.OnlyEmployer())
}

// A standing is what a page says around a text.
type standing struct {
	role    bool // a heading or the page's title names one job
	titled  bool // a heading that names a job is the page's own title as well
	named   bool // a first-level heading is the page's own title, whatever it names
	apply   bool // something to press or to write to, to apply
	careers bool // the address or the title is that of careers
	crowd   bool // headings name many jobs, most of them outside of the text
	many    bool // the title speaks of many jobs, or of the employer
	roles   int  // different jobs that headings and links in the text name
	bare    bool // a description saved by itself, without anything around it that could name a job
}

func (s standing) points() int {
	n := 0
	if s.role {
		n += 3
	}
	for _, sign := range []bool{s.named, s.apply, s.careers} {
		if sign {
			n++
		}
	}
	if s.many {
		n -= 2
	}
	if !s.role && s.roles > 1 {
		n -= s.roles
	}
	return n
}

func (s standing) String() string {
	switch {
	case s.roles > 2:
		return document.Count(s.roles, "job") + " stand on"
	case s.role:
		return "names a job"
	}
	return "names no job"
}

// Bounds of where the signs of a posting stand.
const (
	maxTitleDepth = 6 // lines of a text within which its title stands, if not above it
	maxPlainTitle = 6 // words of a title that no markup sets off
	applyReach    = 8 // lines at its end that say where an application goes to
)

// maxHeads is how many jobs a page about one of them names in its headings.
const maxHeads = 2

// standing looks around a text.
func (p *page) standing(lines []line.Line) standing {
	s := standing{apply: p.Inputs > 0 && p.Files > 0, many: p.pluralTitle(), bare: p.title == "" && len(p.text.Buttons) == 0}
	in, last := make(map[string]bool, len(lines)), len(p.text.Lines)
	for i, l := range lines {
		in[l.Text] = true
		s.apply = s.apply || i >= len(lines)-applyReach && vocabulary.Words().Applying.Find(l.Text) != ""
	}
	if first := p.indexOf(lines); first >= 0 {
		last = first + maxTitleDepth
	}
	stated := vocabulary.NormalHeading(p.title + " | " + p.meta["og:title"])
	roles, heads, plain := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, l := range p.text.Lines {
		s.bare = s.bare && l.Linked == 0
		if l.Words == 0 || l.Words > 14 || l.Region&(line.Unlikely&^line.InShare) != 0 {
			continue
		}
		h := vocabulary.NormalHeading(l.Text)
		switch {
		case l.Linked*2 > len(l.Text) && l.Words >= 2:
			if in[l.Text] && titles.NamesJob(h) {
				roles[h] = true
			}
		case (l.Level > 0 && l.Level < 4 || l.Has(line.Bold) && !in[l.Text]) && titles.NamesJob(titles.Normal(l.Text)) && !namesPerson(l.Text):
			if i <= last {
				job := titles.Normal(l.Text)
				heads[job] = true
				s.titled = s.titled || strings.HasPrefix(stated, job)
			}
			if in[l.Text] {
				roles[h] = true
			}
		case l.Level == 0 && in[l.Text] && l.Words >= 2 && l.Words <= maxPlainTitle && !l.Has(line.Item) && titles.NamesJob(h):
			plain[h] = true
		case l.Level == 1 && l.Words <= 8 && strings.HasPrefix(stated, h) && titles.Plausible(l.Text) && !p.isSiteName(l.Text):
			s.named = true
		}
		s.apply = s.apply || strings.HasPrefix(h, "apply") && l.Words <= 8
	}
	s.roles = len(roles)
	if len(plain) >= minOffers {
		s.roles, heads = max(s.roles, len(plain)), nil
	}
	if len(heads) > maxHeads {
		s.crowd, heads = true, nil
	}
	if p.headOf(lines) != "" && s.roles <= maxHeads {
		s.role, s.many = true, false
	}
	s.role = s.role || len(heads) > 0 || len(plain) < 2 && p.plainTitle(lines) || titles.NamesJob(vocabulary.NormalHeading(p.statedTitle()))
	s.careers = p.onCareers()
	s.apply = s.apply || p.hasApplyButton()
	return s
}

// namesPerson reports "Sam Reed, Product Manager": who has a job, not the job.
func namesPerson(s string) bool {
	name, _, ok := strings.Cut(s, ",")
	return ok && line.CountWords(name) <= 3 && !titles.HasOccupation(vocabulary.NormalHeading(name))
}

// plainTitle reports a line right above a text, or on top of it, that is written as
// one job's title and not as a person's, in whatever element.
func (p *page) plainTitle(lines []line.Line) bool {
	first := p.indexOf(lines)
	for i := max(0, first-plainReach); i <= first; i++ {
		l := p.text.Lines[i]
		if l.Words < 2 || l.Words > 10 || l.Linked > 0 || l.Region&line.Unlikely != 0 || !titles.Shaped(l) {
			continue
		}
		job, _, _ := strings.Cut(l.Text, ",")
		if titles.NamesJob(vocabulary.NormalHeading(job)) {
			return true
		}
	}
	return false
}

// plainReach is how many lines above a text a title stands that no markup sets off.
const plainReach = 4

// onCareers reports an address or a title of careers.
func (p *page) onCareers() bool {
	for _, s := range append(p.hosts(), vocabulary.NormalHeading(p.title)) {
		for _, w := range [...]string{"career", "job", "vacanc", "position", "opening", "recruit", "hiring", "join", "karriere", "stellen", "emploi", "empleo", "vaga"} {
			if strings.Contains(s, w) {
				return true
			}
		}
	}
	return false
}

// hasApplyButton reports a button or a link to apply with. Buttons are no lines.
func (p *page) hasApplyButton() bool {
	for _, b := range p.text.Buttons {
		if strings.HasPrefix(b, "apply") || strings.HasPrefix(b, "bewerben") || strings.HasPrefix(b, "jetzt bewerben") || strings.HasPrefix(b, "postuler") || strings.HasPrefix(b, "i'm interested") || strings.HasPrefix(b, "submit application") {
			return true
		}
	}
	return false
}
