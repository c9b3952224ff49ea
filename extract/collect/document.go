package collect

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"

	"rolecall/extract"
	"rolecall/extract/collect/internal/found"
	"rolecall/extract/collect/internal/record"
)

// A Document is one saved document, or one row of a data set.
type Document struct {
	// Seq is the document's place in the input, from 0, counting those that
	// Options.Want refused: the same in every shard of the same input.
	Seq int64

	// Name is stable: the path; path:LINE for a row; archive!path for a member
	// of an archive, archive!URI for a record of a WARC file; "-" in place of
	// the path for standard input.
	Name string

	Data []byte // of a saved document
	Row  *Row   // of a data set; nil for a saved document
	Err  error  // why it could not be read

	// What Load has still to do.
	path  string          // a file to read, of at most max bytes
	found bool            // it was found in a folder, and not named
	max   int64           //
	line  []byte          // a row to parse
	cols  *record.Columns // by these columns
	only  string          // the member that is wanted; "" for all
}

// ErrTooLarge is wrapped by the error of a document over Options.MaxBytes.
var ErrTooLarge = errors.New("too large")

// Load reads what was deferred by Options.Defer, once, of one copy of a document.
func (d *Document) Load() {
	switch {
	case d.line != nil:
		d.Row, d.Err = d.cols.Parse(d.line)
		if d.Err != nil {
			d.Err = broken("%w", d.Err)
		}
		giveLine(d.line) // the row has copied what it took
	case d.path != "":
		d.Data, d.Err = readFile(d.path, d.found, d.max, nil)
	}
	d.line, d.path = nil, ""
}

// Size is the number of bytes that the document holds in memory.
func (d *Document) Size() int { return len(d.Data) + len(d.line) }

// fileBuffers hold a file each while its postings are extracted.
var fileBuffers = sync.Pool{New: func() any { return new([]byte) }}

// maxFileBuffer is the largest buffer that is kept: few pages are larger.
const maxFileBuffer = 4 << 20

// Extract pulls the postings out of the document. A document that could not
// be read gives one extraction with the reason. What a file that Load has not
// read holds is not kept as Data.
//
// A fault of the program is told like one of the document: it ends no run.
func (d *Document) Extract(o extract.Options) (x []extract.Extraction) {
	defer func() {
		if fault := recover(); fault != nil {
			x = []extract.Extraction{{Reason: extract.Malformed, Detail: fmt.Sprintf("a fault of the program, please report it: %v", fault)}}
		}
	}()
	if d.path == "" {
		d.Load()
		return d.postings(d.Data, o)
	}
	buf := fileBuffers.Get().(*[]byte)
	defer fileBuffers.Put(buf)
	data, err := readFile(d.path, d.found, d.max, *buf)
	if d.Err = err; err == nil && cap(data) <= maxFileBuffer {
		*buf = data
	}
	return d.postings(data, o)
}

// postings reads the row, or the document that data is.
func (d *Document) postings(data []byte, o extract.Options) []extract.Extraction {
	switch {
	case errors.Is(d.Err, ErrTooLarge):
		return []extract.Extraction{{Reason: extract.TooLarge, Detail: d.Err.Error()}}
	case errors.As(d.Err, &brokenError{}):
		return []extract.Extraction{{Reason: extract.Malformed, Detail: d.Err.Error()}}
	case d.Err != nil:
		return []extract.Extraction{{Reason: extract.NoAccess, Detail: d.Err.Error()}}
	case d.Row != nil:
		return d.member([]extract.Extraction{d.Row.Extract(o)})
	}
	return d.member(extract.Read(d.Name, data, o))
}

// A brokenError is of something that could be read, and is not what it should
// be: a truncated archive, a row that is none.
type brokenError struct{ error }

func (b brokenError) Unwrap() error { return b.error }

// broken words a brokenError.
func broken(format string, args ...any) error { return brokenError{fmt.Errorf(format, args...)} }

// An accessError is of something that is not there to be read.
type accessError string

func (a accessError) Error() string { return string(a) }

// plainError says what failed without repeating the path, which the
// document's name already says.
func plainError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("cannot %s: %w", pe.Op, pe.Err)
	}
	return err
}

// openFile opens a file: one that the user named may be a pipe or a link, one
// that was found in a folder may not.
func openFile(path string, inFolder bool) (*os.File, error) {
	if !inFolder {
		return os.Open(path)
	}
	f, err := found.Open(path)
	if errors.Is(err, found.ErrChanged) {
		return nil, accessError(err.Error())
	}
	return f, err
}

// readFile reads a file of at most limit bytes, into buf where it has room.
func readFile(path string, inFolder bool, limit int64, buf []byte) ([]byte, error) {
	f, err := openFile(path, inFolder)
	if err != nil {
		return nil, plainError(err)
	}
	defer f.Close()
	// Told from the size, so that a huge file is not read to learn it.
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	if size > limit {
		return nil, tooLarge(limit)
	}
	b, err := readInto(buf, f, size, limit)
	return b, readError(err)
}

// maxClaim is how much is allocated ahead of what an archive claims that a member
// has.
const maxClaim = 1 << 20

// readSized reads at most limit bytes, of which size are claimed.
func readSized(r io.Reader, size, limit int64) ([]byte, error) {
	return readInto(nil, r, min(size, maxClaim), limit)
}

// readInto is readSized into a buffer, where that has room.
func readInto(b []byte, r io.Reader, size, limit int64) ([]byte, error) {
	b = slices.Grow(b[:0], int(max(min(size, limit)+1, 512)))
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case int64(len(b)) > limit:
			return nil, tooLarge(limit)
		case err == io.EOF:
			return b, nil
		case err != nil:
			return nil, err
		case len(b) == cap(b):
			b = append(b, 0)[:len(b)]
		}
	}
}

func tooLarge(limit int64) error {
	return fmt.Errorf("%w: over %d bytes", ErrTooLarge, limit)
}
