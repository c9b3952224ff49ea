package collect

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// csv yields a document for each record of a table after its header.
func (c *collector) csv(s source) bool {
	t := newTable(s.r, c.o.MaxBytes)
	header, err := t.header(ending(s.file))
	if err == io.EOF {
		return true
	}
	if err != nil {
		return c.failed(s.name, err)
	}
	slots, err := c.cols.header(header)
	if err != nil {
		return c.failed(s.name, err)
	}
	for {
		record, err := t.next()
		if err == io.EOF {
			return true
		}
		if err == nil && len(record) == 1 && record[0] == "" {
			continue // an empty line
		}
		d, wanted := c.begin(rowName(s.name, t.start))
		if wanted {
			if d.Err = readError(err); err == nil {
				d.Row, d.Err = slots.row(record)
			}
			if !c.emit(d) {
				return false
			}
		}
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return true
		}
	}
}

// A header says where each value of a record goes.
type header struct {
	cols  *columns
	slots []slot
	use   []bool
}

// header maps the names of a table's columns. One that the user named and that
// is not there is an error.
func (c *columns) header(names []string) (*header, error) {
	h := &header{c, make([]slot, len(names)), make([]bool, len(names))}
	var seen values
	for i, name := range names {
		h.slots[i], h.use[i] = c.slot(strings.TrimSpace(name))
		if h.use[i] {
			seen.put(h.slots[i], name)
		}
	}
	for i := range numColumns {
		if c.named[i] != "" && !seen.has(i) {
			return nil, broken("no column %q for %s: there are %s", c.named[i], columnFlag[i], strings.Join(names, ", "))
		}
	}
	if !seen.has(colTitle) && !seen.has(colText) && !seen.has(colHTML) {
		return nil, broken("no column that is known as title or description: there are %s; name them with --title-field, --text-field or --html-field", strings.Join(names, ", "))
	}
	return h, nil
}

func (h *header) row(record []string) (*Row, error) {
	var v values
	for i, text := range record {
		if i < len(h.slots) && h.use[i] {
			v.put(h.slots[i], cellText(text))
		}
	}
	for i, s := range h.slots {
		if h.use[i] {
			v.seen |= 1 << s.column // also of a record that is too short
		}
	}
	return h.cols.row(&v)
}

// cellText is the text of a cell: what is not UTF-8 is of an old spreadsheet.
func cellText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	text, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return text
}

// A table reads records of comma-separated values as people's programs write
// them: with any of four delimiters, line ends of all systems, quotes in the
// middle of a value, and values of many lines. encoding/csv reads all of a
// file as one value where a quote is never closed; here a record has a limit.
type table struct {
	br    *bufio.Reader
	limit int64
	comma byte
	line  int // of the next byte, from 1
	start int // line where the last record began
}

func newTable(r io.Reader, limit int64) *table {
	// A byte-order mark says UTF-16, as Excel writes "Unicode text".
	decode := unicode.BOMOverride(transform.Nop)
	return &table{br: bufio.NewReaderSize(transform.NewReader(r, decode), bufferSize), limit: limit, line: 1}
}

// header reads the first record, and the delimiter from it.
func (t *table) header(ending string) ([]string, error) {
	head, _ := t.br.Peek(bufferSize)
	if t.comma = '\t'; ending != ".tsv" {
		t.comma = delimiter(head)
	}
	return t.next()
}

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

// next reads a record. Of one over the limit it returns an error, and goes on
// at the line after, as if no quote were open there.
func (t *table) next() ([]string, error) {
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
			return append(record, string(cell)), nil
		}
		if err == io.EOF && quoted {
			return nil, broken("the quote of a value that begins in line %d is never closed", t.start)
		}
		if err != nil {
			return nil, err
		}
		any = true
		if c == '\n' {
			t.line++
		}
		if size++; size > t.limit {
			return nil, t.skipLine(c)
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
			record, cell, closed = append(record, string(cell)), cell[:0], false
		case c == '\n' || c == '\r':
			if next, err := t.br.Peek(1); c == '\r' && err == nil && next[0] == '\n' {
				t.br.ReadByte()
				t.line++
			} else if c == '\r' {
				t.line++
			}
			return append(record, string(cell)), nil
		case c == '"' && len(bytes.TrimSpace(cell)) == 0:
			quoted, cell = true, cell[:0]
		default:
			cell, closed = append(cell, c), false
		}
	}
}

// skipLine goes to the end of a line whose record is too long.
func (t *table) skipLine(last byte) error {
	for last != '\n' {
		c, err := t.br.ReadByte()
		if err != nil {
			return tooLarge(t.limit)
		}
		last = c
	}
	t.line++
	return tooLarge(t.limit)
}

// looksLikeTable tells whether text begins with the header of a table of
// postings: a title beside a description.
func (c *collector) looksLikeTable(head []byte) bool {
	t := newTable(bytes.NewReader(head), int64(len(head)))
	names, err := t.header("")
	if err != nil || len(names) < 2 {
		return false
	}
	var seen values
	for _, name := range names {
		if s, ok := c.cols.slot(strings.TrimSpace(name)); ok {
			seen.put(s, name)
		}
	}
	return seen.has(colTitle) && (seen.has(colText) || seen.has(colHTML))
}
