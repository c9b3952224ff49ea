package regression

import (
	"runtime"
	"slices"
	"sync"
)

// A Loss is what a fit makes small: what rows lose at a point, and a Gaussian
// penalty for leaving a prior. Minimizers ask for value and gradient of a point one
// after the other; both are found at once.
type Loss struct {
	Rows int

	// Learn returns what the rows from one to another lose at a point, and adds
	// their gradient. It is called by several goroutines.
	Learn func(x, grad []float64, from, to int) (loss float64)

	Width    int       // how many numbers of a point each strength is for
	Strength []float64 // of the penalty; the numbers behind have none
	Prior    []float64 // nil for zero

	x, gradient []float64 // the last point
	value       float64
}

// Value returns what is lost at a point: the less the better.
func (l *Loss) Value(x []float64) float64 {
	l.move(x)
	return l.value
}

// Gradient sets the slope of Value.
func (l *Loss) Gradient(grad, x []float64) {
	l.move(x)
	copy(grad, l.gradient)
}

// chunks is how many parts the rows are added up in. It does not depend on the
// machine, so that sums are the same to the last bit.
const chunks = 16

// move finds value and gradient of a point, unless it is the last one.
func (l *Loss) move(x []float64) {
	if l.x != nil && slices.Equal(l.x, x) {
		return
	}
	l.x = append(l.x[:0], x...)
	values, grads := make([]float64, chunks), make([][]float64, chunks)
	var wg sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for c := range chunks {
		turn <- struct{}{}
		wg.Go(func() {
			grads[c] = make([]float64, len(x))
			values[c] = l.Learn(x, grads[c], c*l.Rows/chunks, (c+1)*l.Rows/chunks)
			<-turn
		})
	}
	wg.Wait()
	l.value, l.gradient = 0, grads[0]
	for c := range chunks {
		l.value += values[c]
		if c == 0 {
			continue
		}
		for i, g := range grads[c] {
			l.gradient[i] += g
		}
	}
	l.penalize()
}

func (l *Loss) penalize() {
	for i, d := range l.x[:len(l.Strength)*l.Width] {
		if l.Prior != nil {
			d -= l.Prior[i]
		}
		strength := l.Strength[i/l.Width]
		l.value += strength * d * d / 2
		l.gradient[i] += strength * d
	}
}
