package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cell returns the place of the cell or caption around, -1 where there is none.
func (g *grower) cell() int {
	for i := len(g.open) - 1; i > 0; i-- {
		g.effort++
		switch g.open[i].kind {
		case growCell, growCaption:
			return i
		case growTable, growTemplate:
			return -1
		}
	}
	return -1
}

// startAfterCell opens a part of a table where it ends the cell around, and
// formatting with it.
func (g *grower) startAfterCell(t growTag, attrs []html.Attribute) bool {
	i := g.cell()
	switch {
	case i < 0:
		return g.templates == 0
	case t.atom == atom.Th && g.open[i].kind == growCaption:
		return false // html.Parse forgot this one
	}
	g.cut(i)
	return g.startInTable(t, attrs)
}

// startInTable opens a part of a table, and the parts around it whose tags may
// be left out.
func (g *grower) startInTable(t growTag, attrs []html.Attribute) bool {
	if t.kind < growPart || t.kind > growCaption {
		return false
	}
	inside := t.kind // what it ends
	if t.kind == growCaption {
		inside = growPart
	}
	for g.top().kind >= inside {
		g.cut(len(g.open) - 1)
	}
	if t.kind == growRow || t.kind == growCell {
		if g.top().kind < growPart {
			g.push(growTag{"tbody", atom.Tbody, growPart}, nil)
		}
		if g.top().kind < growRow && t.kind == growCell {
			g.push(growTag{"tr", atom.Tr, growRow}, nil)
		}
	}
	return g.push(t, attrs)
}

// endInCell reads the end tag of a table or a part of it, in a cell or where no
// table is.
func (g *grower) endInCell(t growTag) bool {
	i := g.cell()
	switch {
	case i < 0:
		return true
	case t.kind == growCell || t.kind == growCaption:
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
func (g *grower) endInTable(t growTag) bool {
	switch t.kind {
	case growFormat, growPara, growBreak, growForm, growTemplate:
		return false
	case growTable, growPart, growRow:
		if i := g.tableHas(len(g.open)-1, t.atom); i > 0 {
			g.cut(i)
		}
	}
	return true
}

// tableHas returns the place of an element of the table around the one at a
// place, or of the table, -1 where it is not open.
func (g *grower) tableHas(place int, a atom.Atom) int {
	for i := place; i > 0; i-- {
		g.effort++
		switch n := g.open[i]; {
		case n.DataAtom == a:
			return i
		case n.kind == growTable:
			return -1
		}
	}
	return -1
}
