package webpage

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
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

// readItem reads the properties of one item.
func readItem(p *page, item *html.Node) *document.Draft {
	f := &document.Draft{}
	for n := range item.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		prop := dom.Attr(n, "itemprop")
		if prop == "" && dom.HasAttr(item, "typeof") {
			prop = strings.TrimPrefix(dom.Attr(n, "property"), "schema:")
		}
		switch prop {
		case "title", "name":
			if f.Title == "" && !insideItem(n, item) {
				f.Title = propertyText(n)
			}
		case "hiringOrganization":
			f.Company = cmp.Or(f.Company, companyOf(n))
		case "jobLocation", "address":
			f.Location = cmp.Or(f.Location, propertyText(n))
		case "datePosted":
			f.Date = cmp.Or(f.Date, propertyText(n))
		case "description", "responsibilities", "qualifications", "skills", "experienceRequirements", "educationRequirements", "jobBenefits":
			if !insideProperty(n, item) {
				f.Lines = append(f.Lines, p.linesOf(n)...)
			}
		}
	}
	return f
}

// insideItem reports that n belongs to an item inside the item.
func insideItem(n, item *html.Node) bool {
	for a := n.Parent; a != nil && a != item; a = a.Parent {
		if dom.HasAttr(a, "itemscope") {
			return true
		}
	}
	return false
}

// insideProperty reports that n stands inside another text property, whose
// text holds it already.
func insideProperty(n, item *html.Node) bool {
	for a := n.Parent; a != nil && a != item; a = a.Parent {
		switch dom.Attr(a, "itemprop") {
		case "description", "responsibilities", "qualifications":
			return true
		}
	}
	return false
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

func companyOf(n *html.Node) string {
	for m := range n.Descendants() {
		if dom.Attr(m, "itemprop") == "name" || dom.Attr(m, "property") == "name" {
			return propertyText(m)
		}
	}
	return propertyText(n)
}
