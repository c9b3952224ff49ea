package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A growKind groups elements by the rules for their tags, which are those of
// https://html.spec.whatwg.org/multipage/parsing.html as html.Parse has them.
type growKind byte

const (
	growInline   growKind = iota // has no rules
	growRefuse                   // not for growTree
	growOuter                    // html, head, body
	growMeta                     // belongs into the head, and has no end tag
	growTitle                    // belongs there as well, and holds no tags
	growBlock                    // ends a paragraph
	growLoose                    // does, and end tags of other elements reach over it
	growHeading                  // does, and does not stand in another
	growItem                     // does, and ends the item before
	growPara                     // a paragraph
	growForm                     // does not stand in another
	growButton                   // neither
	growOption                   // ends the option before
	growFormat                   // bold, links and the like
	growBreak                    // br
	growRule                     // hr
	growTable                    // table; from here on kinds are in this order:
	growPart                     // its body, head or foot
	growRow                      // tr
	growCell                     // td, th
	growCaption                  // caption
	growTemplate                 // template
)

// inTable reports an element in which only parts of a table stand.
func (k growKind) inTable() bool { return k >= growTable && k <= growRow }

// bounds reports an element that end tags inside it do not reach over.
func (k growKind) bounds() bool { return k == growTable || k >= growCell }

// special reports an element that end tags of elements without rules do not
// reach over.
func (k growKind) special() bool {
	return k != growInline && k != growFormat && k != growOption && k != growLoose
}

// startTag opens an element by the rules for its kind.
func (g *grower) startTag(t growTag, attrs []html.Attribute) bool {
	outer := t.kind == growOuter || t.kind == growMeta || t.kind == growTitle
	switch {
	case t.kind == growRefuse:
		return false
	case g.stage < growBody && outer:
		return g.startOuter(t, attrs)
	case g.stage < growBody && t.kind == growTemplate:
		return false
	}
	g.begin(growBody)
	if g.top().kind.inTable() {
		return g.startInTable(t, attrs)
	}
	switch t.kind {
	case growInline, growTemplate:
		return g.push(t, attrs)
	case growOuter:
		return g.repeated(t, attrs)
	case growTitle:
		return g.title(g.top().Node, t)
	case growMeta, growBreak:
		g.add(g.top().Node, t, attrs)
		return true
	case growFormat:
		return g.startFormat(t, attrs)
	case growButton:
		return g.find(atom.Button) < 0 && g.push(t, attrs)
	case growOption:
		if g.top().kind == growOption {
			g.cut(len(g.open) - 1)
		}
		return g.push(t, attrs)
	case growPart, growRow, growCell, growCaption:
		return g.startAfterCell(t, attrs)
	}
	return g.startBlock(t, attrs)
}

// startOuter reads the start tags of what every page has, before the body.
func (g *grower) startOuter(t growTag, attrs []html.Attribute) bool {
	switch {
	case t.atom == atom.Html && g.stage == growStart:
		g.stage = growRoot
		return g.push(t, attrs)
	case t.atom == atom.Html:
		return g.repeated(t, attrs)
	case t.atom == atom.Head && g.stage < growHead:
		g.begin(growRoot)
		g.push(t, attrs)
		g.head, g.stage = g.top().Node, growHead
		return true
	case t.atom == atom.Head:
		return true
	case t.atom == atom.Body:
		g.begin(growAfterHead)
		g.stage = growBody
		return g.push(t, attrs)
	}
	g.begin(growHead)
	if t.kind == growTitle {
		return g.title(g.head, t)
	}
	g.add(g.head, t, attrs)
	return true
}

// repeated reads the tags of another page in the midst of this one: what they
// add is attributes.
func (g *grower) repeated(t growTag, attrs []html.Attribute) bool {
	to := g.open[0]
	switch t.atom {
	case atom.Head:
		return true
	case atom.Body:
		to = g.open[1]
	}
	for _, a := range attrs {
		if !slices.ContainsFunc(to.Attr, func(b html.Attribute) bool { return b.Key == a.Key }) {
			to.Attr = append(to.Attr, a)
		}
	}
	return g.templates == 0
}

