package extract

import (
	"cmp"
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// A found is what a strategy found.
type found struct {
	title, company, location, date, url string
	lines                               []line.Line
	note                                string // what was recognised, for Attempt.Why
	stated                              bool   // the page calls itself a posting, though it may show none
}

// fill takes over the fields that are still empty.
func (f *found) fill(g *found) {
	f.title = cmp.Or(f.title, g.title)
	f.company = cmp.Or(f.company, g.company)
	f.location = cmp.Or(f.location, g.location)
	f.date = cmp.Or(f.date, g.date)
	f.url = cmp.Or(f.url, g.url)
	if g.stated && len(f.lines) == 0 {
		f.stated, f.lines = true, g.lines
	}
}

// dropTitle removes the title's repetition on top of the description.
func dropTitle(lines []line.Line, title string) []line.Line {
	if len(lines) > 1 && title != "" && vocabulary.NormalHeading(lines[0].Text) == vocabulary.NormalHeading(title) {
		lines = lines[1:]
	}
	return lines
}

// webAddress keeps addresses on the web.
func webAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}
