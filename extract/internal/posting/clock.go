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

// cpuTick is how much later than it is used the coarsest of systems counts a
// process's time.
const cpuTick = 16 * time.Millisecond

// A Clock bounds the time of one document, whatever it is made of: its frames,
// parts and strategies share one. The time is over when it has passed on the
// wall and the process has worked for as long: one that was stopped, or whose
// machine slept, has not had its time.
type Clock struct {
	ctx   context.Context
	limit time.Duration
	time  times
	wall  time.Time     // when the document was begun
	cpu   time.Duration // the process's own time by then
}

// times are the two clocks that a Clock reads; tests set their own.
type times struct {
	wall func() time.Time
	cpu  func() (time.Duration, bool) // false where the system does not say
}

// NewClock starts a clock.
func NewClock(ctx context.Context, limit time.Duration) *Clock {
	return startClock(ctx, limit, times{time.Now, cpuTime})
}

func startClock(ctx context.Context, limit time.Duration, t times) *Clock {
	c := &Clock{ctx: ctx, limit: limit, time: t, wall: t.wall()}
	c.cpu, _ = t.cpu()
	return c
}

// Over returns ErrTimeout once the time is over or the context is done, and nil
// before. A nil clock never is.
func (c *Clock) Over() error {
	switch {
	case c == nil:
		return nil
	case c.ctx.Err() != nil:
		return fmt.Errorf("%w: %w", ErrTimeout, context.Cause(c.ctx))
	case c.time.wall().Sub(c.wall) > c.limit && c.worked():
		return ErrTimeout
	}
	return nil
}

// worked says that the process has had the time of the document, in whatever it
// did. It is asked for only when the wall says that the time is over.
func (c *Clock) worked() bool {
	cpu, known := c.time.cpu()
	return !known || cpu-c.cpu+cpuTick > c.limit
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
	o = WithBounds(o)
	if o.clock == nil {
		o.clock = NewClock(ctx, o.Timeout)
	}
	return o
}

// TooLong says of an ErrTimeout why reading stopped.
func TooLong(err error, o Options) string {
	if errors.Is(err, context.Canceled) {
		return "reading was cancelled"
	}
	return "reading took longer than the limit of " + o.Timeout.String()
}

// ClockOf is the clock that runs, nil where none does.
func ClockOf(o Options) *Clock { return o.clock }
