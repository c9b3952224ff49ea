package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Figures are a table of names with numbers behind them. Where a terminal is too
// narrow the names give way, and then the last columns go below the first.
type Figures struct {
	name    int // how wide names are
	columns []Column
	rows    [][]string // the heading first; of each the name and its cells
}

// A Column of figures has a heading, and is as wide as it says, with the space
// before it.
type Column struct {
	Heading string
	Width   int
}

// NewFigures begins a table whose names are so wide, and stand under a heading.
func NewFigures(heading string, width int, columns ...Column) *Figures {
	f := &Figures{name: width, columns: columns}
	row := []string{heading}
	for _, c := range columns {
		row = append(row, c.Heading)
	}
	f.rows = [][]string{row}
	return f
}

// Alike are columns of one width.
func Alike(width int, headings ...string) []Column {
	columns := make([]Column, len(headings))
	for i, h := range headings {
		columns[i] = Column{h, width}
	}
	return columns
}

// Add adds a row: a name, and as many cells as there are columns.
func (f *Figures) Add(name string, cells ...string) {
	f.rows = append(f.rows, append([]string{name}, cells...))
}

// narrowName is how far names give way, for all columns to stand beside them.
const narrowName = 16

// nameWidth is how wide the names are. Where not all columns find room beside them
// anyway, they have half the line.
func (f *Figures) nameWidth(s *Style) int {
	all := 0
	for _, c := range f.columns {
		all += c.Width
	}
	switch room := s.Width - all; {
	case !s.Terminal || f.name <= room:
		return f.name
	case room >= narrowName:
		return room
	}
	return min(f.name, s.Width/2)
}

// Draw is the table, each row with its line end.
func (f *Figures) Draw(s *Style) string {
	name := f.nameWidth(s)
	var b strings.Builder
	for from := 0; ; {
		to, width := from, name
		for to < len(f.columns) && (!s.Terminal || to == from || width+f.columns[to].Width <= s.Width) {
			width += f.columns[to].Width
			to++
		}
		for _, row := range f.rows {
			b.WriteString(Fit(row[0], name))
			for i := from; i < to; i++ {
				cell := row[1+i]
				b.WriteString(strings.Repeat(" ", max(0, f.columns[i].Width-ansi.StringWidth(cell))) + cell)
			}
			b.WriteByte('\n')
		}
		if from = to; from == len(f.columns) {
			return b.String()
		}
	}
}
