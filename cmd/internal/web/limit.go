package web

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
)

// errBusy says that a request came when too many others were under way.
var errBusy = errors.New("too many requests at once")

// turns lets a number of readings run at once, and a number of requests wait
// for their turn.
type turns struct {
	admitted chan struct{} // running or waiting
	running  chan struct{}
	large    chan struct{} // one: a large body is read alone, but for small ones
}

func newTurns(running, waiting int) *turns {
	return &turns{make(chan struct{}, running+waiting), make(chan struct{}, running), make(chan struct{}, 1)}
}

// take waits for a turn; done must be called at its end. The error is errBusy
// where too many wait already, or where ctx ends before the turn comes.
func (t *turns) take(ctx context.Context) (done func(), err error) {
	select {
	case t.admitted <- struct{}{}:
	default:
		return nil, errBusy
	}
	select {
	case t.running <- struct{}{}:
		return func() { <-t.running; <-t.admitted }, nil
	case <-ctx.Done():
		<-t.admitted
		return nil, errBusy
	}
}

// takeLarge waits until no other large body is read. It comes before take, so
// that who waits keeps no turn from small ones.
func (t *turns) takeLarge(ctx context.Context) (done func(), err error) {
	select {
	case t.large <- struct{}{}:
		return func() { <-t.large }, nil
	case <-ctx.Done():
		return nil, errBusy
	}
}

// errTooMuch says that a request needs more than there is for all.
var errTooMuch = errors.New("the body and its answer are too large; send less at once")

// memory is how many bytes of bodies and answers may still be held.
type memory struct {
	free atomic.Int64
	all  int64
}

func newMemory(n int64) *memory {
	m := &memory{all: n}
	m.free.Store(n)
	return m
}

// A grant is what one request holds of the memory. It grows with what is
// there, not with what was announced: who says much and sends nothing takes
// nothing from others.
type grant struct {
	memory *memory
	held   int64
}

// grow takes n bytes more, or returns errBusy, or errTooMuch where there will
// never be so many.
func (g *grant) grow(n int) error {
	if g.held+int64(n) > g.memory.all {
		return errTooMuch
	}
	if g.memory.free.Add(-int64(n)) < 0 {
		g.memory.free.Add(int64(n))
		return errBusy
	}
	g.held += int64(n)
	return nil
}

// release gives all back.
func (g *grant) release() {
	g.memory.free.Add(g.held)
	g.held = 0
}

// reader counts what is read from r as held.
func (g *grant) reader(r io.Reader) io.Reader { return grantReader{g, r} }

type grantReader struct {
	grant *grant
	r     io.Reader
}

func (r grantReader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if full := r.grant.grow(n); full != nil {
		return 0, full
	}
	return n, err
}
