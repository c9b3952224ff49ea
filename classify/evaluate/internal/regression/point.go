package regression

import (
	"runtime"
	"slices"
	"sync"
)

// A Point is where a loss was asked for last, with its value and its gradient:
// minimizers ask for one after the other.
type Point struct {
	x        []float64
	Value    float64
	Gradient []float64
}

// Is tells whether x is the point.
func (p *Point) Is(x []float64) bool { return p.x != nil && slices.Equal(p.x, x) }

// chunks is how many parts the rows are added up in. It does not depend on the
// machine, so that sums are the same to the last bit.
const chunks = 16

// Move makes x the point. Value and Gradient are the sums of what chunk returns
// and adds to grad for the rows from one to another, of n.
func (p *Point) Move(x []float64, n int, chunk func(from, to int, grad []float64) (loss float64)) {
	p.x = append(p.x[:0], x...)
	values, grads := make([]float64, chunks), make([][]float64, chunks)
	var wg sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for c := range chunks {
		turn <- struct{}{}
		wg.Go(func() {
			grads[c] = make([]float64, len(x))
			values[c] = chunk(c*n/chunks, (c+1)*n/chunks, grads[c])
			<-turn
		})
	}
	wg.Wait()
	p.Value, p.Gradient = 0, grads[0]
	for c := range chunks {
		p.Value += values[c]
		if c == 0 {
			continue
		}
		for i, g := range grads[c] {
			p.Gradient[i] += g
		}
	}
}
