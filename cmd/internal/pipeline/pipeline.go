// Package pipeline has many workers do what is to stand in one order.
package pipeline

import (
	"context"
	"iter"
	"sync"
)

// InOrder applies work to each item of in, with jobs workers, and calls emit
// with the results in the order of the items. It returns the first error of
// emit, or the context's. When it returns, no goroutine of it is left, and what
// was under way when the context ended is done.
func InOrder[T, R any](ctx context.Context, in iter.Seq[T], jobs int, work func(T) R, emit func(R) error) error {
	if jobs == 1 { // all in one place: as much as one core does, and no more
		for item := range in {
			if err := emit(work(item)); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	ctx, cancel := context.WithCancel(ctx)
	type task struct {
		item T
		size int
		done chan R
	}
	// order bounds how far reading runs ahead of writing: far enough that one
	// large document at its head does not leave the other workers idle.
	tasks, order := make(chan task, 4*jobs), make(chan task, 32*jobs)
	held := newBudget(maxHeld)
	var wg sync.WaitGroup
	for range jobs {
		wg.Go(func() {
			for t := range tasks {
				t.done <- work(t.item)
			}
		})
	}
	wg.Go(func() {
		defer close(order)
		defer close(tasks)
		for item := range in {
			t := task{item, sizeOf(&item), make(chan R, 1)}
			held.take(t.size)
			select {
			case order <- task{size: t.size, done: t.done}:
			case <-ctx.Done():
				return
			}
			tasks <- t
		}
	})
	defer wg.Wait()
	defer cancel()
	for t := range order {
		err := emit(<-t.done)
		held.give(t.size)
		if err != nil {
			cancel()
			for t := range order { // let the reader see that it is over
				held.give(t.size)
			}
			return err
		}
	}
	return ctx.Err()
}

// maxHeld is how many bytes of documents are under way, from when they are read
// to when their rows are written: more only where a single one is larger.
const maxHeld = 64 << 20

// sizeOf is how many bytes an item holds, where it says so.
func sizeOf(item any) int {
	if s, ok := item.(interface{ Size() int }); ok {
		return s.Size()
	}
	return 0
}

// A budget bounds what is taken and not yet given back.
type budget struct {
	mu        sync.Mutex
	changed   *sync.Cond
	used, max int
}

func newBudget(n int) *budget {
	b := &budget{max: n}
	b.changed = sync.NewCond(&b.mu)
	return b
}

// take waits until n are free, or nothing else is taken.
func (b *budget) take(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.used > 0 && b.used+n > b.max {
		b.changed.Wait()
	}
	b.used += n
}

func (b *budget) give(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used -= n
	b.changed.Signal()
}
