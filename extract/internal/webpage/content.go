package webpage

import (
	"fmt"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// findContent finds the description on a page that nothing is known about.
//
// Every line gets a score: prose, list items and the headings of postings are
// worth their words, links, navigation and scattered labels cost. The posting
// is the run of lines with the highest sum (maximum-subsequence segmentation,
// Pasternack and Roth 2009), fitted to the element that holds it. Unlike the
// extractors made for news, list items count as much as prose: the duties stand
// in them.
func findContent(p *page) (*document.Draft, string) {
	c := newContent(p)
	why := "no run of prose"
	for range maxRuns {
		a, b := c.best()
		if a >= b {
			break
		}
		lines, from, to := c.run(a, b)
		refused := p.refuseContent(lines)
		if refused == "" {
			return &document.Draft{Lines: lines, Title: p.guessTitle(lines), Note: fmt.Sprintf("lines %d to %d of %d", from+1, to, len(p.text.Lines))}, ""
		}
		if why == "no run of prose" {
			why = refused
		}
		c.forget(min(a, from), max(b, to))
	}
	return nil, why
}

// maxRuns is how many runs of lines are judged: a page's longest text may be a
// policy that it carries along.
const maxRuns = 3

// run fits a run to the page's elements and returns its lines.
func (c *content) run(a, b int) (lines []line.Line, from, to int) {
	a, b = c.fit(a, b)
	a, b = c.trim(a, b)
	a, b = c.cutBeside(a, b)
	a = c.underHeading(a)
	return document.CutFacts(c.clean(a, b)), a, b
}

// underHeading widens a run by the heading of its first part, where that is no job's
// name, and so the page's own heading.
func (c *content) underHeading(a int) int {
	if a == 0 {
		return a
	}
	l := c.lines[a-1]
	h := vocabulary.NormalHeading(l.Text)
	if l.Level < 2 || l.Linked > 0 || l.Region&line.Unlikely != 0 || c.scores[a-1] != 0 || c.lines[a].Level > 0 || titles.HasOccupation(h) || c.p.titlePart(h) || vocabulary.Words().Describes[h] {
		return a
	}
	return a - 1
}

// forget takes a run out of the search.
func (c *content) forget(a, b int) {
	for i := a; i < b; i++ {
		c.scores[i] = scoreStop
	}
}

// A content is one search.
type content struct {
	p      *page
	lines  []line.Line
	stops  []bool // lines after which the page speaks of something else
	scores []float64
	sums   []float64 // sums[i] is the sum of scores[:i]

	// Of lines[:i]: headings of duties and requirements, first-level headings
	// that name an occupation, words of long lines, words.
	heads, firsts, long, words []int

	told []bool // values in a list of terms whose term is a heading of duties or requirements
}

// edge is how many lines from an end of a page its foot and its notices stand.
const edge = 60

func newContent(p *page) *content {
	c := &content{p: p, lines: p.text.Lines}
	c.stops = make([]bool, len(c.lines))
	c.scores = make([]float64, len(c.lines))
	c.sums = make([]float64, len(c.lines)+1)
	c.told = make([]bool, len(c.lines))
	w, m := vocabulary.Words(), vocabulary.Headings()
	c.count()
	for i, l := range c.lines {
		c.stops[i] = w.IsStop(l) && !w.IsButton(l)
		switch {
		case i >= edge && i < len(c.lines)-edge:
			// Far from both ends of a page stands neither.
		case w.IsCookieNotice(l):
			c.lines[i].Region |= line.InCookie
			if l.Level > 0 {
				c.markFrom(i, line.InCookie, 0)
			}
		case w.IsFoot(l) && !c.headsProse(i):
			c.lines[i].Region |= line.InFooter
		}
	}
	c.markFurniture()
	seen := make(map[string]bool, len(c.lines))
	for i, l := range c.lines {
		s := c.lineScore(i, w, m)
		// What was said before is said again by a second copy of the facts, or
		// by a page that hides one copy for small screens.
		if s > 0 && s < scoreHeading && l.Words >= 2 && seen[l.Text] {
			s = scoreLabel
		}
		if l.Region&(line.Unlikely|line.InHidden|line.InModal) == 0 {
			seen[l.Text] = true
		}
		c.scores[i] = s
		c.sums[i+1] = c.sums[i] + s
	}
	return c
}

// headsProse reports a line that is set off as a heading, with a sentence below it.
func (c *content) headsProse(i int) bool {
	return vocabulary.Headlike(c.lines[i]) && c.lines[i].Linked == 0 && i+1 < len(c.lines) && c.lines[i+1].Words >= proseWords && c.lines[i+1].Linked == 0
}

// count sums up the lines, so that a question about an element costs the same
// whatever its size.
func (c *content) count() {
	m := vocabulary.Headings()
	c.heads, c.firsts, c.long, c.words = make([]int, len(c.lines)+1), make([]int, len(c.lines)+1), make([]int, len(c.lines)+1), make([]int, len(c.lines)+1)
	for i, l := range c.lines {
		head, first, long := 0, 0, 0
		if l.Level == 1 && l.Region&line.Unlikely == 0 && titles.HasOccupation(vocabulary.NormalHeading(l.Text)) {
			first = 1
		}
		if l.Words <= 6 && l.Linked == 0 {
			if k, ok := m.Exactly(vocabulary.NormalHeading(l.Text)); ok && (k == posting.Duties || k == posting.Requirements) {
				head = 1
			}
		}
		if l.Words >= proseWords {
			long = l.Words
		}
		c.heads[i+1], c.firsts[i+1], c.long[i+1], c.words[i+1] = c.heads[i]+head, c.firsts[i]+first, c.long[i]+long, c.words[i]+l.Words
	}
}

// hasJobHeading reports a heading in the span that only postings have, or the
// page's own first-level heading behind other lines.
func (c *content) hasJobHeading(s dom.Block) bool {
	return c.heads[s.End] > c.heads[s.Start] || s.End > s.Start && c.firsts[s.End] > c.firsts[s.Start+1]
}

// What lines are worth, in words of prose.
const (
	scoreHeading    = 12.0  // a heading that postings have
	scoreHalfKnown  = 4.0   // a heading with a word of one
	scoreAside      = -5.0  // a heading of postings that is not about the job: location, contact
	scoreStop       = -30.0 // a heading that opens something else
	scoreLabel      = -1.5  // a few words alone on a line
	maxLineScore    = 60.0
	proseWords      = 9
	linkShareOfList = 0.6
)

func (c *content) lineScore(i int, w *vocabulary.Wording, m *vocabulary.HeadingMap) float64 {
	l := c.lines[i]
	n := float64(l.Words)
	switch {
	case l.Words == 0:
		return -0.5
	case w.IsButton(l):
		return -1
	case c.stops[i]:
		return scoreStop
	case l.Region&line.Unlikely != 0:
		return -(2 + 0.5*n)
	case float64(l.Linked) > linkShareOfList*float64(len(l.Text)):
		return -(2 + 0.3*n)
	}
	if l.Has(line.Cell) && c.fillsCell(i) {
		l.Flags &^= line.Cell
	}
	s := proseScore(l, n, m)
	if c.tells(i, m) && s < n {
		s = 0.9 * n // a duty, in a list of terms
	}
	if s < n && i+1 < len(c.lines) && graded(l, c.lines[i+1]) {
		s = 0.9 * n // what is asked, in a table
	}
	switch {
	case l.Region&line.InHidden != 0 && s > 0:
		return -0.3 * s
	case l.Region&(line.InModal|line.InForm) != 0 && s > 0:
		return 0.4 * s
	}
	return s
}

// minFilled is how many lines of a cell are a text, and no fact.
const minFilled = 4

// fillsCell reports a line that is one of many in its cell.
func (c *content) fillsCell(i int) bool {
	from, to := i, i+1
	for from > 0 && i-from < minFilled && c.lines[from-1].Node == c.lines[i].Node {
		from--
	}
	for to < len(c.lines) && to-from < minFilled && c.lines[to].Node == c.lines[i].Node {
		to++
	}
	return to-from >= minFilled
}

// tells reports a value in a list of terms that is a duty or a requirement: a term
// of the same list before it is a heading of these.
func (c *content) tells(i int, m *vocabulary.HeadingMap) bool {
	l := c.lines[i]
	if l.Node == nil || l.Node.Data != "dd" && l.Node.Data != "dt" {
		return false
	}
	before := i > 0 && c.lines[i-1].Node != nil && c.lines[i-1].Node.Parent == l.Node.Parent && c.told[i-1]
	c.told[i] = before || l.Node.Data == "dt" && m.CoreKind(l.Text) != ""
	return before && l.Node.Data == "dd" && l.Words >= 3
}

// proseScore is the score of a line that stands where a posting may.
func proseScore(l line.Line, n float64, m *vocabulary.HeadingMap) float64 {
	if l.Words <= vocabulary.MaxHeadingWords && (l.Level > 0 || l.Has(line.Bold) || strings.HasSuffix(l.Text, ":")) {
		switch k, how := m.Lookup(l.Text); {
		case how == vocabulary.Known && k != posting.Other:
			return scoreHeading
		case how == vocabulary.Known && l.Level > 0:
			return scoreAside
		case how != vocabulary.NoMatch && k != posting.Other:
			return scoreHalfKnown
		case l.Level > 0 || l.Has(line.Bold):
			return 0
		}
	}
	switch {
	case l.Has(line.Cell) && l.Words <= 12 && l.Node != nil && (l.Node.Data == "dd" || l.Node.Data == "td"):
		return -0.5 // a fact: "Posted: today"
	case l.Words >= proseWords:
		return min(n, maxLineScore)
	case l.Has(line.Item) && l.Words >= 3:
		return 0.9 * n
	case l.Words >= 5:
		return 1
	case l.Has(line.Item), l.Has(line.Cell):
		return -0.5
	}
	if _, how := m.Lookup(l.Text); how == vocabulary.Known {
		return 2
	}
	return scoreLabel
}

// best returns the run of lines with the highest sum.
func (c *content) best() (from, to int) {
	sum, top, start := 0.0, 0.0, 0
	for i, s := range c.scores {
		if sum <= 0 {
			sum, start = 0, i
		}
		if sum += s; sum > top {
			top, from, to = sum, start, i+1
		}
	}
	return from, to
}

// fit widens a run to the element that holds it, where that element holds
// little else: labels such as "Location: London" above the first paragraph are
// part of the posting when they share its element.
func (c *content) fit(a, b int) (int, int) {
	for {
		s := c.enclosing(a, b)
		if s.Start == a && s.End == b {
			return a, b
		}
		lead, tail := c.plain(s.Start, a), c.plain(b, s.End)
		if lead < 0 || tail < 0 || float64(lead+tail) > 0.2*float64(line.Words(c.lines[a:b])) || s.Node.Data == "body" {
			return a, c.fitTail(a, b)
		}
		a, b = s.Start, s.End
	}
}

// fitTail widens a run to the end of the elements in it that it cuts short: the
// last items of a list are often its shortest.
func (c *content) fitTail(a, b int) int {
	spans := c.p.text.Blocks
	for j := c.firstSpan(b) - 1; j > 0 && spans[j].Start >= a; j = spans[j].Parent {
		s := spans[j]
		if s.End <= b {
			continue
		}
		if n := c.plain(b, s.End); n < 0 || 5*n > c.between(a, b) {
			break
		}
		b = s.End
	}
	return b
}

// maxLeadSays is how many sentences stand among facts above a description.
const maxLeadSays = 2

// trim cuts what stands above a heading that calls itself the description, and
// what follows a table of facts behind the last of a posting's own headings:
// the employer's portrait, advice to applicants.
func (c *content) trim(a, b int) (int, int) {
	a = c.cutAbove(a, b)
	m := vocabulary.Headings()
	known, short := 0, 0 // headings of a posting, and facts, above
	for i := a; i < b && float64(c.between(a, i)) < 0.5*float64(c.between(a, b)); i++ {
		l := c.lines[i]
		if l.Words > 6 || (l.Level == 0 && !l.Has(line.Bold)) {
			if l.Words <= 6 && !l.Has(line.Item) {
				short++
			}
			continue
		}
		if i > a && known == 0 && c.says(dom.Block{Start: a, End: i}) <= min(short/2, maxLeadSays) && vocabulary.Words().Describes[vocabulary.NormalHeading(l.Text)] {
			return c.trim(i+1, b)
		}
		if k, ok := m.Exactly(vocabulary.NormalHeading(l.Text)); ok && k != posting.Other && k != posting.Summary {
			known++
		}
	}
	for i := a + 1; i < b; i++ {
		if c.facts(i, b) >= 3 && c.between(i, b)*2 < c.between(a, i) && !c.jobHeadingIn(i, b) {
			return a, i
		}
	}
	return a, b
}

// cutAbove cuts what stands above the one first-level heading, which names a job, in
// another element: the site's notices.
func (c *content) cutAbove(a, b int) int {
	all := c.between(a, b)
	for i := a + 1; i < b && 4*c.between(a, i) < all; i++ {
		if l := c.lines[i]; l.Level == 1 && c.firsts[i+1] > c.firsts[i] && c.firsts[len(c.lines)] == 1 && !c.jobHeadingIn(a, i) && c.span(i, b).Start > a {
			return i
		}
	}
	return a
}

// facts counts the pairs of a short label and a short value from line i on.
func (c *content) facts(i, end int) int {
	n := 0
	for ; i+1 < end; i += 2 {
		k, v := &c.lines[i], &c.lines[i+1]
		if k.Node == nil || v.Node == nil || (k.Node.Data != "dt" && k.Node.Data != "th") || v.Node.Data == k.Node.Data || k.Words > 5 || v.Words > 12 {
			break
		}
		n++
	}
	return n
}

// between counts the words of lines.
func (c *content) between(a, b int) int { return c.words[b] - c.words[a] }

func (c *content) jobHeadingIn(a, b int) bool { return c.hasJobHeading(dom.Block{Start: a, End: b}) }

// enclosing returns the smallest block element around a run.
func (c *content) enclosing(a, b int) dom.Block {
	best := c.p.text.Blocks[0]
	for _, s := range c.p.text.Blocks {
		if s.Start <= a && s.End >= b && s.End-s.Start <= best.End-best.Start {
			best = s
		}
	}
	return best
}

// plain counts the words of lines that may be part of a posting; -1 where one
// of them cannot.
func (c *content) plain(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		l := c.lines[i]
		if c.scores[i] <= scoreStop || l.Region&line.Unlikely != 0 || float64(l.Linked) > linkShareOfList*float64(len(l.Text)) {
			return -1
		}
		n += l.Words
	}
	return n
}

// clean drops what stands inside a run without being part of it.
func (c *content) clean(a, b int) []line.Line {
	out := make([]line.Line, 0, b-a)
	for i := a; i < b; i++ {
		l := c.lines[i]
		if l.Region&line.Unlikely != 0 || c.scores[i] <= scoreStop {
			continue
		}
		if l.Words < 12 && float64(l.Linked) > 0.9*float64(len(l.Text)) && !l.Has(line.Item) && l.Level == 0 {
			continue
		}
		out = append(out, l)
	}
	return out
}
