package webpage

import (
	"bytes"
	"strings"

	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// asStated is the note that the statement was kept.
const asStated = "as stated"

// sameText is the share of a statement's words that a text has in which it stands.
const sameText = 0.9

// completeStatement compares a description that a page states for machines with what it
// shows. The shown text is taken where the statement left out parts with headings of
// their own, or lists, or lost its lines; else the statement stands: it has no chrome
// in it. parts says that it was put together of several properties: what
// stood between them is lost.
func (p *page) completeStatement(stated []line.Line, parts bool) ([]line.Line, string) {
	flat := len(stated) <= 3 && line.Words(stated) > 120
	said := newStatement(stated)
	lists := p.leavesOutLists(stated, said)
	if !flat && !parts && !lists && !p.showsMore(stated) {
		return stated, asStated
	}
	if p.grow() != nil {
		return stated, "as stated: the page cannot be parsed"
	}
	c := newContent(p)
	if lists {
		if shown := c.withLists(stated, said); shown != nil {
			return shown, "as shown: the statement leaves out lists"
		}
	}
	a, b := c.best()
	shown, _, _ := c.run(a, b)
	common, all := overlap(stated, shown), line.Words(shown)
	switch {
	case common < sameText:
		return stated, asStated
	case parts && all < 2*line.Words(stated) && all > line.Words(stated):
		return shown, "as shown: the statement is in parts"
	case flat && all < line.Words(stated)*5/4 && len(shown) > 3*len(stated):
		return shown, "as shown: the statement lost its lines"
	case !flat && all < 2*line.Words(stated) && vocabulary.EvidenceIn(shown).Kinds > vocabulary.EvidenceIn(stated).Kinds:
		return shown, "as shown: the statement leaves out parts"
	}
	return stated, asStated
}

// overlap is the share of the words of a that b has as well.
func overlap(a, b []line.Line) float64 {
	count := map[string]int{}
	for _, l := range b {
		line.EachWord(l.Text, func(w string) { count[w]++ })
	}
	n, hit := 0, 0
	for _, l := range a {
		line.EachWord(l.Text, func(w string) {
			n++
			if count[w] > 0 {
				count[w]--
				hit++
			}
		})
	}
	if n == 0 {
		return 0
	}
	return float64(hit) / float64(n)
}

// A description that a page states, in the elements that its site is known for, in
// microdata or in a script, may be the first of several parts: sites change their markup,
// and of five blocks that a row named four have another class now; scripts keep the
// duties in a field of their own. What tells is the page itself: it shows lists that the
// statement lacks.

// minLeftOut is how many items make a list that was left out.
const minLeftOut = 2

// A statement is a description that a page states, to be asked for what it holds.
type statement struct {
	text string
	last int // where in it the last piece was found: pages show most in its order
}

func newStatement(lines []line.Line) *statement { return &statement{text: line.Join(lines)} }

// lacks reports a text that the statement does not hold, where that can be told: some of
// its words are written the same wherever they stand.
func (s *statement) lacks(text string) bool {
	piece := plainPiece(text)
	if piece == "" {
		return false
	}
	if i := strings.Index(s.text[s.last:], piece); i >= 0 {
		s.last += i
		return false
	}
	i := strings.Index(s.text, piece)
	s.last = max(i, 0)
	return i < 0
}

// leavesOutLists reports that the page shows lists that the statement lacks: one of
// duties, or of what is asked, where it has none of its kind, one between its pieces, or
// several under headings of their own, where it has no list.
func (p *page) leavesOutLists(stated []line.Line, s *statement) bool {
	if p.root == nil && (!p.marksItems(s) || whole(kindsOfLists(stated))) || p.grow() != nil {
		return false
	}
	lists := s.lists(p.text.Lines)
	if len(lists) == 0 {
		return false // nearly always
	}
	has := kindsOfLists(stated)
	first, last := s.reach(p.text.Lines)
	headed := 0
	for _, g := range lists {
		list := p.text.Lines[g.Start:g.End]
		k := vocabulary.ListKind(list)
		switch head := g.Start > 0 && vocabulary.Headlike(p.text.Lines[g.Start-1]); {
		case list[0].Region&(line.Unlikely|line.InForm) != 0:
		case k != "" && !has[k], head && first < g.Start && g.End <= last:
			return true
		case head && len(has) == 0:
			headed++
		}
	}
	return headed >= 2
}

// kindsOfLists are the kinds of the lists in the lines, and "" for a list of no kind.
func kindsOfLists(lines []line.Line) map[posting.Kind]bool {
	out := map[posting.Kind]bool{}
	for i := 0; i < len(lines); i++ {
		from := i
		for i < len(lines) && lines[i].Has(line.Item) {
			i++
		}
		if i-from >= minLeftOut {
			out[vocabulary.ListKind(lines[from:i])] = true
		}
	}
	return out
}

// whole reports lists of duties and of what is asked: what else a page shows is worth no
// tree.
func whole(has map[posting.Kind]bool) bool { return has[posting.Duties] && has[posting.Requirements] }

// reach is where on the page the statement's sentences stand: lines first to last.
func (s *statement) reach(lines []line.Line) (first, last int) {
	first = len(lines)
	for i, l := range lines {
		if l.Words >= proseWords && plainPiece(l.Text) != "" && !s.lacks(l.Text) {
			first, last = min(first, i), i+1
		}
	}
	return first, last
}

// lists are the lists in the lines that the statement lacks.
func (s *statement) lists(lines []line.Line) (out []dom.Block) {
	for i := 0; i < len(lines); i++ {
		from, lacking := i, 0
		for ; i < len(lines) && lines[i].Has(line.Item); i++ {
			if l := lines[i]; l.Words >= 3 && l.Linked == 0 && l.Region&line.Unlikely == 0 && s.lacks(l.Text) {
				lacking++
			}
		}
		if lacking >= minLeftOut && 2*lacking > i-from {
			out = append(out, dom.Block{Start: from, End: i})
		}
	}
	return out
}

// marksItems asks the bare markup for items of lists that the statement lacks: the
// question must cost less than the tree that it may spare.
func (p *page) marksItems(s *statement) bool {
	lacking := 0
	for rest := p.Markup; lacking < minLeftOut; {
		at := bytes.Index(rest, []byte("<li"))
		if at < 0 {
			return false
		}
		rest = rest[at:]
		rest = rest[min(dom.TagEnd(rest, 1)+1, len(rest)):]
		item := rest
		if end := bytes.IndexByte(rest, '<'); end >= 0 {
			item = rest[:end]
		}
		if len(item) <= line.MaxHeadingBytes*4 && line.CountWords(string(item)) >= 3 && s.lacks(string(item)) {
			lacking++
		}
	}
	return true
}

// withLists returns what the page shows where that is the statement and the lists that it
// lacks: the run of lines that reads like a description, or all of the element around
// the statement and the lists. It returns nil where neither is.
func (c *content) withLists(stated []line.Line, s *statement) []line.Line {
	a, b := c.best()
	if shown, _, _ := c.run(a, b); s.complete(stated, shown) {
		return s.cutLabels(shown)
	}
	first, last := s.reach(c.lines)
	for _, g := range s.lists(c.lines) {
		if c.lines[g.Start].Region&line.Unlikely == 0 {
			first, last = min(first, g.Start), max(last, g.End)
			break
		}
	}
	if first >= last {
		return nil
	}
	home := c.span(first, last)
	if shown := c.clean(home.Start, home.End); s.complete(stated, shown) {
		return s.cutLabels(shown)
	}
	return nil
}

// cutLabels cuts off a text what the statement lacks and what heads nothing: short lines
// above it, as the employer and the place, and a heading at its end.
func (s *statement) cutLabels(shown []line.Line) []line.Line {
	for len(shown) > 1 && shown[0].Words < proseWords && !strings.Contains(s.text, shown[0].Text) && !shown[1].Has(line.Item) {
		shown = shown[1:]
	}
	if n := len(shown) - 1; n > 0 && shown[n].Level > 0 && !strings.Contains(s.text, shown[n].Text) {
		shown = shown[:n]
	}
	return shown
}

// complete reports that a text holds the statement and lists that it lacks, and besides
// them less than these.
func (s *statement) complete(stated, shown []line.Line) bool {
	if overlap(stated, shown) < sameText {
		return false
	}
	listed, extra := 0, 0
	for _, g := range s.lists(shown) {
		if g.Start > 0 && vocabulary.Headlike(shown[g.Start-1]) {
			g.Start--
		}
		listed += line.Words(shown[g.Start:g.End])
	}
	for _, l := range shown {
		if s.lacks(l.Text) {
			extra += l.Words
		}
	}
	return listed > 0 && extra <= 2*listed
}
