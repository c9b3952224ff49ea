package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"
)

// A row is what a command says of one posting, in each format.
type row interface {
	// cells are the row as a spreadsheet has it, as many as the header's names.
	cells() []string
	// line is the row as a person reads it, without the line end.
	line(s *styles) string
}

// A rowWriter writes rows in one format.
type rowWriter struct {
	write  func(row) error
	close  func() error
	encode func(row) // does ahead what can be done by many goroutines; nil for nothing
}

// A table is the shape of a command's rows.
type table struct {
	header  []string // the columns' names in a spreadsheet
	heading string   // the line above the rows that a person reads
	parquet bool     // the rows are placedRows, which can be written as Parquet

	// place tells what is known of a row only after those before it; nil for
	// nothing. It is called in the rows' order.
	place func(row)
}

// open starts the output of a command.
func (f *outputFlags) open(stdout io.Writer, t table) (*rowWriter, error) {
	format := f.formatFor(stdout)
	formats := []string{"table", "json", "jsonl", "csv"}
	if t.parquet {
		formats = append(formats, "parquet")
	}
	if !slices.Contains(formats, format) {
		return nil, fmt.Errorf("--format %q: one of %s", format, strings.Join(formats, ", "))
	}
	out, finish, err := f.destination(stdout)
	if err != nil {
		return nil, err
	}
	w := &rowWriter{}
	switch format {
	case "jsonl":
		jsonLines(w, out)
	case "json":
		jsonArray(w, out)
	case "csv":
		csvRows(w, out, t.header)
	case "parquet":
		parquetRows(w, out)
	case "table":
		tableRows(w, out, t.heading, f.styles(stdout))
	}
	end := w.close
	w.close = func() error {
		if err := end(); err != nil {
			return err
		}
		return finish()
	}
	return w, nil
}

// writeAll writes rows that are all there.
func (f *outputFlags) writeAll(stdout io.Writer, t table, rows []row) error {
	w, err := f.open(stdout, t)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := w.write(r); err != nil {
			return err
		}
	}
	return w.close()
}

// formatFor is the format that is asked for, or else what suits where it goes.
func (f *outputFlags) formatFor(stdout io.Writer) string {
	switch {
	case f.format != "":
		return f.format
	case f.out == "" && isTerminal(stdout):
		return "table"
	}
	return "jsonl"
}

// destination opens what is written to. finish must be called when all is
// written: it says whether all arrived.
func (f *outputFlags) destination(stdout io.Writer) (out *bufio.Writer, finish func() error, err error) {
	if f.out == "" || f.out == "-" {
		out = bufio.NewWriterSize(stdout, 1<<16)
		return out, out.Flush, nil
	}
	file, err := os.Create(f.out)
	if err != nil {
		return nil, nil, err
	}
	out = bufio.NewWriterSize(file, 1<<16)
	return out, func() error {
		if err := out.Flush(); err != nil {
			file.Close()
			return err
		}
		return file.Close()
	}, nil
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func writeJSON(w io.Writer, v any, indent string) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	return e.Encode(v)
}

// jsonLines writes a row a line.
func jsonLines(w *rowWriter, out io.Writer) {
	var buf []byte
	w.encode = func(r row) {
		if p, ok := r.(placedRow); ok {
			p.Encode()
		}
	}
	w.write = func(r row) error {
		p, ok := r.(placedRow)
		if !ok {
			return writeJSON(out, r, "")
		}
		buf = append(p.AppendJSON(buf[:0]), '\n')
		_, err := out.Write(buf)
		return err
	}
	w.close = func() error { return nil }
}

func jsonArray(w *rowWriter, out io.Writer) {
	sep := "["
	w.write = func(r row) error {
		_, err := io.WriteString(out, sep+"\n")
		sep = ","
		if err != nil {
			return err
		}
		return writeJSON(out, r, "  ")
	}
	w.close = func() error {
		if sep == "[" {
			_, err := io.WriteString(out, "[]\n")
			return err
		}
		_, err := io.WriteString(out, "]\n")
		return err
	}
}

func csvRows(w *rowWriter, out io.Writer, header []string) {
	c := csv.NewWriter(out)
	c.Write(header) // an error shows at the next write
	w.write = func(r row) error {
		cells := r.cells()
		for i := range cells {
			cells[i] = cellText(cells[i])
		}
		return c.Write(cells)
	}
	w.close = func() error {
		c.Flush()
		return c.Error()
	}
}

func tableRows(w *rowWriter, out *bufio.Writer, heading string, s *styles) {
	if heading != "" {
		fmt.Fprintln(out, s.heading(heading)) // an error shows at the next write
	}
	w.write = func(r row) error {
		if _, err := fmt.Fprintln(out, strings.TrimRight(r.line(s), " ")); err != nil {
			return err
		}
		return out.Flush() // a person waits
	}
	w.close = func() error { return nil }
}
