package extract

import (
	"testing"
	"time"
	"unicode/utf8"
)

// check holds what is true of every extraction.
func check(t *testing.T, x Extraction) {
	t.Helper()
	p := x.Posting
	if x.OK() == (p.Text == "") {
		t.Fatalf("reason %q with %d bytes of text", x.Reason, len(p.Text))
	}
	for _, s := range []string{p.Title, p.Company, p.Location, p.Text, x.Detail} {
		if !utf8.ValidString(s) {
			t.Fatalf("not UTF-8: %q", s)
		}
	}
	if p.Coverage < 0 || p.Coverage > 1 {
		t.Fatalf("coverage %v", p.Coverage)
	}
	at := 0
	for _, s := range p.Sections {
		if s.Start != at || s.End <= s.Start {
			t.Fatalf("section %+v starts at %d", s, at)
		}
		at = s.End
	}
	if at != len(p.Text) {
		t.Fatalf("sections end at %d of %d", at, len(p.Text))
	}
}

func FuzzHTML(f *testing.F) {
	for _, c := range hostile() {
		f.Add(c.data[:min(len(c.data), 4096)])
	}
	for _, c := range sitePages {
		f.Add([]byte(c.body + description))
	}
	f.Add(jsonPage(`{"@type":"JobPosting","title":"Rover Pilot","description":"` + description + `"}`))
	f.Add([]byte("HTTP/1.1 200 OK\n\n\xff\xfe<\x00p\x00>\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		for _, x := range Read("", data, Options{}) {
			check(t, x)
		}
		check(t, HTML(data, Options{}))
		if took := time.Since(start); took > 4*time.Second {
			t.Fatalf("took %v", took)
		}
	})
}

func FuzzPlainText(f *testing.F) {
	f.Add("Responsibilities: Plan it. • a • b")
	f.Add("&lt;p&gt;one&lt;/p&gt;")
	f.Add("**bold**\n# h\n- x")
	f.Fuzz(func(t *testing.T, text string) {
		check(t, PlainText(text, Options{}))
		check(t, Fragment(text, Options{}))
	})
}

func FuzzJSONLD(f *testing.F) {
	f.Add([]byte(`{"@type":"JobPosting","title":"Rover Pilot","description":"<p>We drive.\n</p>"}`))
	f.Add([]byte(`{"@graph":[{"@type":["JobPosting"],"description":{"a":1},"jobLocation":[[{}]]}],}`))
	f.Fuzz(func(t *testing.T, json []byte) {
		check(t, HTML(jsonPage(string(json)), Options{}))
	})
}
