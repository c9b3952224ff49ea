package extract

import (
	"errors"
	"io"
	"time"
)

// errTimeout is returned by the reader that feeds the parser.
var errTimeout = errors.New("timeout")

// deadlineReader makes the parser stop when the time is over: the parser's
// worst cases are in the tree building, and it asks for more input between.
type deadlineReader struct {
	r     io.Reader
	until time.Time
}

func (d deadlineReader) Read(p []byte) (int, error) {
	if time.Now().After(d.until) {
		return 0, errTimeout
	}
	return d.r.Read(p[:min(len(p), 4096)])
}

// errTooComplex is the refusal to build a tree.
var errTooComplex = errors.New("too many elements")
