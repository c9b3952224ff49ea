package document

import (
	"testing"

	"rolecall/extract/internal/line"
)

// TestTitleOfPrint finds the title on a printed page by what the file's metadata
// say, and takes no name of a company for one.
func TestTitleOfPrint(t *testing.T) {
	heading := func(text string) line.Line { return line.Line{Text: text, Words: line.CountWords(text), Level: 1} }
	plain := func(text string) line.Line { return line.Line{Text: text, Words: line.CountWords(text)} }
	for _, c := range []struct {
		stated string
		lines  []line.Line
		want   string
	}{
		{"Orbit Freight", []line.Line{heading("Orbit Freight"), heading("Product Manager, Docks")}, "Product Manager, Docks"},
		{"TPM | Orbit Freight", []line.Line{plain("Menu"), heading("TPM"), plain("Oslo")}, "TPM"},
		{"Engineering Manager, Oslo - Orbit Jobs", []line.Line{plain("Orbit Jobs"), heading("Engineering Manager")}, "Engineering Manager"},
		{"", []line.Line{heading("Join us"), plain("We fly.")}, ""},
		{"", []line.Line{plain("What you will do"), heading("Product Manager, Docks")}, ""},
	} {
		f := Draft{Lines: c.lines}
		f.CutSurroundings(c.stated)
		if f.Title != c.want {
			t.Errorf("%q over %v: title %q, want %q", c.stated, c.lines, f.Title, c.want)
		}
	}
}

// TestProseAboveTheTitle keeps what an employer says of itself above the title,
// and drops what a site asks there.
func TestProseAboveTheTitle(t *testing.T) {
	prose := func(text string) line.Line { return line.Line{Text: text, Words: line.CountWords(text)} }
	about := prose("Orbit Freight flies cargo rovers between moons and has done so for twenty years, with four hundred people in Oslo, Brest and Leith who know what vacuum does to a bearing.")
	consent := prose("We and our partners use cookies to remember you, to count visits and to show adverts that fit what you read, and you can change your mind at any time from the link below.")
	title := line.Line{Text: "Product Manager, Docks", Words: 3, Level: 1}
	f := Draft{Lines: []line.Line{prose("Careers Blog"), consent, about, title, prose("You own the docks.")}}
	f.CutSurroundings("Product Manager, Docks | Orbit Freight")
	if len(f.Lines) != 3 || f.Lines[0].Text != about.Text || f.Lines[1].Text != title.Text {
		t.Errorf("lines %v", f.Lines)
	}
}
