package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall/lexicon"
)

// After a lexicon was changed, as many rows are said to have changed as
// somebody else counts, whatever form the results have.
func TestDiffCounts(t *testing.T) {
	if testing.Short() {
		t.Skip("six runs over 400 postings")
	}
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	data, err := lexicon.Data()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(in("own"), data); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(in("own/concepts/engineering-management.yaml")); err != nil {
		t.Fatal(err)
	}
	writeRowsFile(t, in("rows.jsonl"), 400)
	for _, ending := range []string{".csv", ".jsonl", ".xlsx"} {
		batchFile(t, in("before"+ending), in("rows.jsonl"))
		batchFile(t, in("after"+ending), "--lexicon", in("own"), in("rows.jsonl"))
	}
	before, after := csvRecords(t, in("before.csv")), csvRecords(t, in("after.csv"))
	labels, verdicts, either := 0, 0, 0
	for i, a := range before {
		b := after[i]
		label, verdict := cmp.Or(a["label"], a["outcome"]) != cmp.Or(b["label"], b["outcome"]), a["verdict"] != b["verdict"]
		labels, verdicts, either = labels+number(label), verdicts+number(verdict), either+number(label || verdict)
	}
	if labels == 0 || verdicts == 0 {
		t.Fatalf("%d labels and %d verdicts changed: nothing to tell", labels, verdicts)
	}
	want := fmt.Sprintf("postings in both 400: label changed %d, verdict changed %d; only in the first 0, only in the second 0\n", labels, verdicts)
	for _, ending := range []string{".csv", ".jsonl", ".xlsx"} {
		var out, notes bytes.Buffer
		args := []string{"diff", "--format", "jsonl", "--fail-on", "label", in("before" + ending), in("after" + ending)}
		if code := run(t.Context(), args, nil, &out, &notes); code != exitFound || notes.String() != want {
			t.Errorf("%s: exit %d, %q, want %q", ending, code, notes.String(), want)
		}
		if n := bytes.Count(out.Bytes(), []byte("\n")); n != either {
			t.Errorf("%s: %d rows, want %d", ending, n, either)
		}
	}
}

// csvRecords reads a table by the names of its columns.
func csvRecords(t *testing.T, path string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(string(text)))
	header, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]string
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return records
		}
		if err != nil {
			t.Fatal(err)
		}
		record := map[string]string{}
		for i, name := range header {
			record[name] = cells[i]
		}
		records = append(records, record)
	}
}
