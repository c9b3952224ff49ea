package output

import (
	"encoding/json"
	"slices"
	"strings"

	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/selection"
	"rolecall/cmd/internal/terminal"
)

// selecting lets only those rows through to w that are wanted.
func selecting(w *Writer, s *selection.Selection) {
	write, end := w.Write, w.Close
	rows := selection.NewRows(s, func(r Row, cells []string) error {
		if s.Narrows() {
			n := NewNarrow(s, cells)
			n.of = r
			r = n
		}
		return write(r)
	})
	w.Encode = nil
	w.Write = func(r Row) error { return rows.Add(r, r.Cells()) }
	w.Close = func() error {
		if err := rows.Close(); err != nil {
			return err
		}
		return end()
	}
}

// A Narrow holds some of a row's columns.
type Narrow struct {
	names  []string
	values []string
	of     Row // all of it; nil where only cells are known
}

// NewNarrow takes the columns that are wanted out of a row's cells.
func NewNarrow(s *selection.Selection, cells []string) Narrow {
	return Narrow{names: s.Names(), values: s.Cells(cells)}
}

// Cells are the wanted ones.
func (r Narrow) Cells() []string { return slices.Clone(r.values) }

// Draw is the cells in a line.
func (r Narrow) Draw(*terminal.Style) string { return strings.Join(r.values, "  ") }

// MarshalJSON writes the columns as an object: numbers as numbers, lists as the
// cell of a spreadsheet has them.
func (r Narrow) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, name := range r.names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(b, '"'), name...)
		b = append(b, '"', ':')
		switch typ := result.TypeOf(name); {
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
