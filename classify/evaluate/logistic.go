package evaluate

import (
	"math"
	"runtime"
	"slices"
	"sync"

	"gonum.org/v1/gonum/optimize"

	"rolecall/classify/internal/statement"
)

const numLetters = statement.NumLetters

// A logistic is a logistic regression of each letter on the same features: the
// log-likelihood of the marks, less a Gaussian penalty for leaving a prior.
type logistic struct {
	rows     []sparse
	marks    [][numLetters]float64 // 0 or 1, by row
	features int

	strength []float64          // of the penalty, by feature
	prior    []statement.Vector // by feature; nil for zero
	weights  []statement.Vector // the last point, and its value and gradient
	bias     statement.Vector
	x, grad  []float64
	value    float64
}

// A sparse row has the features that are not zero.
type sparse struct {
	index []int32
	value []float32
}

// chunks is how many parts the rows are added up in. It does not depend on the
// machine, so that sums are the same to the last bit.
const chunks = 16

// fit returns the weights of each feature, and the biases.
func (p *logistic) fit(iterations int) ([]statement.Vector, statement.Vector, error) {
	start := make([]float64, (p.features+1)*numLetters)
	if p.prior != nil {
		for f := range p.prior {
			copy(start[f*numLetters:], p.prior[f][:])
		}
	}
	for l := range numLetters {
		n := 0.0
		for i := range p.marks {
			n += p.marks[i][l]
		}
		share := (n + 0.5) / (float64(len(p.marks)) + 1)
		start[p.features*numLetters+l] = math.Log(share / (1 - share))
	}
	problem := optimize.Problem{
		Func: func(x []float64) float64 { p.at(x); return p.value },
		Grad: func(grad, x []float64) { p.at(x); copy(grad, p.grad) },
	}
	x, err := minimize(problem, start, &optimize.Settings{
		MajorIterations: iterations, Converger: &optimize.FunctionConverge{Relative: 1e-6, Iterations: 4},
	})
	if err != nil {
		return nil, statement.Vector{}, err
	}
	return vectors(x[:p.features*numLetters]), statement.Vector(x[p.features*numLetters:]), nil
}

func vectors(x []float64) []statement.Vector {
	out := make([]statement.Vector, len(x)/numLetters)
	for i := range out {
		out[i] = statement.Vector(x[i*numLetters:])
	}
	return out
}

// at computes value and gradient at a point, once.
func (p *logistic) at(x []float64) {
	if p.x != nil && slices.Equal(p.x, x) {
		return
	}
	p.x = append(p.x[:0], x...)
	p.weights, p.bias = vectors(x[:p.features*numLetters]), statement.Vector(x[p.features*numLetters:])
	values, grads := make([]float64, chunks), make([][]float64, chunks)
	var wg sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for c := range chunks {
		turn <- struct{}{}
		wg.Go(func() {
			grads[c] = make([]float64, len(x))
			values[c] = p.chunk(c*len(p.rows)/chunks, (c+1)*len(p.rows)/chunks, grads[c])
			<-turn
		})
	}
	wg.Wait()
	p.value, p.grad = 0, grads[0]
	for c := range chunks {
		p.value += values[c]
		if c == 0 {
			continue
		}
		for i, g := range grads[c] {
			p.grad[i] += g
		}
	}
	p.penalize()
}

// chunk adds up the loss of some rows, and adds their gradient.
func (p *logistic) chunk(from, to int, grad []float64) (loss float64) {
	for i := from; i < to; i++ {
		r := &p.rows[i]
		z := p.bias
		for k, f := range r.index {
			w, x := &p.weights[f], float64(r.value[k])
			for l := range z {
				z[l] += w[l] * x
			}
		}
		var g [numLetters]float64
		for l := range z {
			loss += math.Log1p(math.Exp(-math.Abs(z[l]))) + max(z[l], 0) - p.marks[i][l]*z[l]
			g[l] = 1/(1+math.Exp(-z[l])) - p.marks[i][l]
		}
		for k, f := range r.index {
			at, x := int(f)*numLetters, float64(r.value[k])
			for l := range g {
				grad[at+l] += g[l] * x
			}
		}
		for l := range g {
			grad[p.features*numLetters+l] += g[l]
		}
	}
	return loss
}

func (p *logistic) penalize() {
	for f := range p.features {
		for l := range numLetters {
			d := p.weights[f][l]
			if p.prior != nil {
				d -= p.prior[f][l]
			}
			p.value += p.strength[f] * d * d / 2
			p.grad[f*numLetters+l] += p.strength[f] * d
		}
	}
}
