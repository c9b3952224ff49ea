package main

import (
	"bufio"
	"bytes"
	"io"
)

// A lineRange reads the lines of a file that begin in a range of its bytes,
// each to its end. The ranges of a file together give each line once.
type lineRange struct {
	r    *bufio.Reader
	at   int64 // where the next byte stands in the file
	end  int64
	over bool

	ends int64 // lines that were read, a last one without its end apart
}

// newLineRange returns the lines of f that begin from start on and before end.
func newLineRange(f io.ReadSeeker, start, end int64) (*lineRange, error) {
	l := &lineRange{at: max(start-1, 0), end: end}
	if _, err := f.Seek(l.at, io.SeekStart); err != nil {
		return nil, err
	}
	l.r = bufio.NewReaderSize(f, 1<<16)
	if start > 0 { // a line begins at start where the byte before it ends one
		if err := l.skipLine(); err != nil {
			return nil, err
		}
	}
	l.over = l.at >= end
	return l, nil
}

// skipLine goes behind the next line's end, or to the end of the file.
func (l *lineRange) skipLine() error {
	for {
		part, err := l.r.ReadSlice('\n')
		l.at += int64(len(part))
		switch err {
		case bufio.ErrBufferFull:
			continue
		case io.EOF:
			l.at = max(l.at, l.end)
			return nil
		}
		return err
	}
}

// Read reads bytes of the lines.
func (l *lineRange) Read(p []byte) (int, error) {
	if l.over {
		return 0, io.EOF
	}
	n, err := l.r.Read(p)
	// The last line is the one that holds the byte before the end.
	if last := l.end - 1 - l.at; last < int64(n) {
		last = max(last, 0)
		if i := bytes.IndexByte(p[last:n], '\n'); i >= 0 {
			n, l.over = int(last)+i+1, true
		}
	}
	l.at += int64(n)
	l.ends += int64(bytes.Count(p[:n], []byte{'\n'}))
	return n, err
}
