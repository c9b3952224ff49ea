package resultfile

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"rolecall/cmd/internal/result"
)

// Lines read rows of results from JSON lines.
type Lines struct {
	name  string
	Close func() error
	r     *bufio.Reader
	n     int           // of the line
	Line  []byte        // as it stands, without its end
	Facts *result.Facts // nil at the end
}

// OpenLines opens a file of results, compressed or not.
func OpenLines(name string) (*Lines, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	r, err := readLines(name, f)
	if err != nil {
		f.Close()
		return nil, err
	}
	r.Close = f.Close
	return r, nil
}

// readLines reads results from a stream, compressed or not.
func readLines(name string, in io.Reader) (r *Lines, err error) {
	r = &Lines{name: name, Close: func() error { return nil }, r: bufio.NewReaderSize(in, 1<<18)}
	head, _ := r.r.Peek(4)
	var plain io.Reader
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		plain, err = gzip.NewReader(r.r)
	case bytes.Equal(head, []byte("\x28\xb5\x2f\xfd")):
		plain, err = zstd.NewReader(r.r, zstd.WithDecoderConcurrency(1))
	default:
		return r, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r.r = bufio.NewReaderSize(plain, 1<<18)
	return r, nil
}

// Next reads a row. The numbers of rows must not fall.
func (r *Lines) Next() error {
	line, err := r.r.ReadBytes('\n')
	if err == io.EOF && len(line) == 0 {
		r.Line, r.Facts = nil, nil
		return nil
	}
	r.n++
	if err != nil && err != io.EOF {
		return fmt.Errorf("%s:%d: %w", r.name, r.n, err)
	}
	f, ok := result.ReadFacts(line)
	if !ok {
		return fmt.Errorf("%s:%d: not a row of results; batch -o FILE.jsonl writes them", r.name, r.n)
	}
	if r.Facts != nil && f.Seq < r.Facts.Seq {
		return fmt.Errorf("%s:%d: the rows are not in the order of their seq", r.name, r.n)
	}
	r.Line, r.Facts = bytes.TrimSuffix(line, []byte("\n")), f
	return nil
}

// OpenLinesOr opens a file of results, or takes standard input where it is named
// "-".
func OpenLinesOr(name string, stdin io.Reader) (*Lines, error) {
	if name == "-" {
		return readLines(name, stdin)
	}
	return OpenLines(name)
}

// Each calls do with the lines, of whichever command, and whatever their order. An
// error says which line it is of.
func (r *Lines) Each(do func(line []byte) error) error {
	for {
		line, err := r.r.ReadBytes('\n')
		if err == io.EOF && len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		r.n++
		if err != nil && err != io.EOF {
			return fmt.Errorf("%s:%d: %w", r.name, r.n, err)
		}
		if err := do(line); err != nil {
			return fmt.Errorf("%s:%d: %w", r.name, r.n, err)
		}
	}
}
