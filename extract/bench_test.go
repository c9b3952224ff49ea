package extract

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// sharedPages is where the real pages are for those who have them. They belong
// to their sites and are no part of the project.
const sharedPages = "../../shared/pages"

// realPages reads the real pages, or skips.
func realPages(tb testing.TB) map[string][]byte {
	files, _ := filepath.Glob(filepath.Join(sharedPages, "*", "*.html"))
	if len(files) == 0 {
		tb.Skip("no real pages: ../shared/pages is not there")
	}
	pages := map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		pages[strings.TrimPrefix(f, sharedPages+"/")] = b
	}
	return pages
}

func benchPages(b *testing.B, read func([]byte)) {
	pages, total := realPages(b), 0
	for _, p := range pages {
		total += len(p)
		read(p)
	}
	b.SetBytes(int64(total))
	for b.Loop() {
		for _, p := range pages {
			read(p)
		}
	}
	b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkExtract reads all real pages.
func BenchmarkExtract(b *testing.B) {
	benchPages(b, func(p []byte) { HTML(p, Options{}) })
}

// BenchmarkGoquery parses the same bytes and does nothing with them: the
// measure that BenchmarkExtract is held against.
func BenchmarkGoquery(b *testing.B) {
	benchPages(b, func(p []byte) { goquery.NewDocumentFromReader(bytes.NewReader(p)) })
}

// sharedRows is where the real rows of data sets are, by the same rule.
const sharedRows = "../../shared/data/postings.jsonl.gz"

// benchRows reads a field of a thousand real rows.
func benchRows(b *testing.B, field string, read func(string)) {
	f, err := os.Open(sharedRows)
	if err != nil {
		b.Skip("no real rows: ../shared/data is not there")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	total := 0
	for rows := json.NewDecoder(z); len(texts) < 1000; {
		var row map[string]any
		if err := rows.Decode(&row); err != nil {
			b.Fatal(err)
		}
		if s, _ := row[field].(string); s != "" {
			texts = append(texts, s)
			total += len(s)
		}
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range texts {
			read(s)
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "postings/s")
}

// BenchmarkPlainText reads descriptions without markup.
func BenchmarkPlainText(b *testing.B) {
	benchRows(b, "description_text", func(s string) { PlainText(s, Options{}) })
}

// BenchmarkFragment reads descriptions with markup.
func BenchmarkFragment(b *testing.B) {
	benchRows(b, "description_html", func(s string) { Fragment(s, Options{}) })
}
