package output

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/terminal"
)

func csvRows(w *Writer, out io.Writer, header []string) {
	c := csv.NewWriter(out)
	c.Write(header) // an error shows at the next write
	w.Write = func(r Row) error {
		cells := r.Cells()
		for i := range cells {
			cells[i] = escape.Cell(cells[i])
		}
		return c.Write(cells)
	}
	w.Close = func() error {
		c.Flush()
		return c.Error()
	}
}

func tableRows(w *Writer, out stream, heading func(*terminal.Style) string, s *terminal.Style) {
	if heading != nil {
		fmt.Fprintln(out, s.Heading(heading(s))) // an error shows at the next write
	}
	w.Write = func(r Row) error {
		if _, err := fmt.Fprintln(out, strings.TrimRight(r.Draw(s), " ")); err != nil {
			return err
		}
		return out.Flush() // a person waits
	}
	w.Close = func() error { return nil }
}
