package main

import (
	"os"
	"testing"

	"rolecall/cmd/internal/result"
)

// The reference of columns is what the program prints.
func TestColumnsReference(t *testing.T) {
	const path = "COLUMNS.md"
	if *update {
		if err := os.WriteFile(path, []byte(columnsMarkdown()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != columnsMarkdown() {
		t.Errorf("%s is not what rolecall columns prints (%v); go test ./cmd/rolecall -run TestColumnsReference -update writes it", path, err)
	}
	for _, f := range result.Fields() {
		if f.Meaning == "" || f.How == "" || f.Type == "" {
			t.Errorf("%s: it is not said what it means, and how it is got", f.Name)
		}
	}
}
