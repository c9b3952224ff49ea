package webpage

import (
	"slices"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// wall names the wall that the page is, from its title and its text.
func (p *page) wall() (posting.Reason, string) {
	w := vocabulary.Words()
	title := strings.ToLower(p.title)
	for i, k := range vocabulary.WallKinds {
		for _, s := range w.Titles[i] {
			if strings.Contains(title, s) {
				return k.Reason, "the page's title says " + document.Quote(s)
			}
		}
	}
	for i, k := range vocabulary.WallKinds {
		if s := p.mentions(w.Walls[i]); s != "" {
			return k.Reason, "the page says " + document.Quote(s)
		}
	}
	return "", ""
}

// mentions returns the first of the phrases that stands in a short line.
func (p *page) mentions(phrases *line.PhraseSet) string {
	if i := p.lineOf(phrases); i >= 0 {
		return phrases.Find(p.text.Lines[i].Text)
	}
	return ""
}

// maxWallLine is the longest line, in words, that says what a page is.
const maxWallLine = 60

// besideNotice reports that the page shows more than a notice on cookies, in other
// elements than that one: it is no wall.
func (p *page) besideNotice() bool {
	at := -1
	for i, k := range vocabulary.WallKinds {
		if k.Reason == posting.ConsentWall {
			at = p.lineOf(vocabulary.Words().Walls[i])
		}
	}
	if at < 0 {
		return false // its title says that it is one
	}
	c := &content{p: p, lines: p.text.Lines}
	notice := c.noticeAt(at)
	beside := 0
	for i, l := range p.text.Lines {
		if (i < notice.Start || i >= notice.End) && l.Words >= minSaying && l.Linked == 0 && l.Region&(line.Unlikely|line.InModal) == 0 && !vocabulary.Words().IsCookieNotice(l) {
			beside += l.Words
		}
	}
	return beside >= vocabulary.MinWords/2
}

// minSaying is how many words make a line that says something.
const minSaying = 4

// noticeAt is the element of a notice that a line of it opens, or follows a heading in:
// the largest that starts there and has no first-level heading below that line.
func (c *content) noticeAt(at int) dom.Block {
	spans := c.p.text.Blocks
	j := max(c.firstSpan(at+1)-1, 0)
	for spans[j].End <= at && j > 0 {
		j = spans[j].Parent
	}
	best := dom.Block{Start: at, End: at + 1}
	headed := func(s dom.Block) bool {
		return slices.ContainsFunc(c.lines[min(at+1, s.End):s.End], func(l line.Line) bool { return l.Level == 1 })
	}
	for ; j >= 0 && spans[j].Start >= at-noticeHead && !headed(spans[j]); j = spans[j].Parent {
		best = spans[j]
	}
	return best
}

// noticeHead is how many lines stand in a notice above what it says: its heading, a name.
const noticeHead = 2

// lineOf is the first short line in which one of the phrases stands, -1 where none does.
func (p *page) lineOf(phrases *line.PhraseSet) int {
	for i, l := range p.text.Lines {
		if l.Words >= 2 && l.Words <= maxWallLine && phrases.Find(l.Text) != "" {
			return i
		}
	}
	return -1
}
