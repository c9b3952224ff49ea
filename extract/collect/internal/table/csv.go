// Package table reads tables as people's programs write them: comma-separated
// values and Excel's workbooks, record by record, within bounds.
package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Bounds of a table.
const (
	// MaxColumns is what a spreadsheet can have; a record of more values is
	// none.
	MaxColumns = 16384

	bufferSize = 64 << 10
)

// The errors of a record; the next one can be read all the same.
var (
	ErrTooLarge = errors.New("too large")
	ErrTooWide  = fmt.Errorf("a row of more than %d values", MaxColumns)
)

// A BrokenError is of a table that is not what it should be, in words.
type BrokenError string

func (b BrokenError) Error() string { return string(b) }

func brokenError(format string, args ...any) error { return BrokenError(fmt.Sprintf(format, args...)) }

// cellText is the text of a cell: what is not UTF-8 is of an old spreadsheet.
func cellText(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return string(text)
}

// A CSV reads records of comma-separated values as people's programs write
// them: with any of four delimiters, line ends of all systems, quotes in the
// middle of a value, and values of many lines. encoding/csv reads all of a
// file as one value where a quote is never closed; here a record has a limit.
type CSV struct {
	br    *bufio.Reader
	limit int64
	comma byte
	line  int // of the next byte, from 1
	start int // line where the last record began
}

// NewCSV reads a table from its start. Of an ending .tsv the values are parted by
// tabs, else by what the first line has most of. A byte-order mark says UTF-16,
// as Excel writes "Unicode text".
func NewCSV(r io.Reader, ending string, limit int64) *CSV {
	decode := unicode.BOMOverride(transform.Nop)
	t := &CSV{br: bufio.NewReaderSize(transform.NewReader(r, decode), bufferSize), limit: limit, line: 1, comma: '\t'}
	if ending != ".tsv" && ending != ".tab" {
		head, _ := t.br.Peek(bufferSize)
		t.comma = delimiter(head)
	}
	return t
}

// Line is where the last record began, from 1.
func (t *CSV) Line() int { return t.start }

// delimiter is the character of four that the first line has most of, outside
// of quotes.
func delimiter(head []byte) byte {
	var count [256]int
	quoted := false
	for _, c := range head {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			if c == '\n' || c == '\r' {
				break
			}
			count[c]++
		}
	}
	best := byte(',')
	for _, c := range []byte("\t;|") {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// Next reads a record. Of one over the bounds it returns ErrTooLarge or
// ErrTooWide, and goes on at the line after, as if no quote were open there.
// At the end it returns io.EOF.
func (t *CSV) Next() ([]string, error) {
	t.start = t.line
	var (
		record []string
		cell   []byte
		size   int64
		quoted bool // inside of quotes
		closed bool // behind a closing quote
		any    bool
	)
	for {
		c, err := t.br.ReadByte()
		if err == io.EOF && any && !quoted {
			return append(record, cellText(cell)), nil
		}
		if err == io.EOF && quoted {
			return nil, brokenError("the quote of a value that begins in line %d is never closed", t.start)
		}
		if err != nil {
			return nil, err
		}
		any = true
		if c == '\n' {
			t.line++
		}
		if size++; size > t.limit {
			return nil, t.skipLine(c, ErrTooLarge)
		}
		switch {
		case quoted && c == '"':
			quoted, closed = false, true
		case quoted:
			cell = append(cell, c)
		case closed && c == '"': // two quotes are one
			quoted, closed = true, false
			cell = append(cell, c)
		case c == t.comma:
			if len(record) == MaxColumns {
				return nil, t.skipLine(c, ErrTooWide)
			}
			record, cell, closed = append(record, cellText(cell)), cell[:0], false
		case c == '\n' || c == '\r':
			if next, err := t.br.Peek(1); c == '\r' && err == nil && next[0] == '\n' {
				t.br.ReadByte()
				t.line++
			} else if c == '\r' {
				t.line++
			}
			return append(record, cellText(cell)), nil
		case c == '"' && len(bytes.TrimSpace(cell)) == 0:
			quoted, cell = true, cell[:0]
		default:
			cell, closed = append(cell, c), false
		}
	}
}

// skipLine goes to the end of a line whose record is over a bound.
func (t *CSV) skipLine(last byte, why error) error {
	for last != '\n' {
		_, err := t.br.ReadSlice('\n')
		if err == nil {
			break
		}
		if err != bufio.ErrBufferFull {
			return why
		}
	}
	t.line++
	return why
}
