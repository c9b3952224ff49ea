package document

import (
	"cmp"
	"strings"

	"rolecall/extract/internal/line"
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

// WebAddress keeps addresses on the web.
func WebAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}
