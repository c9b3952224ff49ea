package webpage

import (
	"bytes"
	"html"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// findVisible takes everything visible that is not navigation, when it reads like
// a posting beyond doubt. It is the last resort, and the posting says so.
func findVisible(p *page) (*document.Draft, string) {
	var lines []line.Line
	for _, l := range p.text.Lines {
		if l.Region&(line.Unlikely|line.InHidden|line.InModal) == 0 {
			lines = append(lines, l)
		}
	}
	e := vocabulary.EvidenceIn(lines)
	if many, why := p.list(lines, &e); many {
		return nil, why
	}
	form := p.applyForm()
	switch {
	case form != "" && !e.Strong():
		return nil, form
	case p.fillsIn(lines), e.Core == 0 || e.Signals < 6 || e.Words > 1500:
		return nil, unlikeAny
	}
	s := p.standing(lines)
	if !convincing(e, s) {
		return nil, unlikeAny
	}
	if why := p.talks(lines, e, s); why != "" {
		return nil, why
	}
	return &document.Draft{Lines: lines, Note: "all visible text"}, ""
}

const unlikeAny = "the visible text does not read like a posting"

// showsAndExpiry tells how many words the page shows and what it says of being over,
// from the tree where there is one, else from the bare text between the tags.
func (p *page) showsAndExpiry() (shown int, expired string) {
	if p.root != nil {
		return p.words, p.mentions(vocabulary.Words().Expired)
	}
	set := vocabulary.Words().Expired
	p.segments(func(t []byte) bool {
		n := line.CountWords(string(t))
		shown += n
		if expired == "" && n >= 2 && n <= 60 {
			expired = set.Find(string(t))
		}
		return true
	})
	return shown, expired
}

// segments calls f with every run of text between two tags.
func (p *page) segments(f func([]byte) bool) {
	rest := p.Markup
	for {
		end := bytes.IndexByte(rest, '<')
		if end < 0 {
			end = len(rest)
		}
		if t := bytes.TrimSpace(rest[:end]); len(t) > 0 && !f(t) {
			return
		}
		if end == len(rest) {
			return
		}
		close := dom.TagEnd(rest, end+1)
		rest = rest[min(close+1, len(rest)):]
	}
}

// showsMore reports that the page has a heading of a posting, on duties or
// requirements, which the statement lacks. It asks the bare text: the question
// must cost less than the tree that it may spare.
func (p *page) showsMore(stated []line.Line) bool {
	m, have := vocabulary.Headings(), map[posting.Kind]bool{}
	for _, l := range stated {
		have[m.CoreKind(l.Text)] = true
	}
	if have[posting.Duties] && have[posting.Requirements] {
		return false
	}
	more := false
	p.segments(func(t []byte) bool {
		if len(t) <= 48 && len(t) >= 4 {
			k := m.CoreKind(html.UnescapeString(string(t)))
			more = k != "" && !have[k]
		}
		return !more
	})
	return more
}

// address is the page's own address, as far as it is known without a tree.
func (p *page) address() string {
	if p.root != nil {
		return p.url
	}
	if p.Saved == "" {
		return p.canonical()
	}
	return p.Saved
}

// canonical reads the address from the one kind of link element that is kept.
func (p *page) canonical() string {
	i := bytes.Index(p.Markup, []byte("<link "))
	if i < 0 {
		return ""
	}
	tag := p.Markup[i:dom.TagEnd(p.Markup, i)]
	_, rest, ok := bytes.Cut(tag, []byte(`href="`))
	if href, _, found := bytes.Cut(rest, []byte(`"`)); ok && found && bytes.HasPrefix(href, []byte("http")) {
		return html.UnescapeString(string(href))
	}
	return ""
}
