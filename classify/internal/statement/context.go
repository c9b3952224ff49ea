package statement

import (
	"math"
	"slices"
)

// How a statement is read among the others.
//
// What a line says depends on the posting that it stands in: "own the API
// roadmap" is technical product work beside priorities and customers, and an
// architect's beside code. So the letters that every statement has by itself
// are read again, with those of the statement before and behind it, with what
// the posting says in all, and with the place in the posting: once for each
// Round.

// NumContext is the number of features of a statement in its posting.
const NumContext = 5*NumLetters + 3

// A Round is one reading among the others: for each letter a weight of each
// feature, and a bias.
type Round struct {
	Weights [NumContext]Vector
	Bias    Vector
}

// logitLimit bounds logarithms of odds: past it a statement is as sure as any.
const logitLimit = 8

// edge is what stands in place of the neighbour of the first statement and of
// the last: one that says nothing.
const edge = -5

// Context calls visit with the features of each statement of a posting, which
// are valid until it returns. logits are the statements' logarithms of odds, and
// p their probabilities.
func Context(logits, p []Vector, visit func(i int, features *[NumContext]float64)) {
	n := float64(len(logits))
	root := math.Sqrt(n)
	var f [NumContext]float64
	var total Vector
	all := 0.0
	for i := range p {
		for l, x := range p[i] {
			total[l] += x
			all += x
		}
	}
	f[NumContext-1] = math.Log(n)
	for i := range logits {
		own := 0.0
		for _, x := range p[i] {
			own += x
		}
		for l := range NumLetters {
			f[l] = bounded(logits[i][l])
			rest := total[l] - p[i][l]
			f[NumLetters+l] = rest / root
			f[2*NumLetters+l] = math.Log((rest + 0.3) / (all - own + 1.5))
			f[3*NumLetters+l], f[4*NumLetters+l] = edge, edge
			if i > 0 {
				f[3*NumLetters+l] = bounded(logits[i-1][l])
			}
			if i+1 < len(logits) {
				f[4*NumLetters+l] = bounded(logits[i+1][l])
			}
		}
		at := float64(i) / n
		f[NumContext-3], f[NumContext-2] = at, at*at
		visit(i, &f)
	}
}

func bounded(x float64) float64 { return min(max(x, -logitLimit), logitLimit) }

// Probability turns a logarithm of odds into a probability.
func Probability(logit float64) float64 { return 1 / (1 + math.Exp(-bounded(logit))) }

// Again reads the statements of a posting among one another, from logarithms of
// odds and their probabilities p to such logarithms.
func (r *Round) Again(logits, p []Vector) []Vector { return r.appendAgain(nil, logits, p) }

func (r *Round) appendAgain(out, logits, p []Vector) []Vector {
	out = slices.Grow(out, len(logits))
	Context(logits, p, func(_ int, f *[NumContext]float64) { out = append(out, r.of(f)) })
	return out
}

// of returns the sum of weighed features. It stands written out for each
// letter, since sums that are kept in a processor's registers take a third of
// the time. The conversions keep machines that can multiply and add in one step
// from rounding otherwise than those that cannot.
func (r *Round) of(f *[NumContext]float64) Vector {
	t, p, k, e, x := r.Bias[0], r.Bias[1], r.Bias[2], r.Bias[3], r.Bias[4]
	for i := range f {
		w, f := &r.Weights[i], f[i]
		t += float64(w[0] * f)
		p += float64(w[1] * f)
		k += float64(w[2] * f)
		e += float64(w[3] * f)
		x += float64(w[4] * f)
	}
	return Vector{t, p, k, e, x}
}
