// Package output writes the rows of a command in each form - JSON, CSV, Parquet,
// SQLite, Excel, and as people read them - and the counts of them, to where its
// flags say.
package output

import (
	"rolecall/cmd/internal/selection"
	"rolecall/cmd/internal/terminal"
)

// A Row is what a command says of one posting, in each format.
type Row interface {
	// Cells are the row as a spreadsheet has it, as many as the header's names.
	Cells() []string
	// Draw is the row as a person reads it, without the line end.
	Draw(s *terminal.Style) string
}

// A Writer writes rows in one format.
type Writer struct {
	Write   func(Row) error
	Close   func() error // all is written
	Discard func()       // nothing is to be written
	Encode  func(Row)    // does ahead what can be done by many goroutines; nil for nothing
}

// A Table is the shape of a command's rows.
type Table struct {
	Header []string // the columns' names in a spreadsheet
	placed bool     // the rows are Placed, which can be written as Parquet and SQLite

	// Place tells what is known of a row only after those before it; nil for
	// nothing. It is called in the rows' order.
	Place func(Row)

	Heading   func(*terminal.Style) string // the line above the rows that a person reads; nil for none
	Grid      bool                         // a table for people has the columns of the header
	Selection *selection.Selection         // the rows and columns that are wanted; nil for all
}

// Formats are those in which the rows can be written.
func (t *Table) Formats() []string {
	formats := []string{"table", "json", "jsonl", "csv"}
	if t.placed {
		formats = append(formats, "parquet", "sqlite")
	}
	return append(formats, "xlsx")
}

// newWriter writes rows of a shape in a format. Of its close only what ends
// the format is done, and not what ends the output.
func newWriter(format string, out stream, shape Table, s *terminal.Style) (*Writer, error) {
	w, sel := &Writer{}, shape.Selection
	narrow := sel != nil && sel.Narrows()
	if narrow {
		shape.Header = sel.Names()
	}
	switch format {
	case "jsonl":
		jsonLines(w, out)
	case "json":
		jsonArray(w, out)
	case "csv":
		csvRows(w, out, shape.Header)
	case "parquet":
		parquetRows(w, out, shape.Header, narrow)
	case "sqlite":
		if err := sqliteRows(w, out, shape.Header, narrow); err != nil {
			return w, err
		}
	case "xlsx":
		if err := xlsxRows(w, out, shape.Header); err != nil {
			return w, err
		}
	case "table":
		if narrow || shape.Grid {
			grid(w, out, shape.Header, s)
		} else {
			tableRows(w, out, shape.Heading, s)
		}
	}
	if sel != nil {
		selecting(w, sel)
	}
	return w, nil
}
