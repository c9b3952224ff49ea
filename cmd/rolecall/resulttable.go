package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"strings"

	"github.com/parquet-go/parquet-go"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
)

// A resultTable is a file of results in whichever form: columns, and rows.
type resultTable struct {
	name   string
	header []string
	rows   iter.Seq2[resultRow, error] // to be read once
	close  func() error
}

// A resultRow is a row of a resultTable: of JSON lines the line, of others the
// cells.
type resultRow struct {
	raw   *result.Raw // nil for others
	line  []byte      // valid until the next row
	texts []string
}

// auditFields are the fields of an audit's rows that those of others have not.
var auditFields = []string{"neighbours", "suggested_title", "suggestion", "accepted", "finding_id"}

// cell is the cell of a column of the header.
func (r *resultRow) cell(i int) string {
	if r.raw == nil {
		return r.texts[i]
	}
	if n := len(result.Columns()); i >= n {
		return r.raw.Other(auditFields[i-n])
	}
	return r.raw.Cell(i)
}

// openTable opens a file of results. What it is is told by its content.
func openTable(name string, stdin io.Reader) (*resultTable, error) {
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
	end := t.close
	t.close = func() error { return errors.Join(end(), f.Close()) }
	return t, nil
}

func tableOf(name string, f *os.File) (*resultTable, error) {
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
	case output.FormatOf(name) == "csv":
		return csvTable(name, f)
	}
	return jsonTable(name, f)
}

// jsonTable reads JSON lines, compressed or not.
func jsonTable(name string, in io.Reader) (*resultTable, error) {
	f, err := readResults(name, in)
	if err != nil {
		return nil, err
	}
	header := result.Names(result.Columns())
	if head, _ := f.r.Peek(1 << 18); bytes.Contains(head, []byte(`,"finding_id":`)) {
		header = append(header, auditFields...)
	}
	return &resultTable{name, header, func(yield func(resultRow, error) bool) { eachRaw(f, yield) }, f.close}, nil
}

func eachRaw(f *resultFile, yield func(resultRow, error) bool) {
	lines := bufio.NewScanner(f.r)
	lines.Buffer(make([]byte, 0, 1<<18), 1<<30)
	for n := 1; lines.Scan(); n++ {
		line := lines.Bytes()
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		raw, ok := result.ReadRaw(line)
		if !ok {
			yield(resultRow{}, fmt.Errorf("%s:%d: not a row of results; batch, classify and audit write them", f.name, n))
			return
		}
		if !yield(resultRow{raw: raw, line: line}, nil) {
			return
		}
	}
	if err := lines.Err(); err != nil {
		yield(resultRow{}, fmt.Errorf("%s: %w", f.name, err))
	}
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

func csvTable(name string, in io.Reader) (*resultTable, error) {
	r := csv.NewReader(bufio.NewReaderSize(in, 1<<18))
	header, err := r.Read()
	if err != nil {
		return nil, err
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	rows := func(yield func(resultRow, error) bool) {
		for {
			cells, err := r.Read()
			if err == io.EOF {
				return
			}
			for i := range cells {
				if t := strings.TrimPrefix(cells[i], "'"); t != cells[i] && escape.Cell(t) == cells[i] {
					cells[i] = t // as it was before it was made safe for spreadsheets
				}
			}
			if !yield(resultRow{texts: cells}, err) || err != nil {
				return
			}
		}
	}
	return &resultTable{name, header, rows, func() error { return nil }}, isResults(header)
}

// databaseTable reads the table results of a SQLite file.
func databaseTable(name string) (*resultTable, error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: name}).EscapedPath()+"?mode=ro&immutable=1")
	if err != nil {
		return nil, err
	}
	all, err := db.Query("SELECT * FROM results")
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	header, err := all.Columns()
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	rows := func(yield func(resultRow, error) bool) {
		for all.Next() {
			cells, to := make([]string, len(header)), make([]any, len(header))
			for i := range cells {
				to[i] = &cells[i]
			}
			err := all.Scan(to...)
			for i := range cells {
				if result.TypeOf(header[i]) == result.Flag {
					cells[i] = map[string]string{"1": "true", "0": "false"}[cells[i]]
				}
			}
			if !yield(resultRow{texts: cells}, err) || err != nil {
				return
			}
		}
		if err := all.Err(); err != nil {
			yield(resultRow{}, err)
		}
	}
	return &resultTable{name, header, rows, func() error { return errors.Join(all.Close(), db.Close()) }}, isResults(header)
}

// parquetTable reads the columns of a Parquet file; of evidence the words.
func parquetTable(name string, f *os.File) (*resultTable, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return nil, err
	}
	var header []string
	place := map[int]int{} // of leaves among the columns
	for leaf, path := range file.Schema().Columns() {
		if len(path) > 1 && path[len(path)-1] != "text" && path[len(path)-1] != "element" || strings.Contains(strings.Join(path, "."), "documents") {
			continue
		}
		place[leaf] = len(header)
		header = append(header, path[0])
	}
	rows := func(yield func(resultRow, error) bool) {
		for _, group := range file.RowGroups() {
			if !eachParquet(group, place, header, yield) {
				return
			}
		}
	}
	return &resultTable{name, header, rows, func() error { return nil }}, isResults(header)
}

func eachParquet(group parquet.RowGroup, place map[int]int, header []string, yield func(resultRow, error) bool) bool {
	rows := group.Rows()
	defer rows.Close()
	buf := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(buf)
		for _, row := range buf[:n] {
			cells := make([]string, len(header))
			for _, v := range row {
				i, ok := place[v.Column()]
				if !ok || v.IsNull() {
					continue
				}
				if cells[i] != "" {
					cells[i] += separator(header[i])
				}
				cells[i] += v.String()
			}
			if !yield(resultRow{texts: cells}, nil) {
				return false
			}
		}
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			return yield(resultRow{}, err) && false
		}
	}
}

// separator stands between the elements of a list in one cell.
func separator(column string) string {
	if column == "warnings" || column == "evidence" {
		return "; "
	}
	return " "
}
