package output

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/terminal"
)

// grid writes rows as a table that fits the terminal: its columns are as wide as
// what they hold, and the widest give way; where that is not enough, a column a
// line.
func grid(w *Writer, out stream, header []string, s *terminal.Style) {
	var rows [][]string
	w.Write = func(r Row) error {
		cells := r.Cells()
		for i := range cells {
			cells[i] = escape.Terminal(cells[i])
		}
		rows = append(rows, cells)
		return nil
	}
	w.Close = func() error {
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

// printTo writes lines, and gives the first error.
func printTo(w io.Writer, lines []string) error {
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, l); err != nil {
			return err
		}
	}
	return nil
}
