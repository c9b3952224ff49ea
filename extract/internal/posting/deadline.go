package posting

import (
	"errors"
	"io"
	"time"
)

// ErrTimeout is returned by the reader that feeds the parser.
var ErrTimeout = errors.New("timeout")

// DeadlineReader makes the parser stop when the time is over: the parser's
// worst cases are in the tree building, and it asks for more input between.
type DeadlineReader struct {
	Reader io.Reader
	Until  time.Time
}

func (d DeadlineReader) Read(p []byte) (int, error) {
	if time.Now().After(d.Until) {
		return 0, ErrTimeout
	}
	return d.Reader.Read(p[:min(len(p), 4096)])
}

// ErrTooComplex is the refusal to build a tree.
var ErrTooComplex = errors.New("too many elements")
