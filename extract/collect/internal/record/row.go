package record

import (
	"errors"
	"fmt"
	"html"
	"strings"

	"rolecall/extract"
	"rolecall/extract/internal/titles"
)

// A Row is a posting of a data set.
type Row struct {
	ID, Title, Company, Location, Date, URL string

	Text  string         // the description as text; markup in it is read as such, and marks of lines count its bytes, beside HTML too
	HTML  string         // the description as HTML; preferred, since it has the structure
	Parts []extract.Part // what other columns hold of the description, in order

	Label  string // what a person labelled it, where the data set says so
	Source string // where the data set has it from
}

// Extract makes a posting of the row.
func (r *Row) Extract(o extract.Options) extract.Extraction {
	var e extract.Extraction
	switch {
	case len(r.Parts) > 0:
		text := r.HTML
		if text == "" {
			text = r.Text
		}
		e = extract.Description(append([]extract.Part{{Text: text}}, r.Parts...), o)
	case r.HTML != "":
		e = extract.Fragment(r.HTML, o)
	case r.Text != "":
		e = extract.Field(r.Text, o)
	}
	p := &e.Posting
	p.Title, p.Company, p.Location, p.Date, p.URL = r.Title, r.Company, r.Location, r.Date, r.URL
	return e
}

// values are the columns of one row, as they are found.
type values struct {
	text [maxColumns]string
	rank [maxColumns]int16 // of the text; 0 where there is none
	seen uint32            // columns that the row has, a bit each
}

func (v *values) has(c column) bool { return v.seen&(1<<c) != 0 }

// put keeps a value, unless a better one is there.
func (v *values) put(s slot, text string) {
	v.seen |= 1 << s.column
	if text == "" || v.text[s.column] != "" && s.rank > v.rank[s.column] || Blank(text) {
		return
	}
	if (s.column == colTitle || s.column == colName) && strings.IndexFunc(text, isLetter) < 0 {
		return // a position's number
	}
	v.text[s.column], v.rank[s.column] = text, s.rank
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f }

// Blank tells what programs write for a value that is not there.
func Blank(text string) bool {
	if len(text) > 8 {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "nan", "none", "null", "n/a", "#n/a", "<na>", "nat", "-":
		return true
	}
	return false
}

// isBlank tells a row without any value.
func (v *values) isBlank() bool {
	for _, t := range v.text {
		if t != "" {
			return false
		}
	}
	return true
}

// row makes a Row of the values. A column that the user named and the row does
// not have is an error, save that one of text and HTML is enough.
func (c *Columns) row(v *values, there []string) (*Row, error) {
	for i, name := range c.named {
		i := column(i)
		if name != "" && !v.has(i) && !(i == colText && c.named[colHTML] != "" && v.has(colHTML)) && !(i == colHTML && v.has(colText)) {
			return nil, fmt.Errorf("no column %q: name one that is there with %s", name, columnFlag[i])
		}
	}
	r := &Row{
		ID: v.text[colID], Title: plain(v.text[colTitle]), Company: firstLine(plain(v.text[colCompany])), Location: plain(v.location()),
		Date: v.text[colDate], URL: v.text[colURL], Text: v.text[colText], HTML: v.text[colHTML],
		Label: v.text[colLabel], Source: v.text[colSource],
	}
	for i, p := range c.parts {
		if text := v.text[colPart+column(i)]; text != "" && (!p.alone || r.Text == "" && r.HTML == "") {
			r.Parts = append(r.Parts, extract.Part{Heading: p.heading, Text: text})
		}
	}
	if r.Title == "" && (r.Text != "" || r.HTML != "" || len(r.Parts) > 0) {
		r.Title = plain(v.text[colName])
	}
	r.Title = titles.Bare(r.Title, r.Company)
	if r.Text == "" && r.HTML == "" && r.Title == "" && len(r.Parts) == 0 {
		if v.has(colTitle) || v.has(colText) || v.has(colHTML) {
			return nil, errEmpty
		}
		return nil, nothing(there)
	}
	return r, nil
}

// errEmpty is of a row whose columns are known, and empty.
var errEmpty = errors.New("a row without title and description")

// A NoColumnError is of a row or table in which no column is known.
type NoColumnError string

func (e NoColumnError) Error() string { return string(e) }

func nothing(there []string) error {
	return NoColumnError("no column that is known as title or description" + List(there) + "; name them with --title-field, --text-field or --html-field")
}

// maxListed is how many names of columns an error lists.
const maxListed = 30

// List words the names of the columns that there are.
func List(names []string) string {
	var listed []string
	for _, n := range names {
		if n = strings.TrimSpace(n); n == "" {
			continue
		}
		if len(listed) == maxListed {
			return ": there are " + strings.Join(listed, ", ") + fmt.Sprintf(" and %d more", len(names)-maxListed)
		}
		if len(n) > 60 {
			n = strings.ToValidUTF8(n[:60], "") + "…"
		}
		listed = append(listed, n)
	}
	if len(listed) == 0 {
		return ""
	}
	return ": there are " + strings.Join(listed, ", ")
}

// location is the place: the column that states it, or what others say of it.
func (v *values) location() string {
	if t := v.text[colLocation]; t != "" {
		return t
	}
	return joinPlace(v.text[colCity], v.text[colRegion], v.text[colCountry])
}

// joinPlace joins the parts of a place that are there, none twice.
func joinPlace(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" && (len(out) == 0 || out[len(out)-1] != p) {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

// plain undoes what pages escape in a short field.
func plain(s string) string {
	if strings.Contains(s, "&") && strings.Contains(s, ";") {
		s = html.UnescapeString(s)
	}
	return strings.TrimSpace(s)
}

// firstLine cuts what a scraper took along: a rating below the company's name.
func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return strings.TrimSpace(line)
}
