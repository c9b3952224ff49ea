package webpage

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"golang.org/x/net/html/atom"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// The description of a posting stands in an element of its own more often than
// not, and what the page adds stands in others beside it: facts in a column, the
// employer's portrait, colleagues. Where the headings of duties and requirements
// show which element is the description's, blocks beside it must say what they
// are there for.

// cutBeside cuts from the ends of a run the blocks that stand beside the element
// of the description and say nothing of the job.
func (c *content) cutBeside(a, b int) (int, int) {
	first, last := c.core(a, b)
	if first < 0 {
		first, last = c.bulk(a, b)
	}
	home := c.span(first, last)
	like := c.parts(home, first, last)
	for b > last {
		s := c.blockAt(b-1, home)
		if s.Start < last || !c.foreign(s, like) && !c.stray(s, home, like) {
			break
		}
		b = max(s.Start, last)
	}
	for i := last; i < b; {
		s := c.blockAt(i, home)
		if s.Start >= last && s.End <= b && s.End > i && (c.foreign(s, like) || c.stray(s, home, like)) {
			c.mark(s, line.InPolicy)
		}
		i = max(i+1, s.End)
	}
	for i := a; i < first; {
		s := c.blockAt(i, home)
		if s.End <= first && s.End > i && (c.says(s) == 0 && !c.titled(s) && (s.End-s.Start > 1 || i == a) || c.offersJobs(s)) {
			c.mark(s, line.InPolicy)
		}
		i = max(i+1, s.End)
	}
	return a, b
}

// core returns the lines from the first heading of duties or requirements to the
// end of what stands under the last of a posting's headings; first is -1 where
// there is none.
func (c *content) core(a, b int) (first, last int) {
	m := vocabulary.Headings()
	first = -1
	marked := a // the next line that is set as a heading, which each line would look for anew
	for i := a; i < b; i++ {
		for marked <= i || marked < b && c.lines[marked].Level == 0 && !c.lines[marked].Has(line.Bold) {
			marked++
		}
		l := c.lines[i]
		if l.Words > vocabulary.MaxHeadingWords || l.Words == 0 || l.Region&line.Unlikely != 0 {
			continue
		}
		switch k, how := m.Lookup(l.Text); {
		case how == vocabulary.NoMatch || how != vocabulary.Known && l.Level == 0 && !l.Has(line.Bold) || k == posting.Other || k == posting.Legal || k == posting.Company:
			continue
		case first < 0 && k != posting.Duties && k != posting.Requirements:
			continue
		case first < 0:
			first = i
		}
		end := b
		if i+1 < b {
			end = min(b, c.span(i, i+2).End)
		}
		last = max(i+1, min(end, marked))
	}
	return first, last
}

// bulk is the smallest element with most of the words of a run: that of the
// description, where no heading says which one is.
func (c *content) bulk(a, b int) (first, last int) {
	half, all := a, c.between(a, b)
	for half < b-1 && 2*c.between(a, half+1) < all {
		half++
	}
	spans := c.p.text.Blocks
	j := c.firstSpan(half+1) - 1
	for j > 0 && 4*c.between(max(a, spans[j].Start), min(b, max(spans[j].End, a))) < 3*all {
		j = spans[j].Parent
	}
	return max(a, spans[max(j, 0)].Start), min(b, spans[max(j, 0)].End)
}

// span is the smallest element around lines a to b.
func (c *content) span(a, b int) dom.Block {
	spans := c.p.text.Blocks
	j := c.firstSpan(a+1) - 1
	for j > 0 && spans[j].End < b {
		j = spans[j].Parent
	}
	return spans[max(j, 0)]
}

// blockAt is the largest element around line i that does not hold all of home.
func (c *content) blockAt(i int, home dom.Block) dom.Block {
	spans := c.p.text.Blocks
	j := c.firstSpan(i+1) - 1
	for j > 0 && spans[j].End <= i {
		j = spans[j].Parent
	}
	for j > 0 {
		up := spans[j].Parent
		if up < 0 || spans[up].Start <= home.Start && spans[up].End >= home.End {
			break
		}
		j = up
	}
	return spans[max(j, 0)]
}

// parts are the kinds of elements that the description's own parts stand in, as
// tag and class.
func (c *content) parts(home dom.Block, first, last int) map[string]bool {
	out := map[string]bool{}
	if home.Node != nil && home.Node.DataAtom == atom.P {
		out["p."+dom.Attr(home.Node, "class")] = true // it is one of the parts itself
	}
	for i := first; i < last; {
		s := c.partAt(i, home)
		if s.End-s.Start > 1 {
			out[s.Node.Data+"."+dom.Attr(s.Node, "class")] = true
		}
		i = max(i+1, s.End)
	}
	return out
}

// partAt is the child element of home around line i.
func (c *content) partAt(i int, home dom.Block) dom.Block {
	spans := c.p.text.Blocks
	j := c.firstSpan(i+1) - 1
	for j > 0 && spans[j].End <= i {
		j = spans[j].Parent
	}
	for j > 0 && spans[j].Parent > 0 && spans[spans[j].Parent].Node != home.Node {
		j = spans[j].Parent
	}
	return spans[max(j, 0)]
}

