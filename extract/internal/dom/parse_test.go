package dom

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolecall/extract/internal/charset"
	"rolecall/extract/internal/dom/fasttree"
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

// checkGrown holds the tree of a page against that of html.Parse, and reports
// whether there is one.
func checkGrown(t *testing.T, src []byte) bool {
	t.Helper()
	markup := Strip(src, nil).Markup
	got := fasttree.Parse(markup)
	if got == nil {
		return false
	}
	want, err := html.Parse(bytes.NewReader(markup))
	if err != nil {
		t.Fatalf("%.1000q: html.Parse refuses it: %v", markup, err)
	}
	if !sameTree(got, want) {
		var a, b bytes.Buffer
		html.Render(&a, got)
		html.Render(&b, want)
		t.Errorf("%.1000q:\n got %.1000s\nwant %.1000s", markup, a.String(), b.String())
	}
	return true
}

func FuzzGrow(f *testing.F) {
	for _, s := range append(grownPages, refusedPages...) {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) { checkGrown(t, src) })
}

// Nearly all real pages must grow, or it is of no use.
func TestGrowReal(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/pages/*/*.html")
	if len(files) == 0 {
		t.Skip("no real pages: ../shared/pages is not there")
	}
	refused := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !checkGrown(t, charset.Decode(data, "")) {
			t.Log("refused: ", file)
			refused++
		}
	}
	if refused*20 > len(files) {
		t.Errorf("%d of %d pages are refused", refused, len(files))
	}
}

func TestGrow(t *testing.T) {
	for _, s := range grownPages {
		if !checkGrown(t, []byte(s)) {
			t.Errorf("%q is refused", s)
		}
	}
	for _, s := range refusedPages {
		if checkGrown(t, []byte(s)) {
			t.Errorf("%q is not refused", s)
		}
	}
}

var grownPages = []string{
	``,
	` text &amp; more`,
	`<!DOCTYPE html><html lang=en><head><title>a &amp; <b></title><meta name="x" content='y'></head> <body class=z>text<p>one<p>two</body></html> `,
	`<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2//EN"><table><caption>c</caption><tr><td>a<td>b<tr><th>c</table><p>x`,
	`<!DOCTYPE html><p>a<table><thead><tr><td><table><tr><td>x</table><tfoot></table></p>`,
	`<dl><dt>a<dd>b<dt>c</dl><ul><li>a<ul><li><span>b<li>c</span></ul><li>c</ul>`,
	`<pre>` + "\n\r\n" + `x</pre><form><p>a</form>b<form><form>c</form>`,
	`<div><button>b<p>c</button>d</p></div><x-y:z>e</x-y:z><hr></br>`,
	`<div><template><div><p>a</template><template><b>x</template></div>`,
	`<a href="?a=1&b=2&copy=3&copy&amp;c&quot;&semi;">x</a><a href='y"z'>y</a>`,
	`<option>a<option>b<dialog><p>c</dialog>d</p>e`,
	`<h1>a<h2>b</h1>c<hr><p>d<hr>e<html id=a><body id=b class=c><head>f`,
	`<head></head> x<title>late</title><table> <tr> <td><b>a</td></tr></table>`,
	`<a>b</b><a>c</a></a><em>d</a></em>`,
	`<b><b><b><b>deep</b></b></b></b><p>x</p><h2>a</h2><ul><li>b<li><p>c</p><li>d</ul><div class="a" id="b"><p>One<p>Two</div>`,
	`<em class="b" aria-hidden="true" class="c">x</em>`,
}

var refusedPages = []string{
	`<b>bold<p>both</b>plain</p>`,
	`<a href="x">one<b><a href="y">two</a>`,
	`<p><b>a<p>b`,
	`<!DOCTYPE HTML><p>a<table></table></p>`,
	`<table>a<tr><td>b</table>`,
	`<table><caption><th>a</table>`,
	`<div><form><span></form></span></div>`,
	`<template><form></template>`,
	`<colgroup></colgroup>`,
	"a\x00b",
	strings.Repeat("<time>", fasttree.MaxDepth),
	strings.Repeat("<i-i>", 256) + strings.Repeat("</b-b>", fasttree.MaxEffort/256),
	`<div>` + strings.Repeat("text</p-p>", 10_000),
}
