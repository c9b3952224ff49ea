package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"rolecall/cmd/internal/result"
)

// A part that has not the rows that were placed is an error.
func TestPartOfOtherRows(t *testing.T) {
	var pack result.Packer
	var rows []byte
	for range 3 {
		rows = pack.Append(rows, &result.Row{})
	}
	for _, c := range []struct {
		name   string
		part   []byte
		placed int
		says   string
	}{
		{"as many", rows, 3, ""},
		{"too many", rows, 2, "more than 2 rows"},
		{"too few", rows, 4, "row 3 of 4: EOF"},
		{"cut off", rows[:len(rows)-1], 3, "row 2 of 3: unexpected EOF"},
		{"no rows", []byte(`{"name": "a row of JSON"}`), 1, "row 0 of 1: unexpected EOF"},
	} {
		path := filepath.Join(t.TempDir(), "part")
		writeFile(t, path, c.part)
		b := blockWriter{fn: &writeFn{meter: newMeter()}, counts: result.NewCounts()}
		var out bytes.Buffer
		err := b.part(t.Context(), &out, &Placement{Rows: path, Groups: make([]string, c.placed), Duplicates: make([]bool, c.placed)})
		if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
		if lines := bytes.Count(out.Bytes(), []byte{'\n'}); err == nil && lines != c.placed {
			t.Errorf("%s: %d lines", c.name, lines)
		}
	}
}
