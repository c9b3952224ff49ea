// Package webpage finds the posting on a page, by one strategy after another.
package webpage

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/schemaorg"
)

// A page is one HTML document, parsed and rendered once. Strategies only look.
type page struct {
	dom.Stripped
	root  *html.Node        // nil before grow
	doc   *goquery.Document // the same, to select from
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
	p.root, p.doc = root, goquery.NewDocumentFromNode(root)
	p.head()
	if dom.MayHaveTabs(p.Markup) {
		dom.NameTabs(root)
	}
	p.text = dom.Render(root, p.Nodes, SiteRows().marks, posting.ClockOf(p.limits))
	p.words = line.Words(p.text.Lines)
	if p.words < maxShell && len(p.Spare) >= minSpare {
		p.Stripped, p.root = p.WithSpare(SiteRows().marks.Asked), nil
		return p.grow()
	}
	return nil
}

// A page that scripts fill shows next to nothing, and may hold its text for readers
// without them besides.
const (
	maxShell = 60  // words that it shows
	minSpare = 400 // bytes of what it holds
)

// What a page's head is asked for.
var (
	headMatcher      = cascadia.MustCompile("head")
	titleMatcher     = cascadia.MustCompile("title")
	metaMatcher      = cascadia.MustCompile("meta[property], meta[name]")
	canonicalMatcher = cascadia.MustCompile("link[rel=canonical][href]")
)

// head reads title, metadata and address. The parser makes a head where the page
// has none.
func (p *page) head() {
	head := p.doc.FindMatcher(headMatcher).First()
	head.FindMatcher(titleMatcher).EachWithBreak(func(_ int, t *goquery.Selection) bool {
		p.title = line.OneLine(t.Text())
		return p.title == ""
	})
	head.FindMatcher(metaMatcher).Each(func(_ int, m *goquery.Selection) {
		key := strings.ToLower(m.AttrOr("property", "") + m.AttrOr("name", ""))
		if _, ok := p.meta[key]; !ok && key != "" {
			p.meta[key] = m.AttrOr("content", "")
		}
	})
	head.FindMatcher(canonicalMatcher).EachWithBreak(func(_ int, l *goquery.Selection) bool {
		p.url = l.AttrOr("href", "")
		return p.url == ""
	})
	for _, u := range []string{p.meta["og:url"], p.Saved} {
		if !strings.HasPrefix(p.url, "http") && strings.HasPrefix(u, "http") {
			p.url = u
		}
	}
	if !strings.HasPrefix(p.url, "http") {
		p.url = ""
	}
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
