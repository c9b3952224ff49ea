package fasttree

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cell returns the place of the cell or caption around, -1 where there is none.
func (g *builder) cell() int {
	for i := len(g.open) - 1; i > 0; i-- {
		g.effort++
		switch g.open[i].kind {
		case kindCell, kindCaption:
			return i
		case kindTable, kindTemplate:
			return -1
		}
	}
	return -1
}

// startAfterCell opens a part of a table where it ends the cell around, and
// formatting with it.
func (g *builder) startAfterCell(t tag, attrs []html.Attribute) bool {
	i := g.cell()
	switch {
	case i < 0:
		return g.templates == 0
	case t.atom == atom.Th && g.open[i].kind == kindCaption:
		return false // html.Parse forgot this one
	}
	g.cut(i)
	return g.startInTable(t, attrs)
}

// startInTable opens a part of a table, and the parts around it whose tags may
// be left out.
func (g *builder) startInTable(t tag, attrs []html.Attribute) bool {
	if t.kind < kindPart || t.kind > kindCaption {
		return false
	}
	inside := t.kind // what it ends
	if t.kind == kindCaption {
		inside = kindPart
	}
	for g.top().kind >= inside {
		g.cut(len(g.open) - 1)
	}
	if t.kind == kindRow || t.kind == kindCell {
		if g.top().kind < kindPart {
			g.push(tag{"tbody", atom.Tbody, kindPart}, nil)
		}
		if g.top().kind < kindRow && t.kind == kindCell {
			g.push(tag{"tr", atom.Tr, kindRow}, nil)
		}
	}
	return g.push(t, attrs)
}

// endInCell reads the end tag of a table or a part of it, in a cell or where no
// table is.
func (g *builder) endInCell(t tag) bool {
	i := g.cell()
	switch {
	case i < 0:
		return true
	case t.kind == kindCell || t.kind == kindCaption:
		if g.open[i].DataAtom == t.atom {
			g.cut(i)
		}
		return true
	case g.tableHas(i, t.atom) < 0:
		return true
	}
	g.cut(i)
	return g.endInTable(t)
}

// endInTable closes a table or a part of it.
func (g *builder) endInTable(t tag) bool {
	switch t.kind {
	case kindFormat, kindPara, kindBreak, kindForm, kindTemplate:
		return false
	case kindTable, kindPart, kindRow:
		if i := g.tableHas(len(g.open)-1, t.atom); i > 0 {
			g.cut(i)
		}
	}
	return true
}

// tableHas returns the place of an element of the table around the one at a
// place, or of the table, -1 where it is not open.
func (g *builder) tableHas(place int, a atom.Atom) int {
	for i := place; i > 0; i-- {
		g.effort++
		switch n := g.open[i]; {
		case n.DataAtom == a:
			return i
		case n.kind == kindTable:
			return -1
		}
	}
	return -1
}
