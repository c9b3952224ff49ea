package collect

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"rolecall/extract"
)

// A Row is a posting of a data set.
type Row struct {
	ID, Title, Company, Location, Date, URL string

	Text string // the description as plain text
	HTML string // the description as HTML; preferred, since it has the structure

	Label  string // what a person labelled it, where the data set says so
	Source string // where the data set has it from
}

// extract makes a posting of the row.
func (r *Row) extract(o extract.Options) extract.Extraction {
	var e extract.Extraction
	if r.HTML != "" {
		e = extract.Fragment(r.HTML, o)
	} else if r.Text != "" {
		e = extract.PlainText(r.Text, o)
	}
	p := &e.Posting
	p.Title, p.Company, p.Location, p.Date, p.URL = r.Title, r.Company, r.Location, r.Date, r.URL
	return e
}

// jsonLines yields a document for each JSON line. A line that is none is a
// document with the error.
func (c *collector) jsonLines(name string, br *bufio.Reader) bool {
	for n := 1; ; n++ {
		line, err := readLine(br, c.o.MaxBytes)
		if err == io.EOF {
			return true
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte(utf8BOM))
		}
		if line = bytes.TrimSpace(line); err == nil && len(line) == 0 {
			continue
		}
		if !c.row(name, n, line, err) {
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
	for n := 1; ; n++ {
		element, err := a.next()
		if err == io.EOF {
			return true
		}
		if !c.row(name, n, element, err) {
			return false
		}
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return true
		}
	}
}

// row yields the row of a JSON object, or of the error that came in its place.
func (c *collector) row(name string, n int, object []byte, err error) bool {
	d, wanted := c.begin(rowName(name, n))
	if !wanted {
		return true
	}
	d.Err = readError(err)
	if err == nil {
		d.line, d.cols = object, c.cols
	}
	return c.emit(d)
}

func rowName(file string, n int) string { return file + ":" + strconv.Itoa(n) }

// readLine returns the next line, however long, up to limit; of a longer one
// it returns an error and goes to its end. At the end of input it returns io.EOF.
func readLine(br *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
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

// looksLikeRows tells whether text begins with a line that is a JSON object
// with a posting in it.
func (c *collector) looksLikeRows(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8BOM)), " \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	line, _, whole := bytes.Cut(head, []byte("\n"))
	if !json.Valid(line) {
		return !whole && len(head) > 1<<19 // a first line longer than what was looked at
	}
	_, err := parseRow(line, c.cols)
	return err == nil
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
	r, err := parseRow(first, c.cols)
	return err == nil && r.Title != "" && (r.Text != "" || r.HTML != "")
}
