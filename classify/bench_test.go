package classify

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"testing"

	"rolecall/extract"
	"rolecall/lexicon"
)

const realPostings = "../../shared/data/postings.jsonl.gz"

// readRealPostings returns the descriptions of real postings, n at most, or
// skips the benchmark where they are absent.
func readRealPostings(b *testing.B, n int) []extract.Extraction {
	b.Helper()
	f, err := os.Open(realPostings)
	if err != nil {
		b.Skipf("real postings are absent: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	var out []extract.Extraction
	for lines.Scan() && len(out) < n {
		var row struct {
			Title string `json:"title"`
			Text  string `json:"description_text"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			b.Fatal(err)
		}
		e := extract.PlainText(row.Text, extract.Options{})
		e.Posting.Title = row.Title
		out = append(out, e)
	}
	return out
}

func totalBytes(es []extract.Extraction) (n int64) {
	for _, e := range es {
		n += int64(len(e.Posting.Text))
	}
	return n
}

// BenchmarkClassify reads titles and duties of real postings that are
// extracted already.
func BenchmarkClassify(b *testing.B) {
	es := readRealPostings(b, 2000)
	c, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(totalBytes(es))
	b.ReportAllocs()
	for b.Loop() {
		for _, e := range es {
			c.Classify(e)
		}
	}
	b.ReportMetric(float64(len(es))*float64(b.N)/b.Elapsed().Seconds(), "postings/s")
}

// BenchmarkDuties is the part of it that reads the duties, without the list of
// evidence.
func BenchmarkDuties(b *testing.B) {
	es := readRealPostings(b, 2000)
	c, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(totalBytes(es))
	b.ReportAllocs()
	var d dutiesReading
	for b.Loop() {
		for _, e := range es {
			c.lex.ReadInto(&d.text, e.Posting.Text)
			c.readDuties(&d, e.Posting.Sections)
		}
	}
	b.ReportMetric(float64(len(es))*float64(b.N)/b.Elapsed().Seconds(), "postings/s")
}

// BenchmarkRead is the part of it that finds concepts.
func BenchmarkRead(b *testing.B) {
	es := readRealPostings(b, 2000)
	lex, err := lexicon.Default()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(totalBytes(es))
	b.ReportAllocs()
	for b.Loop() {
		for _, e := range es {
			lex.Read(e.Posting.Text)
		}
	}
	b.ReportMetric(float64(len(es))*float64(b.N)/b.Elapsed().Seconds(), "postings/s")
}
