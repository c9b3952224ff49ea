package terminal

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// On a terminal names give way to figures, and then the last columns go below the
// first; elsewhere nothing does.
func TestFigures(t *testing.T) {
	f := NewFigures("EMPLOYER", 30, Alike(8, "N", "RIGHT", "WRONG")...)
	f.Add("A company of a longer name", "12", "0.5", "–")
	for _, x := range []struct {
		style *Style
		want  string
	}{
		{Plain(), "EMPLOYER                             N   RIGHT   WRONG\nA company of a longer name          12     0.5       –\n"},
		{&Style{Terminal: true, Width: 42}, "EMPLOYER                 N   RIGHT   WRONG\nA company of a…         12     0.5       –\n"},
		{&Style{Terminal: true, Width: 34}, "EMPLOYER                N   RIGHT\nA company of a…        12     0.5\nEMPLOYER            WRONG\nA company of a…         –\n"},
	} {
		if got := f.Draw(x.style); got != x.want {
			t.Errorf("%d columns:\n%s\nwant\n%s", x.style.Width, got, x.want)
		}
	}
	if got := NewFigures("NOTHING", 10).Draw(Plain()); got != "NOTHING   \n" {
		t.Errorf("without columns: %q", got)
	}
}

// What is cut ends behind a word, at either end, and what is wrapped keeps all.
func TestCut(t *testing.T) {
	for _, x := range [][2]string{
		{Cut("Senior Product Manager", 40), "Senior Product Manager"}, {Cut("Senior Product Manager", 16), "Senior Product…"}, {Cut("Senior Product Manager", 14), "Senior…"},
		{Cut("Donaudampfschiff", 8), "Donauda…"}, {cutFront("a folder/deep/posting.html", 16), "…/posting.html"}, {cutFront("short", 16), "short"},
		{Fit("TPM", 5), "TPM  "}, {Fit("技術", 5), "技術 "},
	} {
		if x[0] != x[1] {
			t.Errorf("%q, want %q", x[0], x[1])
		}
	}
	const text = "one two three four-and-five sixseveneightnineten"
	for width := 4; width < 60; width++ {
		lines := wrap(text, width)
		for _, l := range lines {
			if ansi.StringWidth(l) > width {
				t.Errorf("%d: %q", width, l)
			}
		}
		if strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(text, " ", "") {
			t.Errorf("%d: %q", width, lines)
		}
	}
}
