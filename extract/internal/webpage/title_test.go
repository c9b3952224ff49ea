package webpage

import (
	"strings"
	"testing"

	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// TestTitleSigns weighs each sign of a title by itself, and what speaks against one.
func TestTitleSigns(t *testing.T) {
	for _, c := range []struct {
		name, page, line string
		want             int
	}{
		{"first in the page's title", `<title>Far Side Flights | Orbit</title><p>Far Side Flights</p>`, "Far Side Flights", 5},
		{"elsewhere in it", `<title>Orbit | Far Side Flights</title><p>Far Side Flights</p>`, "Far Side Flights", 4},
		{"a word of it", `<title>Far Side Flights</title><p>Flights</p>`, "Flights", 0},
		{"a part of it in a word", `<title>Orbit | Flights</title><p>Flights</p>`, "Flights", 0},
		{"heading of the first rank", `<h1>Far Side</h1>`, "Far Side", 4},
		{"of the second", `<h2>Far Side</h2>`, "Far Side", 3},
		{"of the third", `<h3>Far Side</h3>`, "Far Side", 1},
		{"of the fifth", `<h5>Far Side</h5>`, "Far Side", 0},
		{"announced", `<p>Requisition title</p><p>Far Side</p>`, "Far Side", 7},
		{"an announced cell", `<dl><dt>Position</dt><dt>Far Side</dt></dl>`, "Far Side", 7},
		{"a fact's label", `<title>Far Side</title><dl><dt>Far Side</dt><dd>Orbit</dd></dl>`, "Far Side", 0},
		{"a job above", `<p>Rover Pilot</p><p>START</p>`, "Rover Pilot", 3},
		{"a job and a place above", `<p>Rover Pilot, Far Side</p><p>START</p>`, "Rover Pilot, Far Side", 3},
		{"a list of jobs above", `<p>Pilot, cook, driver</p><p>START</p>`, "Pilot, cook, driver", 0},
		{"a job far above", `<p>Rover Pilot</p><p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p><p>g</p><p>h</p><p>START</p>`, "Rover Pilot", 0},
		{"a bold one", `<p><b>Rover Pilot</b></p><p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p><p>g</p><p>h</p><p>START</p>`, "Rover Pilot", 3},
		{"one on top of facts", `<p>Rover Pilot</p><p>Job ID:</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p><p>g</p><p>h</p><p>START</p>`, "Rover Pilot", 3},
		{"a linked one", `<p><a href="/1">Rover Pilot</a></p><p>START</p>`, "Rover Pilot", 0},
		{"a job below", `<p>START</p><p>Rover Pilot</p>`, "Rover Pilot", 0},
		{"the site's name", `<h1>Orbit Careers</h1>`, "Orbit Careers", 4 - 6},
		{"a heading in the text", `<p>START</p><p>a</p><p>b</p><p>c</p><h1>Far Side</h1>`, "Far Side", 4 - 3},
		{"in a menu", `<nav><h1>Far Side</h1></nav><p>` + strings.Repeat("rovers ", 60), "Far Side", 4 - 2},
	} {
		p := newPage(dom.Strip([]byte("<html>"+c.page), nil), posting.WithDefaults(posting.Options{}))
		if err := p.grow(); err != nil {
			t.Fatal(err)
		}
		first := -1
		for i, l := range p.text.Lines {
			if l.Text == "START" {
				first = i
			}
		}
		found := false
		for i, l := range p.text.Lines {
			if l.Text != c.line {
				continue
			}
			found = true
			stated := " " + vocabulary.NormalHeading(p.meta["og:title"]+" | "+p.title) + " "
			if got := (titleLine{p, l, i, vocabulary.NormalHeading(l.Text), first, stated}).score(); got != c.want {
				t.Errorf("%s: %d, want %d", c.name, got, c.want)
			}
		}
		if !found {
			t.Errorf("%s: no line %q in %v", c.name, c.line, p.text.Lines)
		}
	}
}
