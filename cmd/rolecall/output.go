package main

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/selection"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract/collect"
)

// A target says where results go, and in which form.
type target struct {
	format string
	out    string // "" or "-" for standard output

	noPager bool // long output on a terminal is written as it is
}

func (t *target) add(cmd *cobra.Command, formats, output string) {
	fs := cmd.Flags()
	fs.StringVar(&t.format, "format", "", formats)
	fs.StringVarP(&t.out, "output", "o", "", output)
	t.noPager = true // on the terminal stands how far the command is
}

// toStdout tells that results go to standard output.
func (t *target) toStdout() bool { return t.out == "" || t.out == "-" || t.out == "/dev/stdout" }

// file is the file that is written, "" for none.
func (t *target) file() string {
	if t.toStdout() || outfile.Straight(t.out) {
		return ""
	}
	return t.out
}

// choose returns the form of the output: the one that is asked for, or else
// that of the ending, or else what suits where it goes. formats are those that
// the command writes.
func (t *target) choose(stdout io.Writer, formats []string) (string, error) {
	format := t.format
	switch {
	case format != "":
		if !slices.Contains(formats, format) {
			return "", fmt.Errorf("--format %q: one of %s", format, strings.Join(formats, ", "))
		}
	case t.toStdout():
		format = "jsonl"
		if terminal.Is(stdout) && slices.Contains(formats, "table") {
			format = "table"
		}
	default:
		format = formatOf(t.out)
		if format == "" && outfile.Straight(t.out) {
			format = "jsonl"
		}
		if !slices.Contains(formats, format) {
			return "", fmt.Errorf("output %q: it must end in %s, or --format say what it is", t.out, endings(formats))
		}
	}
	switch {
	case format == "sqlite" && t.file() == "":
		return "", errors.New("SQLite needs a file: name one with -o FILE.sqlite")
	case (format == "parquet" || format == "xlsx") && t.toStdout() && terminal.Is(stdout):
		return "", fmt.Errorf("--format %s is nothing for a terminal: name a file with -o FILE.%s", format, format)
	}
	if t.file() != "" {
		return format, outfile.Check(t.out)
	}
	return format, nil
}

// formatOf is the format that a file's ending means, "" for none.
func formatOf(path string) string {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jsonl", ".ndjson":
		return "jsonl"
	case ".json":
		return "json"
	case ".csv":
		return "csv"
	case ".parquet":
		return "parquet"
	case ".xlsx":
		return "xlsx"
	case ".db", ".sqlite", ".sqlite3":
		return "sqlite"
	case ".txt":
		return "table"
	case ".md", ".markdown":
		return "markdown"
	case ".sarif":
		return "sarif"
	case ".html", ".htm":
		return "html"
	}
	return ""
}

// endings lists how files of formats end.
func endings(formats []string) string {
	var list []string
	for _, f := range formats {
		switch f {
		case "table":
			list = append(list, ".txt")
		case "markdown":
			list = append(list, ".md")
		case "sqlite":
			list = append(list, ".sqlite", ".db")
		default:
			list = append(list, "."+f)
		}
	}
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " or " + list[n-1]
	}
	return list[0]
}

// checkEnding refuses a file that does not end as what is written there does.
func checkEnding(flag, path, format string) error {
	if path == "" || path == "-" {
		return nil
	}
	if formatOf(path) != format && !outfile.Straight(path) {
		return fmt.Errorf("%s %q: it must end in %s", flag, path, endings([]string{format}))
	}
	return nil
}

// checkFiles refuses outputs that are inputs, or one another. paths are what the
// command reads, others what its flags name.
func checkFiles(cmd *cobra.Command, outputs []outfile.Named, paths []string, others ...outfile.Named) error {
	inputs := slices.Clone(others)
	for _, p := range paths {
		if file, ok := collect.FileOf(p); ok {
			p = file
		}
		inputs = append(inputs, outfile.Named{As: "an input", Path: p})
	}
	if in, ok := cmd.InOrStdin().(*os.File); ok && (len(paths) == 0 || slices.Contains(paths, "-")) {
		if info, err := in.Stat(); err == nil && info.Mode().IsRegular() {
			inputs = append(inputs, outfile.Named{As: "standard input", Info: info})
		}
	}
	return outfile.Apart(outputs, inputs)
}

// exists tells whether one of the files is there.
func exists(files ...string) bool {
	return slices.ContainsFunc(files, func(f string) bool {
		info, err := os.Stat(f)
		return f != "" && err == nil && info.Mode().IsRegular()
	})
}

// A row is what a command says of one posting, in each format.
type row interface {
	// cells are the row as a spreadsheet has it, as many as the header's names.
	cells() []string
	// line is the row as a person reads it, without the line end.
	line(s *terminal.Style) string
}

// A rowWriter writes rows in one format.
type rowWriter struct {
	write   func(row) error
	close   func() error // all is written
	discard func()       // nothing is to be written
	encode  func(row)    // does ahead what can be done by many goroutines; nil for nothing
}

