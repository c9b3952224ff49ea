package collect

import "strings"

// Fields name the columns of a data set. An empty name is guessed from those
// in common use.
type Fields struct {
	ID, Title, Text, HTML string
}

// A column is a field of a Row.
type column int8

const (
	colID column = iota
	colTitle
	colCompany
	colLocation
	colDate
	colURL
	colText
	colHTML
	colLabel
	colSource
	numColumns
)

// commonNames are the usual names of each column, likeliest first.
var commonNames = [numColumns][]string{
	colID:       {"id", "job_id", "jobId", "posting_id", "uuid", "req_id"},
	colTitle:    {"title", "job_title", "jobTitle", "position", "job_name"},
	colCompany:  {"company", "company_name", "companyName", "employer", "organization", "hiringOrganization"},
	colLocation: {"location", "job_location", "city", "place"},
	colDate:     {"date", "date_posted", "datePosted", "posted_at", "published_at", "created_at"},
	colURL:      {"url", "job_url", "jobUrl", "link", "apply_url", "absolute_url"},
	colText:     {"description_text", "text", "description", "job_description", "jobDescription", "body", "content", "descriptionPlain"},
	colHTML:     {"description_html", "html", "job_description_html", "descriptionHtml"},
	colLabel:    {"label"},
	colSource:   {"source", "source_repo", "site"},
}

// A slot is where a value goes: of the values of one column, that with the
// lowest rank is taken.
type slot struct {
	column column
	rank   int8
}

// columns say which field of a row a name stands for. They are made once for a
// run and never change.
type columns struct {
	named  [numColumns]string // by the user
	exact  map[string]slot    // by name
	folded map[string]slot    // by folded name, of the common ones
}

func newColumns(f Fields) *columns {
	c := &columns{exact: map[string]slot{}, folded: map[string]slot{}}
	c.named[colID], c.named[colTitle], c.named[colText], c.named[colHTML] = f.ID, f.Title, f.Text, f.HTML
	for i := range numColumns {
		if c.named[i] != "" {
			c.exact[c.named[i]] = slot{column: i}
			continue
		}
		for rank, name := range commonNames[i] {
			s := slot{i, int8(2 * rank)}
			if _, ok := c.exact[name]; !ok {
				c.exact[name] = s
			}
			if _, ok := c.folded[fold(name)]; !ok {
				s.rank++ // the exact spelling goes before
				c.folded[fold(name)] = s
			}
		}
	}
	return c
}

// slot returns where the value of a name goes. A name that is spelled
// otherwise, such as "Job Title", counts as the common one.
func (c *columns) slot(name string) (slot, bool) {
	if s, ok := c.exact[name]; ok {
		return s, true
	}
	s, ok := c.folded[fold(name)]
	return s, ok
}

// fold takes case and separators out of a column's name.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '_' || r == '-' || r == ' ' || r == '.' || r == '\ufeff':
			return -1
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// values are the columns of one row, as they are found.
type values struct {
	text [numColumns]string
	rank [numColumns]int8 // of the text; 0 where there is none
	seen uint16           // columns that the row has, a bit each
}

func (v *values) has(c column) bool { return v.seen&(1<<c) != 0 }

// put keeps a value, unless a better one is there.
func (v *values) put(s slot, text string) {
	v.seen |= 1 << s.column
	if text != "" && (v.text[s.column] == "" || s.rank <= v.rank[s.column]) {
		v.text[s.column], v.rank[s.column] = text, s.rank
	}
}

const nothing = "no title and no description: name the columns with --title-field, --text-field or --html-field"

// row makes a Row of the values. A column that the user named and the row does
// not have is an error, save that one of text and HTML is enough.
func (c *columns) row(v *values) (*Row, error) {
	for i := range numColumns {
		if c.named[i] != "" && !v.has(i) && !(i == colText && c.named[colHTML] != "" && v.has(colHTML)) && !(i == colHTML && v.has(colText)) {
			return nil, broken("no column %q: name one that is there with %s", c.named[i], columnFlag[i])
		}
	}
	r := &Row{
		ID: v.text[colID], Title: v.text[colTitle], Company: v.text[colCompany], Location: v.text[colLocation],
		Date: v.text[colDate], URL: v.text[colURL], Text: v.text[colText], HTML: v.text[colHTML],
		Label: v.text[colLabel], Source: v.text[colSource],
	}
	if r.Text == "" && r.HTML == "" && r.Title == "" {
		return nil, broken(nothing)
	}
	return r, nil
}

var columnFlag = [numColumns]string{colID: "--id-field", colTitle: "--title-field", colText: "--text-field", colHTML: "--html-field"}