// stray reports a line alone that stands outside of the description's element and
// is no part like its own: a reference number, advice to applicants.
func (c *content) stray(s, home dom.Block, like map[string]bool) bool {
	return s.Node != nil && s.End == s.Start+1 && s.Start >= home.End && home.End-home.Start >= minHome && s.Node != home.Node &&
		!like[s.Node.Data+"."+dom.Attr(s.Node, "class")] && c.lines[s.Start].Level == 0 && !c.lines[s.Start].Has(line.Item) && vocabulary.SignalsIn(c.lines[s.Start:s.End]) == 0
}

// Bounds of what tells a block.
const (
	minHome   = 6 // lines of an element that is a whole description's
	minOffers = 4 // jobs that a list of them names
)

// offersJobs reports a block that names one job after the other: a list of results.
func (c *content) offersJobs(s dom.Block) bool {
	if s.End-s.Start < minOffers {
		return false
	}
	seen := map[string]bool{}
	for _, l := range c.lines[s.Start:s.End] {
		if l.Words < 2 || l.Words > 10 || strings.HasSuffix(l.Text, ".") {
			continue
		}
		if h := vocabulary.NormalHeading(l.Text); titles.NamesJob(h) {
			seen[h] = true
		}
	}
	return len(seen) >= minOffers
}

// foreign reports a block that says nothing of the job: it opens with the page's
// title once more, or is no part like the description's own, and is made of short
// lines, or of a few words that no posting uses, or has a heading of its own that
// speaks neither of the job nor to the reader, without a list below it.
func (c *content) foreign(s dom.Block, like map[string]bool) bool {
	if s.Node == nil || s.End-s.Start < 2 {
		return false
	}
	lines := c.lines[s.Start:s.End]
	for _, l := range lines[:min(len(lines), 4)] {
		if l.Level == 1 {
			return true
		}
	}
	if c.offersJobs(s) {
		return true
	}
	if class := dom.Attr(s.Node, "class"); like[s.Node.Data+"."+class] && (class != "" || c.prose(s) > 0) || c.titled(s) || tellsItems(lines) || like[s.Node.Data+"."+class] && c.headedList(s) {
		return false
	}
	prose, head := c.prose(s), lines[0]
	switch {
	case prose == 0:
		return true
	case prose < 30 && vocabulary.SignalsIn(lines) == 0:
		return true
	case head.Level == 0 && !head.Has(line.Bold) || addressed(head.Text):
		return false
	}
	return vocabulary.SignalsIn(lines[1:]) < 3
}

// says counts the sentences of an element, and its list items that say something.
func (c *content) says(s dom.Block) int {
	n := items(c.lines[s.Start:s.End])
	for _, l := range c.lines[s.Start:s.End] {
		if l.Words >= proseWords && (strings.HasSuffix(l.Text, ".") || strings.ContainsAny(l.Text[len(l.Text)-1:], "!?:;)") || l.Words >= 25) {
			n++
		}
	}
	return n
}

// tellsItems reports a list whose items say something, and do not only name it.
func tellsItems(lines []line.Line) bool {
	n, words := 0, 0
	for _, l := range lines {
		if l.Has(line.Item) {
			n++
			words += l.Words
		}
	}
	return items(lines) >= 3 && 2*words >= 7*n
}

// headedList reports a list, however short, right under a heading: none of its items
// links or is a fact.
func (c *content) headedList(s dom.Block) bool {
	if s.Start == 0 || !vocabulary.Headlike(c.lines[s.Start-1]) {
		return false
	}
	return !slices.ContainsFunc(c.lines[s.Start:s.End], func(l line.Line) bool { return !l.Has(line.Item) || l.Linked > 0 || document.IsFact(l) })
}

// items counts list items that say something, and rows of a table that grade what they
// say: "Experience of tunnels", "Essential".
func items(lines []line.Line) int {
	n := 0
	for i, l := range lines {
		if l.Has(line.Item) && l.Words >= 3 && l.Linked == 0 && !document.IsFact(l) || i+1 < len(lines) && graded(l, lines[i+1]) {
			n++
		}
	}
	return n
}

// graded reports a row of a table by its first two cells: a few words, and then their
// grade. Of a fact, the label is the shorter one.
func graded(says, grade line.Line) bool {
	return says.Words >= 3 && says.Linked == 0 && grade.Linked == 0 && !strings.ContainsAny(grade.Text, "0123456789") && grade.Words <= 2 && grade.Words < says.Words && isCell(says) && isCell(grade) &&
		says.Node.Parent == grade.Node.Parent && firstCell(says.Node)
}

// firstCell reports the first cell of a row.
func firstCell(n *html.Node) bool {
	for n = n.PrevSibling; n != nil; n = n.PrevSibling {
		if n.Type == html.ElementNode {
			return false
		}
	}
	return true
}

func isCell(l line.Line) bool { return l.Node != nil && l.Node.Data == "td" }

// addressed reports a text that speaks to its reader.
func addressed(s string) bool {
	found := false
	line.EachWord(s, func(w string) { found = found || w == "you" || w == "your" })
	return found
}

// titled reports a block with a heading that tells a part of a posting.
func (c *content) titled(s dom.Block) bool {
	m := vocabulary.Headings()
	for _, l := range c.lines[s.Start:s.End] {
		if l.Words > vocabulary.MaxHeadingWords || l.Level == 0 && !l.Has(line.Bold) {
			continue
		}
		if k, how := m.Lookup(l.Text); how != vocabulary.NoMatch && k != posting.Other && k != posting.Company && k != posting.Legal {
			return true
		}
	}
	return false
}
