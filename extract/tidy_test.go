package extract

import (
	"bytes"
	"slices"
	"testing"

	"golang.org/x/net/html"
)

// sameTree compares two trees node by node.
func sameTree(a, b *html.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Type != b.Type || a.DataAtom != b.DataAtom || a.Data != b.Data || !slices.Equal(a.Attr, b.Attr) {
		return false
	}
	c, d := a.FirstChild, b.FirstChild
	for c != nil && d != nil {
		if c.Parent != a || !sameTree(c, d) {
			return false
		}
		c, d = c.NextSibling, d.NextSibling
	}
	return c == d
}

// FuzzTidy holds the short way to a tree against the long one.
func FuzzTidy(f *testing.F) {
	for _, s := range tidySeeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		markup := strip(src).markup
		got := parseTidy(markup)
		if got == nil {
			return
		}
		want, err := html.Parse(bytes.NewReader(markup))
		if err != nil {
			t.Fatalf("%q: html.Parse refuses it: %v", markup, err)
		}
		if !sameTree(got, want) {
			var a, b bytes.Buffer
			html.Render(&a, got)
			html.Render(&b, want)
			t.Errorf("%q:\n got %s\nwant %s", markup, a.String(), b.String())
		}
	})
}

// What editors write must go the short way, or it is of no use.
func TestTidy(t *testing.T) {
	for _, s := range tidySeeds[:tidyTaken] {
		if parseTidy(strip([]byte(s)).markup) == nil {
			t.Errorf("%q is not taken", s)
		}
	}
	for _, s := range tidySeeds[tidyTaken:] {
		if parseTidy(strip([]byte(s)).markup) != nil {
			t.Errorf("%q is taken", s)
		}
	}
}

// tidyTaken is how many of the seeds are tidy.
const tidyTaken = 8

var tidySeeds = []string{
	``,
	` text &amp; more`,
	`<p>We build <b>rovers</b>.</p><p>Apply`,
	`<h2>What you do</h2><ul><li>Plan<li><p>Run</p><li>Ship</ul><hr><div class="a" id="b"><p>One<p>Two</div>`,
	`<p>a<div>b</div>`,
	`<b><b><b><b>deep</b></b></b></b><p>x</p>`,
	`<b>bold<p>both</p>plain</b>`,
	`<a rel="nofollow" href="x?a=1&amp;b=2">one</a>, <a href="y">two</a><br/>`,

	`<b>bold<p>both</b>plain</p>`,
	`<a href="x">one<a href="y">two</a>`,
	`<a href="x?a=1&copy=2">one</a>`,
	`<ul><li><div>a<li>b</div></ul>`,
	`<ol><li><span>a<li>b</span></ol>`,
	`<h1>a<h2>b</h2></h1>`,
	`<p><span>a</p>b</span>`,
	`<em class="b" aria-hidden="true" class="c">x</em>`,
	`<table><tr><td>cell</td></tr></table>`,
	"<p>line\r\nline</p>",
	`<div class='c'>x</div>`,
	`<title>t</title><p>x</p>`,
	`</p><br></br>`,
}
