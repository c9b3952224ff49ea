package posting

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// ErrTimeout says that a document took longer than Options.Timeout, or that
// whoever asked for it wants it no more.
var ErrTimeout = errors.New("timeout")

// ErrTooComplex is the refusal to build a tree.
var ErrTooComplex = errors.New("too many elements")

// A Clock bounds the time of one document, whatever it is made of: its frames,
// parts and strategies share one.
type Clock struct {
	ctx   context.Context
	until time.Time
}

// NewClock starts a clock.
func NewClock(ctx context.Context, timeout time.Duration) *Clock {
	return &Clock{ctx, time.Now().Add(timeout)}
}

// Over returns ErrTimeout once the time is over or the context is done, and nil
// before. A nil clock never is.
func (c *Clock) Over() error {
	switch {
	case c == nil:
		return nil
	case c.ctx.Err() != nil:
		return fmt.Errorf("%w: %w", ErrTimeout, context.Cause(c.ctx))
	case time.Now().After(c.until):
		return ErrTimeout
	}
	return nil
}

// Reader makes a parser stop when the time is over: its worst cases are in
// what it does between reading and reading.
func (c *Clock) Reader(r io.Reader) io.Reader { return clockReader{r, c} }

type clockReader struct {
	r     io.Reader
	clock *Clock
}

func (r clockReader) Read(p []byte) (int, error) {
	if err := r.clock.Over(); err != nil {
		return 0, err
	}
	return r.r.Read(p[:min(len(p), 4096)])
}

// Under returns options whose clock has started, and stops with a context. A
// clock that runs already, as inside a document, goes on.
func Under(ctx context.Context, o Options) Options {
	o = withBounds(o)
	if o.clock == nil {
		o.clock = NewClock(ctx, o.Timeout)
	}
	return o
}

// ClockOf is the clock that runs, nil where none does.
func ClockOf(o Options) *Clock { return o.clock }
