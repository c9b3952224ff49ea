package main

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkBatch is a whole run over JSON lines.
func BenchmarkBatch(b *testing.B) {
	dir := b.TempDir()
	rows := filepath.Join(dir, "rows.jsonl")
	writeRowsFile(b, rows, 5000)
	info, err := os.Stat(rows)
	if err != nil {
		b.Fatal(err)
	}
	for _, out := range []string{"out.jsonl", "out.csv", "out.parquet", "out.sqlite"} {
		b.Run(out, func(b *testing.B) {
			b.SetBytes(info.Size())
			for b.Loop() {
				batchFile(b, filepath.Join(dir, out), rows)
			}
			b.ReportMetric(5000*float64(b.N)/b.Elapsed().Seconds(), "postings/s")
		})
	}
}