// title reads a title up to its end tag.
func (g *grower) title(parent *html.Node, t growTag) bool {
	i := strings.Index(g.src, "</title>")
	if i < 0 {
		return false
	}
	n := g.add(parent, t, nil)
	if s := g.take(i); s != "" {
		d := g.node()
		d.Type, d.Data = html.TextNode, html.UnescapeString(s)
		n.AppendChild(d)
	}
	g.take(len("</title>"))
	return true
}

// startFormat opens formatting. A link ends the one before.
func (g *grower) startFormat(t growTag, attrs []html.Attribute) bool {
	if t.atom == atom.A && g.links > 0 {
		if g.links > 1 || g.top().DataAtom != atom.A {
			return false
		}
		g.cut(len(g.open) - 1)
	}
	slices.SortFunc(attrs, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	return g.push(t, attrs)
}

// startBlock opens an element that ends a paragraph.
func (g *grower) startBlock(t growTag, attrs []html.Attribute) bool {
	switch {
	case t.kind == growForm && g.templates > 0:
		return false
	case t.kind == growForm && g.form != nil:
		return true
	case t.kind == growItem && !g.closeItem(t.atom):
		return false
	case t.kind == growTable && g.old && g.paragraphs > 0:
		return false // old browsers put a table into a paragraph
	case !g.closeParagraph():
		return false
	}
	switch {
	case t.kind == growRule:
		g.add(g.top().Node, t, attrs)
		return true
	case t.kind == growHeading && g.top().kind == growHeading:
		g.cut(len(g.open) - 1)
	}
	ok := g.push(t, attrs)
	if t.kind == growForm {
		g.form = g.top().Node
	}
	return ok
}

// closeParagraph ends the paragraph around.
func (g *grower) closeParagraph() bool {
	if g.paragraphs == 0 {
		return true
	}
	i := g.find(atom.P, atom.Button)
	return i < 0 || g.closeFrom(i)
}

// closeItem ends the list item, or the term or its definition, that the next one
// comes after.
func (g *grower) closeItem(next atom.Atom) bool {
	for i := len(g.open) - 1; i > 0; i-- {
		g.effort++
		switch n := g.open[i]; {
		case n.kind == growItem && (n.DataAtom == atom.Li) == (next == atom.Li):
			return g.closeFrom(i)
		case n.DataAtom == atom.Address || n.DataAtom == atom.Div || n.DataAtom == atom.P:
		case n.kind.special():
			return true
		}
	}
	return true
}

// endTag closes an element by the rules for its kind.
func (g *grower) endTag(t growTag) bool {
	switch {
	case t.kind == growRefuse:
		return false
	case g.stage < growBody:
		return g.endOuter(t)
	case g.top().kind.inTable():
		return g.endInTable(t)
	}
	i := -1
	switch t.kind {
	case growOuter, growMeta, growTitle, growRule:
		return true
	case growBreak:
		g.add(g.top().Node, t, nil)
		return g.templates == 0
	case growPara:
		if i = g.find(atom.P, atom.Button); i < 0 {
			g.add(g.top().Node, t, nil)
			return g.templates == 0
		}
	case growBlock, growLoose, growButton:
		i = g.find(t.atom)
	case growItem:
		i = g.findItem(t.atom)
	case growHeading:
		i = g.findKind(growHeading)
	case growInline, growOption:
		i = g.findSame(t)
	case growFormat:
		return g.endFormat(t)
	case growForm:
		return g.endForm()
	case growTemplate:
		return g.endTemplate()
	default:
		return g.endInCell(t)
	}
	return i < 0 || g.closeFrom(i)
}

// endOuter reads the end tags before the body.
func (g *grower) endOuter(t growTag) bool {
	switch {
	case t.atom == atom.Head:
		g.begin(growAfterHead)
	case t.kind == growOuter:
		g.begin(growBody)
	case t.kind == growBreak:
		return false
	}
	return g.stage > growStart
}

// endFormat closes formatting that was opened last, and passes over the end of
// what is not open.
func (g *grower) endFormat(t growTag) bool {
	if g.top().DataAtom == t.atom {
		g.cut(len(g.open) - 1)
		return true
	}
	g.effort += len(g.open)
	return !slices.ContainsFunc(g.open, func(n openNode) bool { return n.DataAtom == t.atom })
}

// endForm closes the form, unless something else is open in it that goes on.
func (g *grower) endForm() bool {
	form := g.form
	g.form = nil
	i := g.find(atom.Form)
	switch {
	case g.templates > 0:
		return false
	case form == nil || i < 0 || g.open[i].Node != form:
		return true
	}
	goesOn := func(n openNode) bool { return n.kind != growItem && n.kind != growPara && n.kind != growOption }
	if slices.ContainsFunc(g.open[i+1:], goesOn) {
		return false
	}
	g.cut(i)
	return true
}

// endTemplate closes a template, and formatting with it.
func (g *grower) endTemplate() bool {
	i := g.find(atom.Template)
	if i > 0 {
		g.cut(i)
	}
	return i > 0 || g.templates == 0
}

// find returns the place of the innermost open element of a name, -1 where there
// is none on this side of the bounds.
func (g *grower) find(a atom.Atom, bounds ...atom.Atom) int {
	for i := len(g.open) - 1; i > 0; i-- {
		g.effort++
		switch n := g.open[i]; {
		case n.DataAtom == a:
			return i
		case n.kind.bounds() || slices.Contains(bounds, n.DataAtom):
			return -1
		}
	}
	return -1
}

// findItem is find for items: those of an outer list are out of reach.
func (g *grower) findItem(a atom.Atom) int {
	if a == atom.Li {
		return g.find(a, atom.Ul, atom.Ol)
	}
	return g.find(a)
}

// findKind is find for any element of a kind.
func (g *grower) findKind(kind growKind) int {
	for i := len(g.open) - 1; i > 0; i-- {
		g.effort++
		switch k := g.open[i].kind; {
		case k == kind:
			return i
		case k.bounds():
			return -1
		}
	}
	return -1
}

// findSame is find for elements without rules.
func (g *grower) findSame(t growTag) int {
	for i := len(g.open) - 1; i > 0; i-- {
		g.effort++
		switch n := g.open[i]; {
		case n.DataAtom == t.atom && n.Data == t.name:
			return i
		case n.kind.special():
			return -1
		}
	}
	return -1
}

func growKindOf(a atom.Atom) growKind {
	switch a {
	case atom.Html, atom.Head, atom.Body:
		return growOuter
	case atom.Meta, atom.Link, atom.Base:
		return growMeta
	case atom.Title:
		return growTitle
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dir, atom.Div, atom.Dl, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Pre,
		atom.Section, atom.Summary, atom.Ul:
		return growBlock
	case atom.Dialog, atom.Search:
		return growLoose
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return growHeading
	case atom.Li, atom.Dd, atom.Dt:
		return growItem
	case atom.P:
		return growPara
	case atom.Form:
		return growForm
	case atom.Button:
		return growButton
	case atom.Option:
		return growOption
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return growFormat
	case atom.Br:
		return growBreak
	case atom.Hr:
		return growRule
	case atom.Table:
		return growTable
	case atom.Tbody, atom.Thead, atom.Tfoot:
		return growPart
	case atom.Tr:
		return growRow
	case atom.Td, atom.Th:
		return growCell
	case atom.Caption:
		return growCaption
	case atom.Template:
		return growTemplate
	case atom.Applet, atom.Area, atom.Basefont, atom.Bgsound, atom.Col, atom.Colgroup, atom.Embed, atom.Frame, atom.Frameset,
		atom.Iframe, atom.Image, atom.Img, atom.Input, atom.Keygen, atom.Listing, atom.Marquee, atom.Math, atom.Nobr, atom.Noembed,
		atom.Noframes, atom.Noscript, atom.Object, atom.Optgroup, atom.Param, atom.Plaintext, atom.Rb, atom.Rp, atom.Rt, atom.Rtc,
		atom.Script, atom.Select, atom.Source, atom.Style, atom.Svg, atom.Textarea, atom.Track, atom.Wbr, atom.Xmp:
		return growRefuse
	}
	return growInline
}
