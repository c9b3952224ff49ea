package webpage

import (
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// statedTitle is the title that the page's head states, without the site's
// name.
func (p *page) statedTitle() string {
	for _, s := range []string{p.meta["og:title"], p.meta["twitter:title"], p.title} {
		t := p.cutSite(line.OneLine(s))
		if _, title, _, ok := titles.CutHiring(t); ok {
			t = title
		} else if title, _, _, ok := titles.CutAt(t); ok {
			t = title
		}
		if titles.Plausible(t) {
			return t
		}
	}
	return ""
}

// cutSite keeps the part of a page title that is the job's: what comes first,
// unless it is the company or a word for the site.
func (p *page) cutSite(s string) string {
	for _, sep := range titles.Separators[:titles.Marks] {
		if parts := strings.Split(s, sep); len(parts) > 1 {
			first := ""
			for _, part := range parts {
				t := strings.TrimSpace(part)
				if !titles.Plausible(t) || p.isSiteName(t) {
					continue
				}
				if titles.NamesJob(vocabulary.NormalHeading(t)) {
					return t // "Acme | Night Baker | Leeds"
				}
				if first == "" {
					first = t
				}
			}
			if first != "" {
				return first
			}
		}
	}
	return s
}

// isSiteName recognises the site's or the company's own name.
func (p *page) isSiteName(s string) bool {
	h := vocabulary.NormalHeading(s)
	if titles.OfSite(h) {
		return true
	}
	n := strings.ReplaceAll(h, " ", "")
	site := strings.ReplaceAll(vocabulary.NormalHeading(p.meta["og:site_name"]), " ", "")
	if n == "" || n == site || (site != "" && strings.HasPrefix(n, site)) {
		return true
	}
	for _, h := range p.hosts() {
		host, _, _ := strings.Cut(h, "/")
		if len(n) > 3 && strings.Contains(strings.ReplaceAll(host, "-", ""), n) {
			return true
		}
	}
	return false
}

// guessTitle finds the title by where it stands: a heading that the page's own
// title repeats, a labelled field, else the last plausible line above the
// description.
func (p *page) guessTitle(desc []line.Line) string {
	if p.pluralTitle() {
		// The page is a list's; the heading is that of the posting open beside it.
		if head := p.headOf(desc); head != "" {
			return head
		}
		if plain := p.plainHeadOf(desc); plain != "" {
			return plain
		}
	}
	stated := " " + vocabulary.NormalHeading(p.meta["og:title"]+" | "+p.title) + " "
	first := p.indexOf(desc)
	best, score := "", 0
	for i, l := range p.text.Lines {
		if l.Region&(line.InCookie|line.InRelated) != 0 || l.Words > 25 || l.Words == 0 {
			continue
		}
		s := titleLine{p, l, i, vocabulary.NormalHeading(l.Text), first, stated}.score()
		if s > 0 && document.IsSubject(l.Text, desc) {
			s -= 7
		}
		if s > score && titles.Of(l.Text) != "" {
			best, score = l.Text, s
		}
	}
	t := p.statedTitle()
	if score >= 4 || (score >= 3 && (titles.HasOccupation(vocabulary.NormalHeading(best)) || titles.NamesJob(vocabulary.NormalHeading(best))) && !titles.HasOccupation(vocabulary.NormalHeading(t))) {
		return best
	}
	if t != "" {
		return t
	}
	if score >= 3 {
		return best
	}
	return ""
}

// A titleLine is a line of a page that may be the posting's title: where it stands, and
// what is known around it.
type titleLine struct {
	p *page
	line.Line
	at     int
	h      string // its normal form
	first  int    // where the description starts, -1 where that is not known
	stated string // the page's own titles in normal form, between blanks
}

// score says how much the line looks like the title: what speaks for it, and, where
// anything does, what against.
func (t titleLine) score() int {
	if t.isFact() {
		return 0
	}
	announced := t.isAnnounced()
	s := t.repeatsTitle() + t.heads() + announced + t.namesJobAbove()
	if s == 0 {
		return 0
	}
	if announced < namedInFull {
		s -= t.isBelow()
	}
	return s - t.namesSite() - t.isAside()
}

// isFact reports the label of a fact.
func (t titleLine) isFact() bool { return labelsFact(t.Line) && !t.p.labelled(t.at) }

// repeatsTitle weighs that the page's own title says the same, first of all at best. A
// single word of it stands in many a menu.
func (t titleLine) repeatsTitle() int {
	switch {
	case !strings.Contains(t.stated, " "+t.h+" "), t.Words == 1 && !t.p.titlePart(t.h), t.p.besideJob(t.h):
		return 0
	case strings.HasPrefix(t.stated, " "+t.h+" "):
		return 5
	case t.Words > 1:
		return 4
	}
	return 0
}

// heads weighs the rank of a heading.
func (t titleLine) heads() int {
	switch t.Level {
	case 1:
		return 4
	case 2:
		return 3
	case 3, 4:
		return 1
	}
	return 0
}

// namedInFull is what a job's name behind a label is worth, whatever the heading shortens
// it to, and wherever the facts stand.
const namedInFull = 13

// isAnnounced weighs a label above the line.
func (t titleLine) isAnnounced() int {
	switch {
	case !t.p.labelled(t.at):
		return 0
	case t.Words > 1 && titles.NamesJob(t.h) && !t.isShortened():
		return namedInFull
	}
	return 7
}

// isShortened tells whether a heading that the page's own title repeats says the
// same and more: "Product Manager – Search" over a role of "Product Manager".
func (t titleLine) isShortened() bool {
	for i := range t.p.text.Lines {
		l := &t.p.text.Lines[i]
		if l.Level != 1 && l.Level != 2 {
			continue
		}
		if h := vocabulary.NormalHeading(l.Text); strings.HasPrefix(h, t.h+" ") && strings.Contains(t.stated, " "+h+" ") {
			return true
		}
	}
	return false
}

// Bounds of where a title stands that no markup tells.
const (
	closeAbove = 8  // lines above the description
	farAbove   = 25 // where it is bold, or on top of a table of facts
	behindTop  = 3  // lines below the description's first
	jobWords   = 12 // of a title that only its words tell
)

// namesJobAbove weighs a job's name a little above the description.
func (t titleLine) namesJobAbove() int {
	switch up := t.first - t.at; {
	case t.first < 0, up <= 0, up > farAbove, up > closeAbove && !t.Has(line.Bold) && !t.p.factsFollow(t.at):
		return 0
	case t.Words > jobWords, t.Linked > 0, !titles.HasOccupation(t.h):
		return 0
	case strings.Contains(t.Text, ",") && !(titles.Shaped(t.Line) && titles.Written(t.Text)):
		return 0 // a sentence, or a list
	}
	return 3
}

// namesSite weighs that the line is the site's or the employer's name.
func (t titleLine) namesSite() int {
	if t.p.isSiteName(t.Text) || t.first >= 0 && t.Region&line.InHeader != 0 && t.Linked*2 > len(t.Text) && !titles.HasOccupation(t.h) {
		return 6 // the page's head links home
	}
	return 0
}

// isBelow weighs that the line stands in the description or below it.
func (t titleLine) isBelow() int {
	if t.first >= 0 && t.at > t.first+behindTop {
		return 3
	}
	return 0
}

// isAside weighs that the line stands where the page speaks of itself.
func (t titleLine) isAside() int {
	if t.Region&(line.InNav|line.InFooter|line.InHidden|line.InModal|line.InForm|line.InAside) != 0 {
		return 2
	}
	return 0
}

// titlePart reports that a normalised text is one whole part of the page's
// title.
func (p *page) titlePart(h string) bool {
	for _, title := range []string{p.meta["og:title"], p.title} {
		for _, part := range titles.Parts(title, len(titles.Separators)) {
			if vocabulary.NormalHeading(part) == h {
				return true
			}
		}
	}
	return false
}

// besideJob reports that a text in normal form is a part of the page's title beside the
// one that names the job: that of the site, or of the employer.
func (p *page) besideJob(h string) bool {
	if titles.HasOccupation(h) {
		return false
	}
	own, job := false, false
	for _, part := range titles.Parts(p.title, titles.Marks) {
		n := vocabulary.NormalHeading(part)
		own, job = own || n == h, job || titles.HasOccupation(n)
	}
	return own && job
}

// factsFollow reports that a label such as "Job ID:" stands on the next line:
// old systems put the title on top of a table of facts.
func (p *page) factsFollow(i int) bool {
	if i+1 >= len(p.text.Lines) {
		return false
	}
	l := p.text.Lines[i+1]
	return l.Words <= 4 && (strings.HasSuffix(l.Text, ":") || labelsFact(l))
}

// labelsFact reports the cell of a table, or of a list, that labels the next one.
func labelsFact(l line.Line) bool {
	return l.Node != nil && (l.Node.Data == "dt" || l.Node.Data == "th")
}

// labelled reports that the line before says that this one is the title. A word alone
// says it of what stands beside it: it may as well be the name of the view.
func (p *page) labelled(i int) bool {
	if i == 0 || !titles.IsLabel(p.text.Lines[i-1].Text) {
		return false
	}
	label, l := p.text.Lines[i-1], p.text.Lines[i]
	return label.Words > 1 || strings.HasSuffix(label.Text, ":") || label.Node == nil || l.Node == nil || label.Node == l.Node || label.Node.Parent == l.Node.Parent
}

// indexOf finds where a description starts among the page's lines.
func (p *page) indexOf(desc []line.Line) int {
	for i := range p.text.Lines {
		if len(desc) > 0 && p.text.Lines[i].Text == desc[0].Text {
			return i
		}
	}
	return -1
}
