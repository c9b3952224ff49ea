package main

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"rolecall/cmd/internal/result"
)

// Every form of output has the rows of the others.
func TestBatchFormats(t *testing.T) {
	dir := t.TempDir()
	rows := filepath.Join(dir, "rows.jsonl")
	writeRowsFile(t, rows, 500)
	want := batchFile(t, filepath.Join(dir, "out.jsonl"), rows)
	labels := map[string]int{}
	for line := range bytes.Lines(want) {
		r, err := result.Read(line)
		if err != nil {
			t.Fatal(err)
		}
		labels[string(r.Outcome)+" "+string(r.Label)]++
		if back, _ := r.MarshalJSON(); !bytes.Equal(append(back, '\n'), line) {
			t.Fatalf("read back and written, it is %s, was %s", back, line)
		}
	}
	for name, count := range map[string]func(*testing.T, string) map[string]int{"out.csv": csvLabels, "out.parquet": parquetLabels, "out.sqlite": sqliteLabels, "out.xlsx": xlsxLabels} {
		path := filepath.Join(dir, name)
		batchFile(t, path, rows)
		if got := count(t, path); fmt.Sprint(got) != fmt.Sprint(labels) {
			t.Errorf("%s has %v, JSON lines have %v", name, got, labels)
		}
	}
}

func csvLabels(t *testing.T, path string) map[string]int {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]int{}
	for _, r := range records[1:] {
		labels[r[2]+" "+r[3]]++
	}
	return labels
}

func parquetLabels(t *testing.T, path string) map[string]int {
	rows, err := parquet.ReadFile[struct {
		Outcome string `parquet:"outcome"`
		Label   string `parquet:"label"`
	}](path)
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]int{}
	for _, r := range rows {
		labels[r.Outcome+" "+r.Label]++
	}
	return labels
}

func sqliteLabels(t *testing.T, path string) map[string]int {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT outcome, label, postings FROM labels")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	labels := map[string]int{}
	for rows.Next() {
		var outcome, label string
		var n int
		if err := rows.Scan(&outcome, &label, &n); err != nil {
			t.Fatal(err)
		}
		labels[outcome+" "+label] = n
	}
	var all, cells int
	if err := db.QueryRow("SELECT (SELECT count(*) FROM results), (SELECT sum(postings) FROM matrix)").Scan(&all, &cells); err != nil || all != cells {
		t.Errorf("%d rows, %d in the matrix, %v", all, cells, err)
	}
	return labels
}

// Other programs read what batch wrote with the same counts: SQLite's own
// shell and Python's csv, where they are installed, and DuckDB's shell.
func TestOtherReaders(t *testing.T) {
	dir := t.TempDir()
	rows := filepath.Join(dir, "rows.jsonl")
	writeRowsFile(t, rows, 500)
	for _, name := range []string{"out.csv", "out.parquet", "out.sqlite"} {
		batchFile(t, filepath.Join(dir, name), rows)
	}
	want := lines(csvLabels(t, filepath.Join(dir, "out.csv")))
	const count = "SELECT outcome || ' ' || coalesce(label, '') || ' ' || count(*) FROM "
	python := "import csv,collections as c; [print(*k, n) for k, n in c.Counter((r['outcome'], r['label']) for r in csv.DictReader(open('out.csv', newline='', encoding='utf-8'))).items()]"
	for _, reader := range [][]string{
		{"sqlite3", "out.sqlite", count + "results GROUP BY outcome, label"},
		{"python3", "-c", python},
		{"duckdb", "-noheader", "-list", "-c", count + "'out.parquet' GROUP BY outcome, label"},
		{"duckdb", "-noheader", "-list", "-c", count + "'out.csv' GROUP BY outcome, label"},
	} {
		t.Run(strings.Join(reader[:2], " "), func(t *testing.T) {
			if _, err := exec.LookPath(reader[0]); err != nil {
				t.Skip(err)
			}
			cmd := exec.Command(reader[0], reader[1:]...)
			cmd.Dir = dir
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]int{}
			for line := range strings.Lines(string(out)) {
				var n int
				key := strings.TrimSpace(line)
				at := strings.LastIndexByte(key, ' ')
				if _, err := fmt.Sscan(key[at+1:], &n); err != nil {
					t.Fatalf("%q: %v", line, err)
				}
				got[key[:at]] = n
			}
			if lines(got) != want {
				t.Errorf("it reads %v, written was %v", lines(got), want)
			}
		})
	}
}

func lines(counts map[string]int) string { return fmt.Sprint(counts) }
