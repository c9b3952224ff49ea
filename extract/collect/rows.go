package collect

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"

	"rolecall/extract/collect/internal/record"
)

// A Row is a posting of a data set.
type Row = record.Row

// Fields name the columns of a data set. An empty name is guessed from those
// in common use.
type Fields = record.Fields

// ScanObject calls visit with each member of the JSON object that b is, its
// value as it stands. It reports whether b is one whole object, as
// encoding/json takes it.
func ScanObject(b []byte, visit func(key string, value []byte)) bool {
	return record.ScanObject(b, visit)
}

// Unquote returns the text of a JSON string that ScanObject found; of any
// other value, "".
func Unquote(value []byte) string { return record.Unquote(value) }

// jsonLines yields a document for each JSON line. A line that is none is a
// document with the error.
func (c *collector) jsonLines(name string, br *bufio.Reader) bool {
	blank, logs, rows := 0, 0, 0
	defer func() { c.noteBlank(name, blank); c.noteLog(name, logs) }()
	for n := 1; ; n++ {
		line, err := readLine(br, c.o.MaxBytes)
		if err == io.EOF {
			return rows > 0 || logs == 0 || c.failed(name, broken("a log, and no row in it"))
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte(utf8BOM))
		}
		if line = bytes.TrimSpace(line); err == nil && len(line) == 0 {
			continue
		}
		if err == nil && c.isBlank(line) {
			blank++
			continue
		}
		if err == nil && c.isLog(line) {
			logs++
			continue
		}
		if rows++; !c.row(name, n, rows == 1, line, err) {
			return false
		}
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return true // the stream is broken: there is no next line
		}
	}
}

// jsonArray yields a document for each element of a JSON array.
func (c *collector) jsonArray(name string, br *bufio.Reader) bool {
	a := arrayReader{br: br, limit: c.o.MaxBytes}
	blank := 0
	defer func() { c.noteBlank(name, blank) }()
	for n := 1; ; n++ {
		element, err := a.next()
		if err == io.EOF {
			return true
		}
		if err == nil && c.isBlank(element) {
			blank++
			continue
		}
		if !c.row(name, n, n == 1, element, err) {
			return false
		}
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return true
		}
	}
}

// row yields the row of a JSON object, or of the error that came in its place. Of
// the first it is said where no column is known.
func (c *collector) row(name string, n int, first bool, object []byte, err error) bool {
	if first && err == nil && c.o.Note != nil {
		if _, err := c.cols.Parse(object); errors.As(err, new(record.NoColumnError)) {
			c.note("%s: %v", name, err)
		}
	}
	d, wanted := c.begin(rowName(name, n))
	if !wanted {
		return true
	}
	if err == nil {
		d.line, d.cols = object, c.cols
	} else {
		d.Err = readError(err)
	}
	return c.emit(d)
}

// longBlank is the longest object that is looked through for a value: a row of
// a table has a description, and is longer.
const longBlank = 8 << 10

// isBlank tells an object all of whose values are empty.
func (c *collector) isBlank(object []byte) bool {
	if len(object) > longBlank {
		return false
	}
	return c.cols.IsBlank(object)
}

// frame yields a document for each row of a table that was written as one JSON
// object.
func (c *collector) frame(name string, f *record.Frame) bool {
	blank := 0
	defer func() { c.noteBlank(name, blank) }()
	for i := range f.Len() {
		row, err := f.Row(i)
		if row == nil && err == nil {
			blank++
			continue
		}
		d, wanted := c.begin(rowName(name, i+1))
		if !wanted {
			continue
		}
		if d.Row = row; err != nil {
			d.Err = broken("%w", err)
		}
		if !c.emit(d) {
			return false
		}
	}
	return true
}

// note says something of a whole file that its rows do not say.
func (c *collector) note(format string, args ...any) {
	if c.o.Note != nil {
		c.o.Note(fmt.Sprintf(format, args...))
	}
}

func (c *collector) noteBlank(name string, n int) {
	switch {
	case n == 1:
		c.note("%s: 1 blank row skipped", name)
	case n > 1:
		c.note("%s: %d blank rows skipped", name, n)
	}
}

func (c *collector) noteLog(name string, n int) {
	switch {
	case n == 1:
		c.note("%s: 1 line of a log skipped", name)
	case n > 1:
		c.note("%s: %d lines of a log skipped", name, n)
	}
}

func rowName(file string, n int) string { return file + ":" + strconv.Itoa(n) }

// readLine returns the next line, however long, up to limit; of a longer one
// it returns an error and goes to its end. At the end of input it returns io.EOF.
func readLine(br *bufio.Reader, limit int64) ([]byte, error) {
	line := takeLine()
	var long [][]byte // what came before line; a long line is not copied each time it grows
	var size int64
	for {
		part, err := br.ReadSlice('\n')
		if size += int64(len(part)); size > limit {
			line, long = nil, nil
		} else if line = append(line, part...); len(line) >= longLine {
			line, long = make([]byte, 0, longLine+bufferSize), append(long, line)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case size > limit && (err == nil || err == io.EOF):
			return nil, tooLarge(limit)
		case err == io.EOF && size > 0:
			err = nil
		}
		if len(long) > 0 {
			line = bytes.Join(append(long, line), nil)
		}
		return line, err
	}
}

// longLine is the length from which a line is kept in parts while it is read.
const longLine = 1 << 20

// lineBuffers hold a line each until its row is parsed: new ones would be a fifteenth
// of what a run over rows allocates.
var lineBuffers = sync.Pool{New: func() any { return new([]byte) }}

// maxLineBuffer is the largest buffer that is kept: few lines are longer.
const maxLineBuffer = 64 << 10

func takeLine() []byte { return (*lineBuffers.Get().(*[]byte))[:0] }

func giveLine(b []byte) {
	if cap(b) <= maxLineBuffer {
		lineBuffers.Put(&b)
	}
}

// maxLogged is how many lines of a log may stand above the first row.
const maxLogged = 100

// looksLikeRows tells whether text begins with a line that is a JSON object
// with a posting in it.
func (c *collector) looksLikeRows(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8BOM)), " \t\r\n")
	logged := false
	for range maxLogged {
		line, rest, ok := bytes.Cut(head, []byte("\n"))
		if !ok || len(line) == 0 || line[0] == '{' || !c.isLog(line) {
			break
		}
		head, logged = bytes.TrimLeft(rest, " \t\r\n"), true
	}
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	line, _, whole := bytes.Cut(head, []byte("\n"))
	if !json.Valid(line) {
		return !whole && len(head) > 1<<19 // a first line longer than what was looked at
	}
	r, err := c.cols.Parse(line)
	return err == nil && (!logged || r.Full())
}

// looksLikeArray tells whether text begins with a JSON array of rows. A job
// board's API gives arrays too; those have no title and description side by
// side under the names of data sets, and are read as documents.
func (c *collector) looksLikeArray(head []byte) bool {
	a := arrayReader{br: bufio.NewReader(bytes.NewReader(head)), limit: int64(len(head))}
	first, err := a.next()
	if err != nil {
		return false
	}
	r, err := c.cols.Parse(first)
	return err == nil && r.Full()
}
