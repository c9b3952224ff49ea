package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"

	"rolecall/cmd/internal/result"
)

// Files of all kinds, good and bad, give the rows and the summary of batch, byte
// for byte.
func TestSameAsBatch(t *testing.T) {
	dir := t.TempDir()
	inputs(t, dir)
	globs := []string{filepath.Join(dir, "*"), filepath.Join(dir, "pages", "*"), filepath.Join(dir, "missing.jsonl"), filepath.Join(dir, "no*thing")}
	want, sum := batch(t, globs...)
	output := filepath.Join(t.TempDir(), "out", "roles")
	r := runJob(t, smallJob(output, globs...))
	got := shards(t, output)
	sameRows(t, got, want)
	sameCounts(t, output, sum)
	noParts(t, output)
	checkBad(t, output, got)
	checkMetrics(t, r.Metrics(), sum)
}

// With --unique the rows are those of batch --unique.
func TestUnique(t *testing.T) {
	dir := t.TempDir()
	in := generated(t, filepath.Join(dir, "in.jsonl"), 800)
	want, sum := batch(t, "--unique", in)
	j := smallJob(filepath.Join(dir, "out"), in)
	j.Unique = true
	runJob(t, j)
	sameRows(t, shards(t, j.Output), want)
	sameCounts(t, j.Output, sum)
}

// realPostings are those that are shared beside the project.
const realPostings = "../../../shared/data/postings.jsonl.gz"

