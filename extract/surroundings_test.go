package extract

import "testing"

// TestTitleOfPrint finds the title on a printed page by what the file's metadata
// say, and takes no name of a company for one.
func TestTitleOfPrint(t *testing.T) {
	heading := func(text string) line { return line{text: text, words: countWords(text), level: 1} }
	plain := func(text string) line { return line{text: text, words: countWords(text)} }
	for _, c := range []struct {
		stated string
		lines  []line
		want   string
	}{
		{"Orbit Freight", []line{heading("Orbit Freight"), heading("Product Manager, Docks")}, "Product Manager, Docks"},
		{"TPM | Orbit Freight", []line{plain("Menu"), heading("TPM"), plain("Oslo")}, "TPM"},
		{"Engineering Manager, Oslo - Orbit Jobs", []line{plain("Orbit Jobs"), heading("Engineering Manager")}, "Engineering Manager"},
		{"", []line{heading("Join us"), plain("We fly.")}, ""},
		{"", []line{plain("What you will do"), heading("Product Manager, Docks")}, ""},
	} {
		f := found{lines: c.lines}
		f.cutSurroundings(c.stated)
		if f.title != c.want {
			t.Errorf("%q over %v: title %q, want %q", c.stated, c.lines, f.title, c.want)
		}
	}
}

// TestProseAboveTheTitle keeps what an employer says of itself above the title,
// and drops what a site asks there.
func TestProseAboveTheTitle(t *testing.T) {
	prose := func(text string) line { return line{text: text, words: countWords(text)} }
	about := prose("Orbit Freight flies cargo rovers between moons and has done so for twenty years, with four hundred people in Oslo, Brest and Leith who know what vacuum does to a bearing.")
	consent := prose("We and our partners use cookies to remember you, to count visits and to show adverts that fit what you read, and you can change your mind at any time from the link below.")
	title := line{text: "Product Manager, Docks", words: 3, level: 1}
	f := found{lines: []line{prose("Careers Blog"), consent, about, title, prose("You own the docks.")}}
	f.cutSurroundings("Product Manager, Docks | Orbit Freight")
	if len(f.lines) != 3 || f.lines[0].text != about.text || f.lines[1].text != title.text {
		t.Errorf("lines %v", f.lines)
	}
}
