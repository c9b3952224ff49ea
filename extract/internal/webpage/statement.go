package webpage

import (
	"rolecall/extract/internal/line"
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
