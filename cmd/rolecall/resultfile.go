package main

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

// A resultFile reads rows of results from JSON lines.
type resultFile struct {
	name  string
	close func() error
	r     *bufio.Reader
	n     int           // of the line
	line  []byte        // as it stands, without its end
	facts *result.Facts // nil at the end
}

// openResults opens a file of results, compressed or not.
func openResults(name string) (*resultFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	r, err := readResults(name, f)
	if err != nil {
		f.Close()
		return nil, err
	}
	r.close = f.Close
	return r, nil
}

// readResults reads results from a stream, compressed or not.
func readResults(name string, in io.Reader) (r *resultFile, err error) {
	r = &resultFile{name: name, close: func() error { return nil }, r: bufio.NewReaderSize(in, 1<<18)}
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

// next reads a row. The numbers of rows must not fall.
func (r *resultFile) next() error {
	line, err := r.r.ReadBytes('\n')
	if err == io.EOF && len(line) == 0 {
		r.line, r.facts = nil, nil
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
	if r.facts != nil && f.Seq < r.facts.Seq {
		return fmt.Errorf("%s:%d: the rows are not in the order of their seq", r.name, r.n)
	}
	r.line, r.facts = bytes.TrimSuffix(line, []byte("\n")), f
	return nil
}
