package webpage

import (
	"cmp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// findMicrodata reads schema.org JobPosting items in microdata or RDFa.
func findMicrodata(p *page) (*document.Draft, string) {
	items := p.text.Items
	if len(items) == 0 {
		return nil, "no JobPosting item"
	}
	f, best := &document.Draft{}, 0
	described := 0
	for _, item := range items {
		if posting.ClockOf(p.limits).Over() != nil {
			break // which extract tells
		}
		g := readItem(p, item)
		n := line.Words(g.Lines)
		if n >= vocabulary.MinWords {
			described++
		}
		if n > best || f.Title == "" {
			f, best = g, max(n, best)
		}
	}
	if best < vocabulary.MinWords {
		if len(items) > 1 {
			return nil, "JobPosting items without descriptions"
		}
		return f, "JobPosting item without a description"
	}
	if described > 2 {
		return nil, "several JobPosting items"
	}
	f.Lines, f.Note = p.completeStatement(f.Lines, false)
	return f, ""
}

// What an item is asked for.
var (
	propertyMatcher = cascadia.MustCompile("[itemprop], [property]")
	scopeMatcher    = cascadia.MustCompile("[itemscope]")
	textMatcher     = cascadia.MustCompile("[itemprop=description], [itemprop=responsibilities], [itemprop=qualifications]")
	nameMatcher     = cascadia.MustCompile("[itemprop=name], [property=name]")
)

// readItem reads the properties of one item.
func readItem(p *page, item *html.Node) *document.Draft {
	f := &document.Draft{}
	goquery.NewDocumentFromNode(item).FindMatcher(propertyMatcher).Each(func(_ int, e *goquery.Selection) {
		prop := e.AttrOr("itemprop", "")
		if prop == "" && dom.HasAttr(item, "typeof") {
			prop = strings.TrimPrefix(e.AttrOr("property", ""), "schema:")
		}
		switch prop {
		case "title", "name":
			if f.Title == "" && !inside(e.Nodes[0], item, scopeMatcher) { // of the item, and not of one inside it
				f.Title = propertyText(e.Nodes[0])
			}
		case "hiringOrganization":
			f.Company = cmp.Or(f.Company, companyOf(e))
		case "jobLocation", "address":
			f.Location = cmp.Or(f.Location, propertyText(e.Nodes[0]))
		case "datePosted":
			f.Date = cmp.Or(f.Date, propertyText(e.Nodes[0]))
		case "description", "responsibilities", "qualifications", "skills", "experienceRequirements", "educationRequirements", "jobBenefits":
			if !inside(e.Nodes[0], item, textMatcher) { // whose text holds it already
				f.Lines = append(f.Lines, p.linesOf(e.Nodes[0])...)
			}
		}
	})
	return f
}

func propertyText(n *html.Node) string {
	for _, key := range []string{"content", "datetime"} {
		if v := dom.Attr(n, key); v != "" {
			return line.OneLine(v)
		}
	}
	var parts []string
	for _, l := range dom.Lines(n, 16) {
		parts = append(parts, l.Text)
	}
	return line.OneLine(strings.Join(parts, ", "))
}

// inside reports an element between n and top that matches. Selecting all of
// them first, as goquery does, takes seconds where thousands nest deep.
func inside(n, top *html.Node, m cascadia.Selector) bool {
	for a := n.Parent; a != nil && a != top; a = a.Parent {
		if m.Match(a) {
			return true
		}
	}
	return false
}

// companyOf is the name of an organisation, or the text of what stands for it.
func companyOf(e *goquery.Selection) string {
	if name := e.FindMatcher(nameMatcher); name.Length() > 0 {
		e = name
	}
	return propertyText(e.Nodes[0])
}
