package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"rolecall/cmd/internal/result"
)

// sheetName is that of the one sheet.
const sheetName = "results"

// xlsxLabels counts as another reader of Excel files would.
func xlsxLabels(t *testing.T, path string) map[string]int {
	labels := map[string]int{}
	for _, r := range sheetOf(t, path)[1:] {
		labels[r[2]+" "+r[3]]++
	}
	return labels
}

func sheetOf(t *testing.T, path string) [][]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(sheetName)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return rows
}

// A workbook has a table with filters over all rows, numbers that are numbers,
// and no formula, whatever a posting holds.
func TestWorkbook(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.xlsx")
	rows := filepath.Join(dir, "rows.jsonl")
	const title = "=cmd|' /C calc'!A0"
	line := `{"id": "a1", "title": "` + title + `", "company": "+1\u0007", "description": "You will lead complex technical programs, manage cross-team dependencies, track risks and milestones, and report status to leadership until launch."}` + "\n"
	if err := os.WriteFile(rows, []byte(strings.Repeat(line, 3)), 0o666); err != nil {
		t.Fatal(err)
	}
	batchFile(t, path, rows)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	tables, err := book.GetTables(sheetName)
	if err != nil || len(tables) != 1 || !strings.HasPrefix(tables[0].Range, "A1:") || !strings.HasSuffix(tables[0].Range, "4") {
		t.Fatalf("tables %+v, %v", tables, err)
	}
	for i, c := range result.Columns() {
		at, err := excelize.CoordinatesToCellName(i+1, 2)
		if err != nil {
			t.Fatal(err)
		}
		head, _ := book.GetCellValue(sheetName, strings.TrimRight(at, "0123456789")+"1")
		kind, _ := book.GetCellType(sheetName, at)
		value, _ := book.GetCellValue(sheetName, at)
		formula, _ := book.GetCellFormula(sheetName, at)
		if head != c.Column || formula != "" {
			t.Errorf("%s: column %q, formula %q", at, head, formula)
		}
		typed := c.Type == result.Number || c.Type == result.Integer || c.Type == result.Flag
		if text := kind == excelize.CellTypeInlineString; value != "" && typed == text {
			t.Errorf("%s is of the type %v", c.Column, kind)
		}
		if c.Column == "title" && value != title || c.Column == "company" && value != "+1" {
			t.Errorf("%s is %q", c.Column, value)
		}
	}
}
