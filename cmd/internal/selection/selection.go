// Package selection says which rows of a table are wanted, in which order, and
// which of their columns.
//
// A condition compares columns with values:
//
//	label = TPM and confidence < 0.7
//	verdict in (mismatch, undecided) and not (company ~ acme or title = "Program Manager")
//
// Operators are =, !=, <, <=, >, >=, ~ (holds, as a part), !~ and in. A value is
// a word, or stands in quotes. Two numbers are compared as numbers, all else as
// text, whatever its case; a value in quotes is always a text. An empty cell is
// "". and binds more than or; not binds most.
package selection

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Wanted is a selection in words. The zero value wants all.
type Wanted struct {
	Where   string   // a condition; "" for none
	Sort    []string // columns, a minus before those that go from high to low
	Columns []string // in their order; none for all
	Top     int      // how many rows at most; 0 for all
}

// A Selection is a Wanted for a table's columns.
type Selection struct {
	names []string
	where *anyOf // nil for all
	sort  []key
	shown []int // nil for all
	top   int   // 0 for all
}

type key struct {
	column int
	down   bool
}

// New makes the selection of a table whose columns have names. Its errors say
// which columns there are. words are those that the cells of a column may hold,
// "" aside, nil where they may hold any: a condition that asks for another would
// never hold.
func New(w Wanted, names []string, words func(column string) []string) (*Selection, error) {
	s := &Selection{names: names, top: w.Top}
	if w.Top < 0 {
		return nil, fmt.Errorf("--top %d: at least 1", w.Top)
	}
	var err error
	if w.Where != "" {
		if s.where, err = where(w.Where, names, words); err != nil {
			return nil, fmt.Errorf("--where %q: %w", w.Where, err)
		}
	}
	for _, name := range w.Sort {
		plain, down := strings.CutPrefix(strings.TrimSpace(name), "-")
		i, err := column(plain, names)
		if err != nil {
			return nil, fmt.Errorf("--sort: %w", err)
		}
		s.sort = append(s.sort, key{i, down})
	}
	for _, name := range w.Columns {
		i, err := column(strings.TrimSpace(name), names)
		if err != nil {
			return nil, fmt.Errorf("--columns: %w", err)
		}
		if slices.Contains(s.shown, i) {
			return nil, fmt.Errorf("--columns: %q stands there twice", names[i])
		}
		s.shown = append(s.shown, i)
	}
	return s, nil
}

// column finds a column by its name, whatever its case.
func column(name string, names []string) (int, error) {
	if i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) }); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("no column %q: there are %s", name, strings.Join(names, ", "))
}

// Keeps tells whether a row is wanted.
func (s *Selection) Keeps(cell func(int) string) bool { return s.where == nil || s.where.holds(cell) }

// Filters tells whether there is a condition.
func (s *Selection) Filters() bool { return s.where != nil }

// Narrows tells whether only some columns are wanted.
func (s *Selection) Narrows() bool { return s.shown != nil }

// Names are those of the columns that are wanted.
func (s *Selection) Names() []string { return s.Cells(s.names) }

// Cells are the cells of a row that are wanted.
func (s *Selection) Cells(row []string) []string {
	if s.shown == nil {
		return row
	}
	cells := make([]string, len(s.shown))
	for i, c := range s.shown {
		cells[i] = row[c]
	}
	return cells
}

// Rows takes rows in, and gives those that are wanted, in their order.
type Rows[T any] struct {
	of    *Selection
	emit  func(row T, cells []string) error
	held  []held[T]
	given int
}

type held[T any] struct {
	row   T
	cells []string
}

// NewRows calls emit with the rows that are wanted: at once where the order is
// that in which they come, else when Close is called.
func NewRows[T any](s *Selection, emit func(row T, cells []string) error) *Rows[T] {
	return &Rows[T]{of: s, emit: emit}
}

// Add takes a row and its cells.
func (r *Rows[T]) Add(row T, cells []string) error {
	s := r.of
	if !s.Keeps(func(i int) string { return cells[i] }) {
		return nil
	}
	if s.sort == nil {
		if s.top > 0 && r.given >= s.top {
			return nil
		}
		r.given++
		return r.emit(row, cells)
	}
	r.held = append(r.held, held[T]{row, cells})
	if s.top > 0 && len(r.held) >= 2*s.top+1024 { // no more is held than is needed
		r.order()
	}
	return nil
}

// order sorts what is held, and lets go of what is behind the top. What is equal
// stays in the order in which it came.
func (r *Rows[T]) order() {
	slices.SortStableFunc(r.held, func(a, b held[T]) int { return r.of.compare(a.cells, b.cells) })
	if top := r.of.top; top > 0 && len(r.held) > top {
		clear(r.held[top:])
		r.held = r.held[:top]
	}
}

// Close gives the rows that are still held.
func (r *Rows[T]) Close() error {
	r.order()
	for _, h := range r.held {
		if err := r.emit(h.row, h.cells); err != nil {
			return err
		}
	}
	r.held = nil
	return nil
}

func (s *Selection) compare(a, b []string) int {
	for _, k := range s.sort {
		x, y := a[k.column], b[k.column]
		order := cells(x, y)
		if k.down && x != "" && y != "" {
			order = -order
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

// cells orders numbers before texts, and empty cells last.
func cells(x, y string) int {
	if (x == "") != (y == "") {
		return cmp.Compare(y, x)
	}
	n, err1 := strconv.ParseFloat(x, 64)
	m, err2 := strconv.ParseFloat(y, 64)
	switch {
	case err1 == nil && err2 == nil:
		return cmp.Compare(n, m)
	case (err1 == nil) != (err2 == nil):
		if err1 == nil {
			return -1
		}
		return 1
	}
	return cmp.Or(strings.Compare(strings.ToLower(x), strings.ToLower(y)), strings.Compare(x, y))
}
