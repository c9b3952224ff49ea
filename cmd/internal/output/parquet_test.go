package output

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/extract/collect"
)

// Parquet files have the columns of the list, in its order, and with its types.
func TestParquetColumns(t *testing.T) {
	kinds := map[result.Type]reflect.Kind{result.Text: reflect.String, result.Texts: reflect.Slice, result.Number: reflect.Float64,
		result.Integer: reflect.Int64, result.Flag: reflect.Bool, result.Objects: reflect.Slice}
	row, columns := reflect.TypeFor[parquetRow](), result.Columns()
	if row.NumField() != len(columns) {
		t.Fatalf("%d columns, and the list has %d", row.NumField(), len(columns))
	}
	for i, c := range columns {
		f := row.Field(i)
		if name, _, _ := strings.Cut(f.Tag.Get("parquet"), ","); name != c.Column {
			t.Errorf("column %d is %s, in the list %s", i, name, c.Column)
		}
		if f.Type.Kind() != kinds[c.Type] {
			t.Errorf("column %s is a %s, in the list a %s", c.Column, f.Type.Kind(), c.Type)
		}
	}
}

// A row says the same in a Parquet file, in a table and as JSON: no column holds
// another's value, and none is left empty.
func TestParquetValues(t *testing.T) {
	r := fullRow(t)
	var file bytes.Buffer
	w := &Writer{}
	parquetRows(w, &file, nil, false)
	if err := w.Write(r); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.Read[parquetRow](bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	got := reflect.ValueOf(rows[0])
	for i, c := range result.Columns() {
		want := c.AppendJSON(nil, r.Row)
		if c.Type == result.Objects {
			continue // a list of its own shape, which TestBatchParquet reads
		}
		b, err := json.Marshal(got.Field(i).Interface())
		if string(b) == "null" {
			b = []byte("[]")
		}
		if err != nil || string(b) != string(want) {
			t.Errorf("column %s is %s, in JSON %s: %v", c.Column, b, want, err)
		}
	}
}

// fullRow is a row that says something in nearly every column.
func fullRow(t *testing.T) Placed {
	t.Helper()
	c, err := classify.Default()
	if err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(t.TempDir(), "in.jsonl")
	posting := `{"id": "7", "title": "Senior TPM", "company": "Acme", "location": "Oslo", "date": "2026-01-02", "url": "https://example.com/7",` +
		` "description": "Lead complex technical programs across teams, track risks and dependencies, and report status to leadership until launch. You work with engineers and vendors in four countries."}` + "\n"
	if err := os.WriteFile(in, []byte(posting+posting), 0o644); err != nil {
		t.Fatal(err)
	}
	var last Row
	shape := PlacedTable()
	for d := range collect.Documents(t.Context(), []string{in}, collect.Options{}) {
		for _, last = range PlacedRows(result.Reader{Classifier: c}, d) {
			shape.Place(last)
		}
	}
	return last.(Placed)
}
