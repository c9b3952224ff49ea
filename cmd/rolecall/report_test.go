package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// A run that stopped and was gone on with makes the page of a whole one, with
// all texts: the journal holds them, whatever form OUT has.
func TestReportResumed(t *testing.T) {
	dir := t.TempDir()
	rows, whole, out, page := filepath.Join(dir, "rows.jsonl"), filepath.Join(dir, "whole.html"), filepath.Join(dir, "out.csv"), filepath.Join(dir, "page.html")
	writeRowsFile(t, rows, 300)
	batchFile(t, filepath.Join(dir, "whole.csv"), rows, "--report", whole)

	// The journal of the first hundred rows, as a stop leaves it.
	batchFile(t, filepath.Join(dir, "texts.jsonl"), "--text", rows)
	all, err := os.ReadFile(filepath.Join(dir, "texts.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	stopRun(t, rows, out, bytes.SplitAfter(all, []byte("\n"))[:100]...)
	if code := run(t.Context(), []string{"batch", "-q", "-o", out, "--resume", rows, "--report", page}, nil, io.Discard, io.Discard); code != exitUsage {
		t.Errorf("a run without texts goes on with them: exit %d", code)
	}
	batchFile(t, out, "--resume", "--force", rows, "--report", page)
	compareFiles(t, out, filepath.Join(dir, "whole.csv"))
	compareFiles(t, page, whole)
}
