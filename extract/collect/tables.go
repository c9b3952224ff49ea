package collect

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"rolecall/extract/collect/internal/record"
	"rolecall/extract/collect/internal/table"
)

// records are what a table is made of, one after another.
type records interface {
	Next() ([]string, error)
	Line() int // of the last one
}

// csv yields a document for each record of a table after its header.
func (c *collector) csv(s source) bool {
	on, err := c.table(s.name, table.NewCSV(s.r, ending(s.file), c.o.MaxBytes))
	if err != nil {
		return c.failed(s.name, err)
	}
	return on
}

// xlsx yields a document for each row of an Excel file, of every sheet that has
// columns of postings. Rows are named by the sheet where there are several.
func (c *collector) xlsx(s source) bool {
	at, size, err := c.reader(s)
	if err == nil && size > c.o.MaxBytes {
		err = tooLarge(c.o.MaxBytes)
	}
	if err != nil {
		return c.failed(s.name, readError(err))
	}
	w, err := table.OpenWorkbook(io.NewSectionReader(at, 0, size))
	if err != nil {
		return c.failed(s.name, broken("%w", err))
	}
	defer w.Close()
	var first error
	sheets, read := w.Sheets(), 0
	for _, name := range sheets {
		rowsOf := s.name
		if len(sheets) > 1 {
			rowsOf = memberName(s.name, name)
		}
		sheet, err := w.Sheet(name)
		if err == nil {
			var on bool
			if on, err = c.table(rowsOf, sheet); err == nil {
				read++
				if !on {
					return false
				}
				continue
			}
		}
		if first == nil {
			first = err
		}
	}
	if read == 0 && first != nil {
		return c.failed(s.name, first)
	}
	return true
}

// table yields a document for each record after the header. An error is of the
// header; then nothing was yielded.
func (c *collector) table(name string, t records) (on bool, err error) {
	h, err := c.header(t)
	if err == io.EOF {
		return true, nil
	}
	if err != nil {
		c.note("%s: %v", name, err)
		return true, readError(err)
	}
	blank := 0
	defer func() { c.noteBlank(name, blank) }()
	for {
		values, err := t.Next()
		if err == io.EOF {
			return true, nil
		}
		last := err != nil && !table.IsRecordError(err) // the stream is broken: there is no next record
		var row *Row
		switch {
		case err != nil:
			err = tableError(err, c.o.MaxBytes)
		default:
			if row, err = h.Row(values); row == nil && err == nil {
				if len(values) > 1 {
					blank++ // an empty line is not even that
				}
				continue
			}
			if err != nil {
				err = broken("%w", err)
			}
		}
		d, wanted := c.begin(rowName(name, t.Line()))
		if d.Row, d.Err = row, err; wanted && !c.emit(d) {
			return false, nil
		}
		if last {
			return true, nil
		}
	}
}

// tableError words an error of a record.
func tableError(err error, limit int64) error {
	switch {
	case errors.Is(err, table.ErrTooLarge):
		return tooLarge(limit)
	case errors.Is(err, table.ErrTooWide), errors.As(err, new(table.BrokenError)):
		return broken("%w", err)
	}
	return readError(err)
}

// maxPreamble is how many records may stand above the header: a sheet's title, a
// line of notes.
const maxPreamble = 10

// header finds the header among the first records: the first that names a title
// beside a description, else the first that has two names that are known, else
// the first that has any.
func (c *collector) header(t records) (*record.Header, error) {
	values, err := t.Next()
	for err == nil && isEmpty(values) {
		values, err = t.Next()
	}
	if err != nil {
		return nil, headerError(err)
	}
	h, first := c.cols.Header(values)
	if first == nil {
		return h, nil
	}
	// Another record is the header only beyond doubt.
	if len(values) == 1 || mostlyEmpty(values) {
		for range maxPreamble {
			if values, err = t.Next(); err != nil {
				break
			}
			if h, err := c.cols.Header(values); err == nil && h.Known() >= 2 {
				return h, nil
			}
		}
	}
	return nil, broken("%w", first)
}

// headerError words an error of the first record, which is no row.
func headerError(err error) error {
	if errors.Is(err, table.ErrTooWide) {
		return broken("a header of more than %d columns", table.MaxColumns)
	}
	if errors.Is(err, table.ErrTooLarge) {
		return fmt.Errorf("%w: the first line", ErrTooLarge)
	}
	if errors.As(err, new(table.BrokenError)) {
		return broken("%w", err)
	}
	return err
}

func isEmpty(values []string) bool {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return false
		}
	}
	return true
}

// mostlyEmpty tells a line above a table, whose cells are empty but for one or two.
func mostlyEmpty(values []string) bool {
	n := 0
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			n++
		}
	}
	return n <= 2 && len(values) > n
}

// looksLikeTable tells whether text begins with the header of a table of
// postings, a title beside a description, and a record that fits it.
func (c *collector) looksLikeTable(head []byte) bool {
	t := table.NewCSV(bytes.NewReader(head), "", int64(len(head)))
	names, err := t.Next()
	if err != nil || len(names) < 2 {
		return false
	}
	h, err := c.cols.Header(names)
	if err != nil || !h.IsPostings() {
		return false
	}
	values, err := t.Next()
	return err != nil || len(values) > 1 || isEmpty(values)
}
