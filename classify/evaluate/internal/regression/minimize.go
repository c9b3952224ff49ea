package regression

import (
	"math"

	"gonum.org/v1/gonum/optimize"
)

// maxSlope is the steepest slope, for each unit of the value, at which a search that
// finds no lower point has arrived.
const maxSlope = 1e-3

// Minimize returns where the problem's value is least. That the search finds no
// lower point is an error only where the slope says that there is one.
func Minimize(p optimize.Problem, start []float64, s *optimize.Settings) ([]float64, error) {
	result, err := optimize.Minimize(p, start, s, &optimize.LBFGS{})
	if err == nil {
		return result.X, nil
	}
	if result == nil {
		return nil, err
	}
	slope := make([]float64, len(result.X))
	p.Grad(slope, result.X)
	for _, g := range slope {
		if !(math.Abs(g) <= maxSlope*(1+math.Abs(result.F))) {
			return nil, err
		}
	}
	return result.X, nil
}