// realRows are their lines.
func realRows(t testing.TB) []byte {
	t.Helper()
	in, err := os.Open(realPostings)
	if err != nil {
		t.Skipf("the shared postings are not here: %v", err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// The real postings give the rows of batch.
func TestSameAsBatchOnRealPostings(t *testing.T) {
	plain := realRows(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "postings.jsonl")
	writeFile(t, path, plain)
	want, sum := batch(t, path)
	j := smallJob(filepath.Join(dir, "roles"), path)
	j.SplitBytes, j.BlockBytes = 4<<20, 16<<20
	runJob(t, j)
	sameRows(t, shards(t, j.Output), want)
	sameCounts(t, j.Output, sum)
	sameAsMerge(t, j.Output, sum)
}

// sameAsMerge checks that merge, given the output files backwards, gives the
// same counts, and that it adds the summary.
func sameAsMerge(t *testing.T, output string, want *result.Counts) {
	t.Helper()
	names, err := filepath.Glob(output + "-?????-of-?????.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"merge", "-q", "-o", output + "-merged.jsonl", "--summary", output + "-merged.json"}
	for i := range names {
		args = append(args, names[len(names)-1-i])
	}
	cmd := program(t, "rolecall", args...)
	if cmd.Run(); cmd.ProcessState.ExitCode() != exitPartial && cmd.ProcessState.ExitCode() != exitOK {
		t.Fatal(cmd.ProcessState)
	}
	merged := readCounts(t, output+"-merged.json")
	g, _ := json.Marshal(merged)
	w, _ := json.Marshal(want)
	if !bytes.Equal(g, w) {
		t.Errorf("merge counts\n%s\nwant\n%s", g, w)
	}
	twice, err := program(t, "rolecall", "merge", output+summarySuffix, output+summarySuffix).Output()
	if err != nil {
		t.Fatal(err)
	}
	var sum result.Counts
	if err := json.Unmarshal(twice, &sum); err != nil || sum.Postings != 2*want.Postings || len(sum.Employers) == 0 {
		t.Errorf("merge adds the summary to itself to %d postings of %d employers, %v", sum.Postings, len(sum.Employers), err)
	}
}

// inputs writes files of all kinds into a folder.
func inputs(t *testing.T, dir string) {
	t.Helper()
	at := func(name string) string { return filepath.Join(dir, name) }
	plain, err := os.ReadFile(generated(t, at("a.jsonl"), 600))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, at("b.jsonl.gz"), gzipped(t, plain))
	writeFile(t, at("c-truncated.jsonl.gz"), gzipped(t, plain[:20_000])[:1500])
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, at("d.jsonl.zst"), z.EncodeAll(plain[:100_000], nil))
	writeFile(t, at("e.warc.gz"), gzipped(t, warc(80)))
	writeFile(t, at("f-truncated.warc"), warc(3)[:900])
	writeParquet(t, at("g.parquet"), 300)
	writeFile(t, at("h-broken.parquet"), []byte("PAR1 and no more"))
	writeFile(t, at("i-empty.jsonl"), nil)
	writeFile(t, at("j-bom.jsonl"), append([]byte("\ufeff"), plain[:3000]...))
	writeFile(t, at("k.ndjson"), bytes.ReplaceAll(plain[:50_000], []byte("\n"), []byte("\r\n")))
	writeFile(t, at(".hidden.jsonl"), plain[:3000])
	writeFile(t, at("picture.png"), []byte("no posting"))
	for i, page := range pages(12) {
		writeFile(t, at(fmt.Sprintf("pages/%02d.html", i)), page)
	}
	// One line, of 100 MB, is larger than a document may be.
	large := append([]byte(`{"title": "TPM", "description": "`), bytes.Repeat([]byte("word "), 20<<20)...)
	writeFile(t, at("l-large.jsonl"), append(append(plain[:5000:5000], append(large, "\"}\n"...)...), plain[:5000]...))
}

func pages(n int) [][]byte {
	var b bytes.Buffer
	generate(&b, 3*n)
	var list [][]byte
	for line := range bytes.Lines(b.Bytes()) {
		var p struct{ Title, Company, Description string }
		if len(list) < n && json.Unmarshal(line, &p) == nil && p.Title != "" {
			list = append(list, fmt.Appendf(nil, "<html><head><title>%s</title></head><body><h1>%[1]s</h1><h2>What you will do</h2><ul><li>%s</ul></body></html>",
				p.Title, strings.ReplaceAll(p.Description, "\n", "\n<li>")))
		}
	}
	return list
}

func warc(n int) []byte { return records(pages(n)) }

// records are pages as a WARC file.
func records(pages [][]byte) []byte {
	var b bytes.Buffer
	for i, page := range pages {
		response := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s", page)
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.com/%d\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			i, len(response), response)
	}
	return b.Bytes()
}

func gzipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func writeParquet(t *testing.T, path string, n int) {
	t.Helper()
	type posting struct {
		ID          string `parquet:"id"`
		Title       string `parquet:"title"`
		Company     string `parquet:"company"`
		Description string `parquet:"description"`
	}
	var b bytes.Buffer
	generate(&b, n)
	var rows []posting
	for line := range bytes.Lines(b.Bytes()) {
		var p posting
		if json.Unmarshal(line, &p) == nil {
			rows = append(rows, p)
		}
	}
	if err := parquet.WriteFile(path, rows); err != nil {
		t.Fatal(err)
	}
}

// checkBad checks that the side output has what could not be read, all of it,
// in the order of the rows.
func checkBad(t *testing.T, output string, rows []byte) {
	t.Helper()
	var want []badRow
	for line := range bytes.Lines(rows) {
		r, err := result.Read(line)
		if err != nil {
			t.Fatalf("%v: %.200s", err, line)
		}
		if r.Outcome == "unreadable" {
			want = append(want, badRow{r.Name, r.Seq, r.Reason, r.Error})
		}
	}
	var got []badRow
	d := json.NewDecoder(bytes.NewReader(shards(t, output+badSuffix)))
	for {
		var b badRow
		if err := d.Decode(&b); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		got = append(got, b)
	}
	if len(want) < 8 {
		t.Errorf("only %d bad records", len(want))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the side output is\n%v\nwant\n%v", got, want)
	}
}

// checkMetrics compares Beam's counters with the summary.
func checkMetrics(t *testing.T, r metrics.Results, sum *result.Counts) {
	t.Helper()
	got := map[string]int64{}
	for _, c := range r.AllMetrics().Counters() {
		got[c.Name()] += c.Result()
	}
	if got["postings"] != sum.Postings || got["unreadable"] != sum.Unreadable() {
		t.Errorf("the counters are %v, want %d postings and %d unreadable", got, sum.Postings, sum.Unreadable())
	}
	for _, d := range r.AllMetrics().Distributions() {
		if d.Name() == "row_bytes" && d.Result().Count == sum.Postings && d.Result().Min > 0 {
			return
		}
	}
	t.Error("row_bytes has not every row")
}
