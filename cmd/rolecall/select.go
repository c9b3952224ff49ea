package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/selection"
	"rolecall/cmd/internal/terminal"
)

// selectFlags say which rows and columns are wanted.
type selectFlags struct{ selection.Wanted }

func (f *selectFlags) add(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&f.Where, "where", "", "only rows for which the `CONDITION` holds, as 'label = TPM and confidence < 0.7'")
	fs.StringSliceVar(&f.Sort, "sort", nil, "put rows in the order of these `COLUMNS`; -COLUMN from high to low")
	fs.IntVar(&f.Top, "top", 0, "only the first `N` rows, after --where and --sort")
	fs.StringSliceVar(&f.Columns, "columns", nil, "only these `COLUMNS`, in this order, in JSON too")
}

// selectHelp documents the conditions.
const selectHelp = `--where compares columns with values: = != < <= > >=, ~ and !~ (holds a part, or
not), in (A, B), joined by and, or, not and parentheses. A value of several words
stands in quotes. Two numbers are compared as numbers, all else as text, whatever
its case; "" is an empty cell. rolecall columns lists the columns.`

// selection is nil where all is wanted. names are the table's columns.
func (f *selectFlags) selection(names []string) (*selection.Selection, error) {
	if f.Where == "" && len(f.Sort) == 0 && f.Top == 0 && len(f.Columns) == 0 {
		return nil, nil
	}
	return selection.New(f.Wanted, names)
}

// checkNarrow refuses columns in a format whose columns are fixed.
func checkNarrow(s *selection.Selection, format string, formats []string) error {
	if s != nil && s.Narrows() && !slices.Contains(formats, format) {
		return fmt.Errorf("--columns with %s: %s have chosen columns", format, strings.Join(formats, ", "))
	}
	return nil
}

// selecting lets only those rows through to w that are wanted.
func selecting(w *rowWriter, s *selection.Selection) {
	write, end := w.write, w.close
	rows := selection.NewRows(s, func(r row, cells []string) error {
		if s.Narrows() {
			n := newNarrowRow(s, cells)
			n.of = r
			r = n
		}
		return write(r)
	})
	w.encode = nil
	w.write = func(r row) error { return rows.Add(r, r.cells()) }
	w.close = func() error {
		if err := rows.Close(); err != nil {
			return err
		}
		return end()
	}
}

// A narrowRow holds some of a row's columns.
type narrowRow struct {
	names  []string
	values []string
	of     row // all of it; nil where only cells are known
}

func newNarrowRow(s *selection.Selection, cells []string) narrowRow {
	return narrowRow{names: s.Names(), values: s.Cells(cells)}
}

func (r narrowRow) cells() []string { return slices.Clone(r.values) }

func (r narrowRow) line(*terminal.Style) string { return strings.Join(r.values, "  ") }

// MarshalJSON writes the columns as an object: numbers as numbers, lists as the
// cell of a spreadsheet has them.
func (r narrowRow) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, name := range r.names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, '"'), name...)
		b = append(b, '"', ':')
		switch typ := columnType(name); {
		case (typ == result.Number || typ == result.Integer || typ == result.Flag) && json.Valid([]byte(r.values[i])):
			b = append(b, r.values[i]...)
		default:
			text, err := json.Marshal(r.values[i])
			if err != nil {
				return nil, err
			}
			b = append(b, text...)
		}
	}
	return append(b, '}'), nil
}

// columnType is the type of a column of results or of an audit.
func columnType(name string) result.Type {
	for _, c := range result.Columns() {
		if c.Column == name {
			return c.Type
		}
	}
	switch {
	case name == "neighbours":
		return result.Flag
	case strings.HasPrefix(name, "body_"):
		return result.Number
	}
	return result.Text
}

// grid writes rows as a table that fits the terminal: its columns are as wide as
// what they hold, and the widest give way; where that is not enough, a column a
// line.
func grid(w *rowWriter, out destination, header []string, s *terminal.Style) {
	var rows [][]string
	w.write = func(r row) error {
		cells := r.cells()
		for i := range cells {
			cells[i] = escape.Terminal(cells[i])
		}
		rows = append(rows, cells)
		return nil
	}
	w.close = func() error {
		widths, fits := gridWidths(header, rows, s.Width)
		if !fits {
			return printTo(out, gridRecords(header, rows, s))
		}
		if _, err := fmt.Fprintln(out, s.Heading(gridLine(upper(header), widths))); err != nil {
			return err
		}
		for _, cells := range rows {
			if _, err := io.WriteString(out, gridLine(cells, widths)+"\n"); err != nil {
				return err
			}
		}
		return nil
	}
}

// gridRecords are rows that are too wide for a table: a column a line.
func gridRecords(header []string, rows [][]string, s *terminal.Style) []string {
	name := 0
	for _, h := range header {
		name = max(name, ansi.StringWidth(h))
	}
	var lines []string
	for i, cells := range rows {
		if i > 0 {
			lines = append(lines, "")
		}
		for k, cell := range cells {
			if cell != "" {
				lines = append(lines, s.Faint(terminal.Fit(header[k], name))+"  "+s.Wrapped(cell, name+2))
			}
		}
	}
	return lines
}

func upper(header []string) []string {
	names := make([]string, len(header))
	for i, name := range header {
		names[i] = strings.ToUpper(name)
	}
	return names
}

func gridLine(cells []string, widths []int) string {
	parts := make([]string, len(cells))
	for i := range cells {
		parts[i] = terminal.Fit(cells[i], widths[i])
	}
	return strings.TrimRight(strings.Join(parts, "  "), " ")
}

// narrowest is how narrow a column of longer texts becomes at most.
const narrowest = 12

// gridWidths are the widths of columns, with two spaces between, that fit into a
// number of columns of the terminal: the widest give way. fits is false where
// they give way no more.
func gridWidths(header []string, rows [][]string, width int) (widths []int, fits bool) {
	widths = make([]int, len(header))
	total := 2 * (len(header) - 1)
	for i, name := range header {
		widths[i] = ansi.StringWidth(name)
		for _, cells := range rows {
			widths[i] = max(widths[i], ansi.StringWidth(cells[i]))
		}
		widths[i] = min(widths[i], width)
		total += widths[i]
	}
	for ; total > width; total-- {
		widest := slices.Index(widths, slices.Max(widths))
		if widths[widest] <= narrowest {
			return widths, false
		}
		widths[widest]--
	}
	return widths, true
}
