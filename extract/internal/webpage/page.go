// Package webpage finds the posting on a page, by one strategy after another.
package webpage

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/schemaorg"
)

// A page is one HTML document, parsed and rendered once. Strategies only look.
type page struct {
	dom.Stripped
	root  *html.Node // nil before grow
	text  *dom.Rendering
	meta  map[string]string // by name or property, in lower case
	title string            // of the title element
	url   string
	words int // of all visible lines

	limits posting.Options
	broken error // why there is no tree

	offers []schemaorg.Offer // JobPosting objects in JSON-LD, read once
	read   bool
	sited  bool // findSite has looked

	group   []dom.Link // the largest group of links of one pattern, found once
	grouped bool
}

// newPage makes a page of what was stripped. Its tree is grown when a strategy
// first needs it: a page that states its posting for machines needs none.
func newPage(s dom.Stripped, o posting.Options) *page {
	return &page{Stripped: s, limits: o, meta: map[string]string{}}
}

// grow parses the page and renders it, once.
func (p *page) grow() error {
	if p.root != nil || p.broken != nil {
		return p.broken
	}
	if p.Nodes > p.limits.MaxNodes {
		p.broken = posting.ErrTooComplex
		return p.broken
	}
	root, err := dom.Parse(p.Markup, posting.ClockOf(p.limits))
	if err != nil {
		p.broken = err
		return err
	}
	p.root = root
	p.head()
	if dom.MayHaveTabs(p.Markup) {
		dom.NameTabs(root)
	}
	p.text = dom.Render(root, p.Nodes, SiteRows().marks, posting.ClockOf(p.limits))
	p.words = line.Words(p.text.Lines)
	return nil
}

// head reads title, metadata and address.
func (p *page) head() {
	for n := range p.headNode().Descendants() {
		switch n.DataAtom {
		case atom.Title:
			if p.title == "" && n.FirstChild != nil {
				p.title = line.OneLine(n.FirstChild.Data)
			}
		case atom.Meta:
			key := strings.ToLower(dom.Attr(n, "property") + dom.Attr(n, "name"))
			if _, ok := p.meta[key]; !ok && key != "" {
				p.meta[key] = dom.Attr(n, "content")
			}
		case atom.Link:
			if p.url == "" && dom.Attr(n, "rel") == "canonical" {
				p.url = dom.Attr(n, "href")
			}
		}
	}
	for _, u := range []string{p.meta["og:url"], p.Saved} {
		if !strings.HasPrefix(p.url, "http") && strings.HasPrefix(u, "http") {
			p.url = u
		}
	}
	if !strings.HasPrefix(p.url, "http") {
		p.url = ""
	}
}

// headNode is the head element; the parser makes one where the page has none.
func (p *page) headNode() *html.Node {
	for n := range p.root.ChildNodes() {
		for m := range n.ChildNodes() {
			if m.DataAtom == atom.Head {
				return m
			}
		}
	}
	return p.root
}

// hosts lists the hosts that the page says it comes from.
func (p *page) hosts() []string {
	var out []string
	for _, s := range []string{p.url, p.Saved, p.meta["og:url"]} {
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			out = append(out, strings.ToLower(u.Host+u.Path))
		}
	}
	return out
}

// linesOf returns the lines of an element, rendered by itself: a description
// that a style sheet hides on the page is none the less one.
func (p *page) linesOf(n *html.Node) []line.Line {
	lines := dom.Lines(n, 256)
	for i := range lines {
		lines[i].Region &^= line.InHidden | line.InModal | line.InAside | line.InHeader | line.InForm
	}
	return lines
}
