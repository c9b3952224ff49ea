package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
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
	labels, verdicts, confidences, either := 0, 0, 0, 0
	for i, a := range before {
		b := after[i]
		label, verdict := cmp.Or(a["label"], a["outcome"]) != cmp.Or(b["label"], b["outcome"]), a["verdict"] != b["verdict"]
		confidences += number(a["confidence"] != b["confidence"])
		labels, verdicts, either = labels+number(label), verdicts+number(verdict), either+number(label || verdict)
	}
	if labels == 0 || verdicts == 0 {
		t.Fatalf("%d labels and %d verdicts changed: nothing to tell", labels, verdicts)
	}
	cited := func(a, b map[string]string) bool { return !sameWords(a["evidence"], b["evidence"]) }
	words := countPairs(before, after, cited)
	concepts := countPairs(conceptRecords(t, in("before.jsonl")), conceptRecords(t, in("after.jsonl")), cited)
	if words == 0 || concepts <= either {
		t.Fatalf("evidence of %d changed by words and of %d by concepts, label or verdict of %d: nothing to tell", words, concepts, either)
	}
	for _, tt := range []struct {
		before, after string
		evidence      int
	}{{".csv", ".csv", words}, {".jsonl", ".jsonl", concepts}, {".xlsx", ".xlsx", words}, {".jsonl", ".csv", words}} {
		want := fmt.Sprintf("postings in both 400, changed: label %d, verdict %d, evidence %d, confidence %d; only in the first 0, only in the second 0",
			labels, verdicts, tt.evidence, confidences)
		for _, flags := range [][]string{nil, {"--all"}} {
			var out, notes bytes.Buffer
			args := append([]string{"diff", "--format", "jsonl", "--fail-on", "label", in("before" + tt.before), in("after" + tt.after)}, flags...)
			if code := run(t.Context(), args, nil, &out, &notes); code != exitFound || strings.Join(strings.Fields(notes.String()), " ") != want {
				t.Errorf("%v: exit %d, %q, want %q", args, code, notes.String(), want)
			}
			n := bytes.Count(out.Bytes(), []byte("\n"))
			if flags == nil && n != either || flags != nil && n < max(tt.evidence, confidences) {
				t.Errorf("%v: %d rows; %d changed, evidence of %d, confidence of %d", args, n, either, tt.evidence, confidences)
			}
		}
	}
}

// A confidence that moved is seen to have moved, however little.
func TestConfidenceMoved(t *testing.T) {
	for _, tt := range []struct {
		a, b float64
		want string
	}{{0.5, 0.75, "0.50 → 0.75"}, {0.991, 0.994, "0.991 → 0.994"}, {0.999182, 0.999181, "0.999182 → 0.999181"}, {0.5, 0.5, "0.50 → 0.50"}, {0.5, 0.5 + 1e-12, "0.500000 → 0.500000"}} {
		if got := confidenceMoved(tt.a, tt.b); got != tt.want {
			t.Errorf("%v, %v: %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

// sameWords tells whether two lists have the same pieces, in whichever order.
func sameWords(a, b string) bool {
	in := func(s string) []string { return slices.Compact(slices.Sorted(strings.SplitSeq(s, "; "))) }
	return slices.Equal(in(a), in(b))
}

func countPairs(before, after []map[string]string, count func(a, b map[string]string) bool) (n int) {
	for i := range before {
		n += number(count(before[i], after[i]))
	}
	return n
}

// conceptRecords has the concepts of each row's evidence.
func conceptRecords(t *testing.T, path string) (records []map[string]string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var row struct {
			Evidence []struct{ Concept, Role string }
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		var cited []string
		for _, e := range row.Evidence {
			cited = append(cited, e.Concept+" "+e.Role)
		}
		records = append(records, map[string]string{"evidence": strings.Join(cited, "; ")})
	}
	return records
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
