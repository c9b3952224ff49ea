package main

import (
	"context"
	"iter"
	"sync"
)

// inOrder applies work to each item of in, with jobs workers, and calls emit
// with the results in the order of the items. It returns the first error of
// emit, or the context's. When it returns, no goroutine of it is left.
func inOrder[T, R any](ctx context.Context, in iter.Seq[T], jobs int, work func(T) R, emit func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	type task struct {
		item T
		done chan R
	}
	// order bounds how far reading runs ahead of writing.
	tasks, order := make(chan task), make(chan chan R, 4*jobs)
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
			t := task{item, make(chan R, 1)}
			select {
			case order <- t.done:
			case <-ctx.Done():
				return
			}
			tasks <- t
		}
	})
	defer wg.Wait()
	defer cancel()
	for done := range order {
		if err := emit(<-done); err != nil {
			cancel()
			for range order { // let the reader see that it is over
			}
			return err
		}
	}
	return ctx.Err()
}
