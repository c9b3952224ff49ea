package webpage

import (
	"cmp"
	"fmt"
	"strings"
	"sync"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/vocabulary"
)

// site is a row with its selectors compiled.
type site struct {
	tables.SiteRow
	title, company, location, description, remove cascadia.Selector
}

// siteTable is the compiled table.
type siteTable struct {
	Rows  []site
	marks dom.MarkIndex
}

// dataAttribute finds the data attributes in a selector.
var dataAttribute = line.Pattern(`data-[a-z0-9-]+`)

// SiteRows is the table that is built in.
var SiteRows = sync.OnceValue(func() *siteTable { return tables.Must(LoadSites(tables.Builtin.Sites)) })

// LoadSites checks the table and compiles its selectors. goquery takes a bad
// selector for one that matches nothing; here it is an error.
func LoadSites(f tables.SiteFile) (*siteTable, error) {
	t := &siteTable{marks: dom.NewMarkIndex()}
	seen := map[string]bool{}
	for i, r := range f.Sites {
		if r.Site == "" || seen[r.Site] || r.Description == "" || len(r.Hosts)+len(r.Marks) == 0 {
			return nil, fmt.Errorf("extract/data/sites.yaml: row %d (%q): needs a name of its own, a description, and hosts or marks", i+1, r.Site)
		}
		seen[r.Site] = true
		s := site{SiteRow: r}
		for _, c := range []struct {
			to   *cascadia.Selector
			from string
		}{{&s.title, r.Title}, {&s.company, r.Company}, {&s.location, r.Location}, {&s.description, r.Description}, {&s.remove, r.Remove}} {
			if c.from == "" || strings.HasPrefix(c.from, "=") {
				continue
			}
			sel, err := cascadia.Compile(c.from)
			if err != nil {
				return nil, fmt.Errorf("extract/data/sites.yaml: %s: selector %q: %w", r.Site, c.from, err)
			}
			*c.to = sel
		}
		t.Rows = append(t.Rows, s)
		for _, selector := range append([]string{r.Title, r.Company, r.Location, r.Description, r.Remove}, r.Marks...) {
			for _, m := range dataAttribute().FindAllString(selector, -1) {
				t.marks.Asked[m] = true
			}
		}
		for _, m := range r.Marks {
			if err := t.marks.Add(m, i); err != nil {
				return nil, fmt.Errorf("extract/data/sites.yaml: %s: %w", r.Site, err)
			}
		}
	}
	return t, nil
}

// recognise lists the rows for a page, the surest first: by address, then by
// marks, in the table's order.
func (t *siteTable) recognise(p *page) []*site {
	var byHost, byMark []*site
	hosts := p.hosts()
	for i := range t.Rows {
		r := &t.Rows[i]
		switch {
		case r.matches(hosts):
			byHost = append(byHost, r)
		case p.text.Marked[i]:
			byMark = append(byMark, r)
		}
	}
	return append(byHost, byMark...)
}

func (s *site) matches(hosts []string) bool {
	for _, h := range hosts {
		for _, want := range s.Hosts {
			// At a label's start: dice.com is not in prejudice.com.
			if i := strings.Index(h, want); i == 0 || (i > 0 && (h[i-1] == '.' || h[i-1] == '/')) {
				return true
			}
		}
	}
	return false
}

// findSite reads the page by the row of the site that it comes from.
func findSite(p *page) (*document.Draft, string) {
	p.sited = true
	rows := SiteRows().recognise(p)
	if len(rows) == 0 {
		return nil, "not a site of the table"
	}
	var partial *document.Draft
	for _, s := range rows {
		f := s.read(p)
		if line.Words(f.Lines) >= vocabulary.MinWords {
			if many, why := p.list(f.Lines, nil); many {
				return nil, s.Site + ": " + why
			}
			f.Note = s.Site
			if lines, how := p.completeStatement(f.Lines, false); how != asStated {
				f.Lines, f.Note = lines, s.Site+", "+how
			}
			return f, ""
		}
		if partial == nil && f.Title != "" {
			partial = f
		}
	}
	return partial, rows[0].Site + ": no description where it should be"
}

// read applies a row.
func (s *site) read(p *page) *document.Draft {
	named := p.find(s.title)
	f := &document.Draft{Title: p.stated(named), Company: picked(p.find(s.company)), Location: picked(p.find(s.location))}
	if f.Title == "" {
		f.Title = picked(named)
	}
	if lit, ok := strings.CutPrefix(s.Company, "="); ok {
		f.Company = lit
	}
	for _, n := range outermost(p.doc.FindMatcher(s.description), s.description).Nodes {
		f.Lines = append(f.Lines, p.linesOf(s.without(n))...)
	}
	f.Lines = vocabulary.SplitRunOn(dropRepeats(f.Lines))
	return f
}

// outermost leaves out the elements that stand in another one that matches.
func outermost(all *goquery.Selection, m cascadia.Selector) *goquery.Selection {
	return all.FilterFunction(func(_ int, e *goquery.Selection) bool {
		return !inside(e.Nodes[0], nil, m)
	})
}

// without returns n, or a copy that lacks what the row says to remove.
func (s *site) without(n *html.Node) *html.Node {
	if s.remove == nil {
		return n
	}
	sel := goquery.NewDocumentFromNode(n).Clone()
	sel.FindMatcher(s.remove).Remove()
	return sel.Nodes[0]
}

// find returns what a selector of a row matches, nothing where it has none.
func (p *page) find(m cascadia.Selector) *goquery.Selection {
	if m == nil {
		return &goquery.Selection{}
	}
	return p.doc.FindMatcher(m)
}

// picked returns the text of the first match that has any; of one in a list, as
// results have theirs beside the posting that is open, where no other has.
func picked(matches *goquery.Selection) (text string) {
	listed := ""
	matches.EachWithBreak(func(_ int, e *goquery.Selection) bool {
		s := cmp.Or(propertyText(e.Nodes[0]), line.OneLine(e.Text()))
		if inListItem(e.Nodes[0]) {
			listed = cmp.Or(listed, s)
		} else {
			text = s
		}
		return text == ""
	})
	return cmp.Or(text, listed)
}

// stated returns the text of the first match that is a whole part of the page's own
// title, which results beside the posting that is open are not.
func (p *page) stated(matches *goquery.Selection) (text string) {
	matches.EachWithBreak(func(_ int, e *goquery.Selection) bool {
		if s := cmp.Or(propertyText(e.Nodes[0]), line.OneLine(e.Text())); p.titlePart(vocabulary.NormalHeading(s)) {
			text = s
		}
		return text == ""
	})
	return text
}

// inListItem reports an element inside an item of a list.
func inListItem(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Li || n.DataAtom == atom.Article || dom.Attr(n, "role") == "listitem" {
			return true
		}
	}
	return false
}

// dropRepeats removes a second copy of the whole text: pages keep one for small
// screens.
func dropRepeats(lines []line.Line) []line.Line {
	n := len(lines)
	if n < 4 || n%2 != 0 {
		return lines
	}
	for i := 0; i < n/2; i++ {
		if lines[i].Text != lines[n/2+i].Text {
			return lines
		}
	}
	return lines[:n/2]
}
