package fasttree

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A kind groups elements by the rules for their tags, which are those of
// https://html.spec.whatwg.org/multipage/parsing.html as html.Parse has them.
type kind byte

const (
	kindInline   kind = iota // has no rules
	kindRefuse               // not for Parse
	kindOuter                // html, head, body
	kindMeta                 // belongs into the head, and has no end tag
	kindTitle                // belongs there as well, and holds no tags
	kindBlock                // ends a paragraph
	kindLoose                // does, and end tags of other elements reach over it
	kindHeading              // does, and does not stand in another
	kindItem                 // does, and ends the item before
	kindPara                 // a paragraph
	kindForm                 // does not stand in another
	kindButton               // neither
	kindOption               // ends the option before
	kindFormat               // bold, links and the like
	kindBreak                // br
	kindRule                 // hr
	kindTable                // table; from here on kinds are in this order:
	kindPart                 // its body, head or foot
	kindRow                  // tr
	kindCell                 // td, th
	kindCaption              // caption
	kindTemplate             // template
)

// inTable reports an element in which only parts of a table stand.
func (k kind) inTable() bool { return k >= kindTable && k <= kindRow }

// bounds reports an element that end tags inside it do not reach over.
func (k kind) bounds() bool { return k == kindTable || k >= kindCell }

// special reports an element that end tags of elements without rules do not
// reach over.
func (k kind) special() bool {
	return k != kindInline && k != kindFormat && k != kindOption && k != kindLoose
}

// startTag opens an element by the rules for its kind.
func (g *builder) startTag(t tag, attrs []html.Attribute) bool {
	outer := t.kind == kindOuter || t.kind == kindMeta || t.kind == kindTitle
	switch {
	case t.kind == kindRefuse:
		return false
	case g.stage < inBody && outer:
		return g.startOuter(t, attrs)
	case g.stage < inBody && t.kind == kindTemplate:
		return false
	}
	g.begin(inBody)
	if g.top().kind.inTable() {
		return g.startInTable(t, attrs)
	}
	switch t.kind {
	case kindInline, kindTemplate:
		return g.push(t, attrs)
	case kindOuter:
		return g.repeated(t, attrs)
	case kindTitle:
		return g.title(g.top().Node, t)
	case kindMeta, kindBreak:
		g.add(g.top().Node, t, attrs)
		return true
	case kindFormat:
		return g.startFormat(t, attrs)
	case kindButton:
		return g.find(atom.Button) < 0 && g.push(t, attrs)
	case kindOption:
		if g.top().kind == kindOption {
			g.cut(len(g.open) - 1)
		}
		return g.push(t, attrs)
	case kindPart, kindRow, kindCell, kindCaption:
		return g.startAfterCell(t, attrs)
	}
	return g.startBlock(t, attrs)
}

// startOuter reads the start tags of what every page has, before the body.
func (g *builder) startOuter(t tag, attrs []html.Attribute) bool {
	switch {
	case t.atom == atom.Html && g.stage == beforeRoot:
		g.stage = inRoot
		return g.push(t, attrs)
	case t.atom == atom.Html:
		return g.repeated(t, attrs)
	case t.atom == atom.Head && g.stage < inHead:
		g.begin(inRoot)
		g.push(t, attrs)
		g.head, g.stage = g.top().Node, inHead
		return true
	case t.atom == atom.Head:
		return true
	case t.atom == atom.Body:
		g.begin(afterHead)
		g.stage = inBody
		return g.push(t, attrs)
	}
	g.begin(inHead)
	if t.kind == kindTitle {
		return g.title(g.head, t)
	}
	g.add(g.head, t, attrs)
	return true
}

