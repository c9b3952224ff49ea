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
		} else if title, _, ok := titles.CutAt(t); ok {
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
			for _, part := range parts {
				if t := strings.TrimSpace(part); titles.Plausible(t) && !p.isSiteName(t) {
					return t
				}
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
		s := p.titleScore(l, i, first, stated)
		if s > 0 && document.IsSubject(l.Text, desc) {
			s -= 7
		}
		if s > score && titles.Of(l.Text) != "" {
			best, score = l.Text, s
		}
	}
	t := p.statedTitle()
	if score >= 4 || (score >= 3 && titles.HasOccupation(vocabulary.NormalHeading(best)) && !titles.HasOccupation(vocabulary.NormalHeading(t))) {
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

// titleScore says how much line i looks like the posting's title.
func (p *page) titleScore(l line.Line, i, first int, stated string) int {
	if l.Node != nil && (l.Node.Data == "dt" || l.Node.Data == "th") && !p.labelled(i) {
		return 0 // a fact's label
	}
	s := 0
	h := vocabulary.NormalHeading(l.Text)
	inTitle := strings.Contains(stated, " "+h+" ")
	switch {
	case inTitle && l.Words == 1 && !p.titlePart(h):
		// A single word of the page's title stands in many a menu.
	case inTitle && strings.HasPrefix(stated, " "+h+" "):
		s += 5
	case inTitle && l.Words > 1:
		s += 4
	}
	switch l.Level {
	case 1:
		s += 4
	case 2:
		s += 3
	case 3, 4:
		s += 1
	}
	if p.labelled(i) {
		s += 7
	}
	above := first >= 0 && i < first && (i >= first-8 || (i >= first-25 && (l.Has(line.Bold) || p.factsFollow(i))))
	if above && l.Words <= 12 && l.Linked == 0 && titles.HasOccupation(h) && (!strings.Contains(l.Text, ",") || titles.Shaped(l) && titles.Written(l.Text)) {
		s += 3
	}
	if s == 0 {
		return 0
	}
	if p.isSiteName(l.Text) {
		s -= 6
	}
	if first >= 0 && i > first+3 {
		s -= 3
	}
	if l.Region&(line.InNav|line.InFooter|line.InHidden|line.InModal|line.InForm|line.InAside) != 0 {
		s -= 2
	}
	return s
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

// factsFollow reports that a label such as "Job ID:" stands on the next line:
// old systems put the title on top of a table of facts.
func (p *page) factsFollow(i int) bool {
	if i+1 >= len(p.text.Lines) {
		return false
	}
	l := p.text.Lines[i+1]
	return l.Words <= 4 && (strings.HasSuffix(l.Text, ":") || (l.Node != nil && (l.Node.Data == "dt" || l.Node.Data == "th")))
}

// labelled reports that the line before says that this one is the title.
func (p *page) labelled(i int) bool { return i > 0 && titles.IsLabel(p.text.Lines[i-1].Text) }

// indexOf finds where a description starts among the page's lines.
func (p *page) indexOf(desc []line.Line) int {
	for i := range p.text.Lines {
		if len(desc) > 0 && p.text.Lines[i].Text == desc[0].Text {
			return i
		}
	}
	return -1
}
