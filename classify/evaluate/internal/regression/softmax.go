package regression

import (
	"math"
	"slices"

	"rolecall/lexicon"
)

// Softmax turns scores into probabilities.
func Softmax(v [lexicon.NumRoles]float64) (q [lexicon.NumRoles]float64) {
	top, sum := slices.Max(v[:]), 0.0
	for k, x := range v {
		q[k] = math.Exp(x - top)
		sum += q[k]
	}
	for k := range q {
		q[k] /= sum
	}
	return q
}
