package regression

import (
	"math"

	"gonum.org/v1/gonum/optimize"

	"rolecall/classify/internal/statement"
)

const numLetters = statement.NumLetters

// Letters is a logistic regression of each letter on the same features: the
// log-likelihood of the marks, less a Gaussian penalty for leaving a prior.
type Letters struct {
	Rows     []Row
	Marks    [][numLetters]float64 // 0 or 1, by row
	Features int

	Strength []float64          // of the penalty, by feature
	Prior    []statement.Vector // by feature; nil for zero
}

// A Row has the features that are not zero.
type Row struct {
	Index []int32
	Value []float32
}

// Add adds a feature.
func (r *Row) Add(feature int, value float64) {
	r.Index, r.Value = append(r.Index, int32(feature)), append(r.Value, float32(value))
}

// Fit returns the weights of each feature, and the biases.
func (p *Letters) Fit(iterations int) ([]statement.Vector, statement.Vector, error) {
	loss := p.Loss()
	start := make([]float64, (p.Features+1)*numLetters)
	copy(start, loss.Prior)
	for l := range numLetters {
		n := 0.0
		for i := range p.Marks {
			n += p.Marks[i][l]
		}
		share := (n + 0.5) / (float64(len(p.Marks)) + 1)
		start[p.Features*numLetters+l] = math.Log(share / (1 - share))
	}
	x, err := Minimize(optimize.Problem{Func: loss.Value, Grad: loss.Gradient}, start, &optimize.Settings{
		MajorIterations: iterations, Converger: &optimize.FunctionConverge{Relative: 1e-6, Iterations: 4},
	})
	if err != nil {
		return nil, statement.Vector{}, err
	}
	return vectors(x[:p.Features*numLetters]), statement.Vector(x[p.Features*numLetters:]), nil
}

func vectors(x []float64) []statement.Vector {
	out := make([]statement.Vector, len(x)/numLetters)
	for i := range out {
		out[i] = statement.Vector(x[i*numLetters:])
	}
	return out
}

// Loss returns what the weights of a point lose, by feature and then by letter, and
// the biases last.
func (p *Letters) Loss() *Loss {
	l := &Loss{Rows: len(p.Rows), Learn: p.learn, Width: numLetters, Strength: p.Strength}
	for f := range p.Prior {
		l.Prior = append(l.Prior, p.Prior[f][:]...)
	}
	return l
}

// learn adds up the loss of some rows, and adds their gradient.
func (p *Letters) learn(at, grad []float64, from, to int) (loss float64) {
	bias := statement.Vector(at[p.Features*numLetters:])
	for i := from; i < to; i++ {
		r := &p.Rows[i]
		z := bias
		for k, f := range r.Index {
			w, x := at[int(f)*numLetters:][:numLetters], float64(r.Value[k])
			for l := range z {
				z[l] += w[l] * x
			}
		}
		var g [numLetters]float64
		for l := range z {
			loss += math.Log1p(math.Exp(-math.Abs(z[l]))) + max(z[l], 0) - p.Marks[i][l]*z[l]
			g[l] = 1/(1+math.Exp(-z[l])) - p.Marks[i][l]
		}
		for k, f := range r.Index {
			at, x := int(f)*numLetters, float64(r.Value[k])
			for l := range g {
				grad[at+l] += g[l] * x
			}
		}
		for l := range g {
			grad[p.Features*numLetters+l] += g[l]
		}
	}
	return loss
}