// A table is the shape of a command's rows.
type table struct {
	header []string // the columns' names in a spreadsheet
	placed bool     // the rows are placedRows, which can be written as Parquet and SQLite

	// place tells what is known of a row only after those before it; nil for
	// nothing. It is called in the rows' order.
	place func(row)

	heading   func(*terminal.Style) string // the line above the rows that a person reads; nil for none
	grid      bool                         // a table for people has the columns of the header
	selection *selection.Selection         // the rows and columns that are wanted; nil for all
}

// formats are those in which the rows can be written.
func (t *table) formats() []string {
	formats := []string{"table", "json", "jsonl", "csv"}
	if t.placed {
		formats = append(formats, "parquet", "sqlite")
	}
	return append(formats, "xlsx")
}

// A destination is a file, or standard output.
type destination interface {
	io.Writer
	Flush() error
}

// open starts the output of a command in a format that choose returned. close
// or discard must be called.
func (t *target) open(stdout io.Writer, format string, shape table, s *terminal.Style) (*rowWriter, error) {
	out, commit, discard, err := t.destination(stdout)
	if err != nil {
		return nil, err
	}
	w, err := newRowWriter(format, out, shape, s)
	if err != nil {
		discard()
		return nil, err
	}
	end, drop := w.close, w.discard
	w.discard = func() {
		switch {
		case t.toStdout():
			end() // what is known is whole, and an error told already
		case drop != nil:
			drop()
		}
		discard()
	}
	w.close = func() error {
		if err := end(); err != nil {
			discard()
			return err
		}
		return commit()
	}
	return w, nil
}

// writeAll writes rows that are all there.
func (f *outputFlags) writeAll(stdout io.Writer, format string, shape table, rows []row) error {
	w, err := f.open(stdout, format, shape, f.styles(stdout))
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := w.write(r); err != nil {
			w.discard()
			return err
		}
	}
	return w.close()
}

// newRowWriter writes rows of a shape in a format. Of its close only what ends
// the format is done, and not what ends the output.
func newRowWriter(format string, out destination, shape table, s *terminal.Style) (*rowWriter, error) {
	w, sel := &rowWriter{}, shape.selection
	narrow := sel != nil && sel.Narrows()
	if narrow {
		shape.header = sel.Names()
	}
	switch format {
	case "jsonl":
		jsonLines(w, out)
	case "json":
		jsonArray(w, out)
	case "csv":
		csvRows(w, out, shape.header)
	case "parquet":
		parquetRows(w, out, shape.header, narrow)
	case "sqlite":
		if err := sqliteRows(w, out, shape.header, narrow); err != nil {
			return w, err
		}
	case "xlsx":
		if err := xlsxRows(w, out, shape.header); err != nil {
			return w, err
		}
	case "table":
		if narrow || shape.grid {
			grid(w, out, shape.header, s)
		} else {
			tableRows(w, out, shape.heading, s)
		}
	}
	if sel != nil {
		selecting(w, sel)
	}
	return w, nil
}

// destination opens what is written to. commit says whether all arrived;
// discard leaves a file as it was.
func (t *target) destination(stdout io.Writer) (out destination, commit func() error, discard func(), err error) {
	if t.toStdout() {
		end := func() error { return nil }
		if f, ok := stdout.(*os.File); ok && !t.noPager && terminal.Is(f) {
			if p := terminal.NewPager(f); p != nil {
				stdout, end = p, p.Close
			}
		}
		w := bufio.NewWriterSize(stdout, 1<<16)
		commit = func() error { return cmp.Or(w.Flush(), end()) }
		return w, commit, func() { commit() }, nil
	}
	f, err := outfile.Create(t.out)
	if err != nil {
		return nil, nil, nil, err
	}
	return f, f.Commit, f.Discard, nil
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
			cells[i] = escape.Cell(cells[i])
		}
		return c.Write(cells)
	}
	w.close = func() error {
		c.Flush()
		return c.Error()
	}
}

func tableRows(w *rowWriter, out destination, heading func(*terminal.Style) string, s *terminal.Style) {
	if heading != nil {
		fmt.Fprintln(out, s.Heading(heading(s))) // an error shows at the next write
	}
	w.write = func(r row) error {
		if _, err := fmt.Fprintln(out, strings.TrimRight(r.line(s), " ")); err != nil {
			return err
		}
		return out.Flush() // a person waits
	}
	w.close = func() error { return nil }
}

// convert writes rows of JSON lines in another form, into a file.
func convert(to *outfile.File, rows io.Reader, format string, sel *selection.Selection) error {
	shape := placedTable()
	shape.selection = sel
	w, err := newRowWriter(format, to, shape, nil)
	if err != nil {
		return err
	}
	if err := eachRow(rows, func(r placedRow) error { return w.write(r) }); err != nil {
		if w.discard != nil {
			w.discard()
		}
		return err
	}
	return w.close()
}

// eachRow reads rows of JSON lines back.
func eachRow(in io.Reader, do func(placedRow) error) error {
	br := bufio.NewReaderSize(in, 1<<20)
	for n := 1; ; n++ {
		line, err := br.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		r, err := result.Read(line)
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := do(placedRow{r}); err != nil {
			return err
		}
	}
}