// repeated reads the tags of another page in the midst of this one: what they
// add is attributes.
func (g *builder) repeated(t tag, attrs []html.Attribute) bool {
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
func (g *builder) title(parent *html.Node, t tag) bool {
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
func (g *builder) startFormat(t tag, attrs []html.Attribute) bool {
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
func (g *builder) startBlock(t tag, attrs []html.Attribute) bool {
	switch {
	case t.kind == kindForm && g.templates > 0:
		return false
	case t.kind == kindForm && g.form != nil:
		return true
	case t.kind == kindItem && !g.closeItem(t.atom):
		return false
	case t.kind == kindTable && g.old && g.paragraphs > 0:
		return false // old browsers put a table into a paragraph
	case !g.closeParagraph():
		return false
	}
	switch {
	case t.kind == kindRule:
		g.add(g.top().Node, t, attrs)
		return true
	case t.kind == kindHeading && g.top().kind == kindHeading:
		g.cut(len(g.open) - 1)
	}
	ok := g.push(t, attrs)
	if t.kind == kindForm {
		g.form = g.top().Node
	}
	return ok
}

// closeParagraph ends the paragraph around.
func (g *builder) closeParagraph() bool {
	if g.paragraphs == 0 {
		return true
	}
	i := g.find(atom.P, atom.Button)
	return i < 0 || g.closeFrom(i)
}

// closeItem ends the list item, or the term or its definition, that the next one
// comes after.
func (g *builder) closeItem(next atom.Atom) bool {
	for i := len(g.open) - 1; i > 0; i-- {
		g.effort++
		switch n := g.open[i]; {
		case n.kind == kindItem && (n.DataAtom == atom.Li) == (next == atom.Li):
			return g.closeFrom(i)
		case n.DataAtom == atom.Address || n.DataAtom == atom.Div || n.DataAtom == atom.P:
		case n.kind.special():
			return true
		}
	}
	return true
}

// endTag closes an element by the rules for its kind.
func (g *builder) endTag(t tag) bool {
	switch {
	case t.kind == kindRefuse:
		return false
	case g.stage < inBody:
		return g.endOuter(t)
	case g.top().kind.inTable():
		return g.endInTable(t)
	}
	i := -1
	switch t.kind {
	case kindOuter, kindMeta, kindTitle, kindRule:
		return true
	case kindBreak:
		g.add(g.top().Node, t, nil)
		return g.templates == 0
	case kindPara:
		if i = g.find(atom.P, atom.Button); i < 0 {
			g.add(g.top().Node, t, nil)
			return g.templates == 0
		}
	case kindBlock, kindLoose, kindButton:
		i = g.find(t.atom)
	case kindItem:
		i = g.findItem(t.atom)
	case kindHeading:
		i = g.findKind(kindHeading)
	case kindInline, kindOption:
		i = g.findSame(t)
	case kindFormat:
		return g.endFormat(t)
	case kindForm:
		return g.endForm()
	case kindTemplate:
		return g.endTemplate()
	default:
		return g.endInCell(t)
	}
	return i < 0 || g.closeFrom(i)
}

// endOuter reads the end tags before the body.
func (g *builder) endOuter(t tag) bool {
	switch {
	case t.atom == atom.Head:
		g.begin(afterHead)
	case t.kind == kindOuter:
		g.begin(inBody)
	case t.kind == kindBreak:
		return false
	}
	return g.stage > beforeRoot
}

// endFormat closes formatting that was opened last, and passes over the end of
// what is not open.
func (g *builder) endFormat(t tag) bool {
	if g.top().DataAtom == t.atom {
		g.cut(len(g.open) - 1)
		return true
	}
	g.effort += len(g.open)
	return !slices.ContainsFunc(g.open, func(n openNode) bool { return n.DataAtom == t.atom })
}

// endForm closes the form, unless something else is open in it that goes on.
func (g *builder) endForm() bool {
	form := g.form
	g.form = nil
	i := g.find(atom.Form)
	switch {
	case g.templates > 0:
		return false
	case form == nil || i < 0 || g.open[i].Node != form:
		return true
	}
	goesOn := func(n openNode) bool { return n.kind != kindItem && n.kind != kindPara && n.kind != kindOption }
	if slices.ContainsFunc(g.open[i+1:], goesOn) {
		return false
	}
	g.cut(i)
	return true
}

// endTemplate closes a template, and formatting with it.
func (g *builder) endTemplate() bool {
	i := g.find(atom.Template)
	if i > 0 {
		g.cut(i)
	}
	return i > 0 || g.templates == 0
}

// find returns the place of the innermost open element of a name, -1 where there
// is none on this side of the bounds.
func (g *builder) find(a atom.Atom, bounds ...atom.Atom) int {
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
func (g *builder) findItem(a atom.Atom) int {
	if a == atom.Li {
		return g.find(a, atom.Ul, atom.Ol)
	}
	return g.find(a)
}

// findKind is find for any element of a kind.
func (g *builder) findKind(kind kind) int {
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
func (g *builder) findSame(t tag) int {
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

func kindOf(a atom.Atom) kind {
	switch a {
	case atom.Html, atom.Head, atom.Body:
		return kindOuter
	case atom.Meta, atom.Link, atom.Base:
		return kindMeta
	case atom.Title:
		return kindTitle
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dir, atom.Div, atom.Dl, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Pre,
		atom.Section, atom.Summary, atom.Ul:
		return kindBlock
	case atom.Dialog, atom.Search:
		return kindLoose
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return kindHeading
	case atom.Li, atom.Dd, atom.Dt:
		return kindItem
	case atom.P:
		return kindPara
	case atom.Form:
		return kindForm
	case atom.Button:
		return kindButton
	case atom.Option:
		return kindOption
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return kindFormat
	case atom.Br:
		return kindBreak
	case atom.Hr:
		return kindRule
	case atom.Table:
		return kindTable
	case atom.Tbody, atom.Thead, atom.Tfoot:
		return kindPart
	case atom.Tr:
		return kindRow
	case atom.Td, atom.Th:
		return kindCell
	case atom.Caption:
		return kindCaption
	case atom.Template:
		return kindTemplate
	case atom.Applet, atom.Area, atom.Basefont, atom.Bgsound, atom.Col, atom.Colgroup, atom.Embed, atom.Frame, atom.Frameset,
		atom.Iframe, atom.Image, atom.Img, atom.Input, atom.Keygen, atom.Listing, atom.Marquee, atom.Math, atom.Nobr, atom.Noembed,
		atom.Noframes, atom.Noscript, atom.Object, atom.Optgroup, atom.Param, atom.Plaintext, atom.Rb, atom.Rp, atom.Rt, atom.Rtc,
		atom.Script, atom.Select, atom.Source, atom.Style, atom.Svg, atom.Textarea, atom.Track, atom.Wbr, atom.Xmp:
		return kindRefuse
	}
	return kindInline
}
