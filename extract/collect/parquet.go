package collect

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"rolecall/extract/collect/internal/record"
)

// parquet yields a document for each row of a Parquet file.
func (c *collector) parquet(s source) (on bool) {
	at, size, err := c.reader(s)
	if err != nil {
		return c.failed(s.name, readError(err))
	}
	p := parquetReader{c: c, name: s.name, out: expansion{in: size}}
	defer func() { c.noteBlank(s.name, p.blank) }()
	// The library panics on some broken files, and one bad file stops nothing.
	// A panic of the consumer is passed on.
	defer func() {
		if r := recover(); r != nil {
			if p.yielding {
				panic(r)
			}
			on = c.failed(s.name, broken("broken Parquet: %v", r))
		}
	}()
	f, err := parquet.OpenFile(at, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return c.failed(s.name, broken("broken Parquet: %w", err))
	}
	return p.file(f)
}

// A parquetReader numbers the rows of a file.
type parquetReader struct {
	c        *collector
	name     string
	n, blank int
	yielding bool
	out      expansion
}

func (p *parquetReader) file(f *parquet.File) bool {
	var names []string
	for _, path := range f.Schema().Columns() {
		// A list's own levels are no part of its name.
		path = slices.DeleteFunc(slices.Clone(path), func(s string) bool { return s == "list" || s == "element" || s == "item" || s == "array" })
		names = append(names, strings.Join(path, "."))
	}
	h, err := p.c.cols.Header(names)
	if err != nil {
		p.c.note("%s: %v", p.name, err)
		return p.c.failed(p.name, broken("%w", err))
	}
	for _, g := range f.RowGroups() {
		if on, err := p.group(g, h, len(names)); err == errCut {
			return on
		} else if err != nil {
			return p.c.failed(p.name, broken("broken Parquet after row %d: %w", p.n, err))
		} else if !on {
			return false
		}
	}
	return true
}

// group yields the rows of a row group.
func (p *parquetReader) group(g parquet.RowGroup, h *record.Header, columns int) (on bool, err error) {
	rows := g.Rows()
	defer rows.Close()
	buf := make([]parquet.Row, 16)
	values := make([]string, columns)
	for {
		n, err := rows.ReadRows(buf)
		for _, row := range buf[:n] {
			p.n++
			if err := p.out.add(rowCost + size(row)); err != nil {
				return p.c.failed(p.name, err), errCut
			}
			r, err := h.Row(cells(row, values))
			if r == nil && err == nil {
				p.blank++
				continue
			}
			d, wanted := p.c.begin(rowName(p.name, p.n))
			if !wanted {
				continue
			}
			if d.Row = r; err != nil {
				d.Err = broken("%w", err)
			}
			p.yielding = true
			on := p.c.emit(d)
			p.yielding = false
			if !on {
				return false, nil
			}
		}
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return true, err
		}
	}
}

// rowCost is what a row costs besides its values, in bytes: a few bytes of a file
// can stand for a million rows.
const rowCost = 256

// errCut ends the reading of a file that unpacks to more than the bounds allow.
var errCut = errors.New("cut")

// size is the length of a row's values.
func size(row parquet.Row) (n int) {
	for _, v := range row {
		if v.Kind() == parquet.ByteArray {
			n += len(v.ByteArray())
		}
	}
	return n
}

// cells are the values of a row as text; of a list, the first.
func cells(row parquet.Row, record []string) []string {
	clear(record)
	for _, v := range row {
		if i := v.Column(); i >= 0 && i < len(record) && record[i] == "" && !v.IsNull() {
			record[i] = v.String()
		}
	}
	return record
}
