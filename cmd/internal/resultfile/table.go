// Package resultfile reads results back that rolecall wrote, in whichever form:
// JSON lines, CSV, Parquet, SQLite, Excel.
package resultfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"rolecall/cmd/internal/result"
)

// A Table is a file of results in whichever form: columns, and rows.
type Table struct {
	name   string
	Header []string
	Rows   iter.Seq2[Row, error] // to be read once
	Close  func() error
}

// A Row is a row of a Table: of JSON lines the line, of others the
// cells.
type Row struct {
	Raw   *result.Raw // nil for others
	Line  []byte      // valid until the next row
	texts []string
}

// AuditFields are the fields of an audit's rows that those of others have not.
func AuditFields() []string {
	return []string{"neighbours", "suggested_title", "suggestion", "accepted", "finding_id"}
}

// Cell is the cell of a column of the header.
func (r *Row) Cell(i int) string {
	if r.Raw == nil {
		return r.texts[i]
	}
	if n := len(result.Columns()); i >= n {
		return r.Raw.Other(AuditFields()[i-n])
	}
	return r.Raw.Cell(i)
}

// Open opens a file of results. What it is is told by its content.
func Open(name string, stdin io.Reader) (*Table, error) {
	if name == "-" {
		return jsonTable(name, stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	t, err := tableOf(name, f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	end := t.Close
	t.Close = func() error { return errors.Join(end(), f.Close()) }
	return t, nil
}

func tableOf(name string, f *os.File) (*Table, error) {
	head := make([]byte, 16)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch head = head[:n]; {
	case bytes.HasPrefix(head, []byte("PAR1")):
		return parquetTable(name, f)
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return databaseTable(name)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return xlsxTable(name, f)
	case strings.EqualFold(filepath.Ext(name), ".csv"):
		return csvTable(name, f)
	}
	return jsonTable(name, f)
}

// errNoResults says of a table that it holds something else.
var errNoResults = errors.New("no results: there is no column name, or none that is outcome or verdict")

// isResults tells whether a table has the columns that all results have.
func isResults(header []string) error {
	has := map[string]bool{}
	for _, name := range header {
		has[name] = true
	}
	if !has["name"] || !has["outcome"] && !has["verdict"] {
		return errNoResults
	}
	return nil
}
