package document

import (
	"cmp"
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
)

// A Draft is what a strategy found.
type Draft struct {
	Title, Company, Location, Date, URL string
	Lines                               []line.Line
	Note                                string // what was recognised, for Attempt.Why
	Stated                              bool   // the page calls itself a posting, though it may show none
}

// Fill takes over the fields that are still empty.
func (f *Draft) Fill(g *Draft) {
	f.Title = cmp.Or(f.Title, g.Title)
	f.Company = cmp.Or(f.Company, g.Company)
	f.Location = cmp.Or(f.Location, g.Location)
	f.Date = cmp.Or(f.Date, g.Date)
	f.URL = cmp.Or(f.URL, g.URL)
	if g.Stated && len(f.Lines) == 0 {
		f.Stated, f.Lines = true, g.Lines
	}
}

// Onto writes what the draft knows beside the text onto a posting. Titles of all
// formats are cleared here.
func (f *Draft) Onto(p *posting.Posting) {
	p.Title, p.Company, p.Location, p.Date, p.URL = titles.Clean(f.Title), f.Company, f.Location, f.Date, f.URL
}

// WebAddress keeps addresses on the web.
func WebAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}
