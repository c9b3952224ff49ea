package classify

import (
	"math"

	"rolecall/extract"
	"rolecall/lexicon"
)

// A vector has a value for each role, in the order of lexicon.Roles.
type vector [lexicon.NumRoles]float64

func (v vector) add(w vector) vector {
	for i := range v {
		v[i] += w[i]
	}
	return v
}

func (v vector) scale(f float64) vector {
	for i := range v {
		v[i] *= f
	}
	return v
}

// best returns the index of the largest value, the first of equals.
func (v vector) best() int {
	b := 0
	for i := range v {
		if v[i] > v[b] {
			b = i
		}
	}
	return b
}

// second returns the index of the largest value but one.
func (v vector) second() int {
	v[v.best()] = math.Inf(-1)
	return v.best()
}

// softmax turns scores into probabilities.
func (v vector) softmax() vector {
	top, sum := v[v.best()], 0.0
	for i := range v {
		v[i] = math.Exp(v[i] - top)
		sum += v[i]
	}
	return v.scale(1 / sum)
}

// byRole is v as it is printed.
func (v vector) byRole() map[lexicon.Role]float64 {
	m := make(map[lexicon.Role]float64, len(v))
	for i, r := range lexicon.Roles() {
		m[r] = v[i]
	}
	return m
}

// A zone is the kind of section that a concept stands in, as the model tells
// them apart: what the person does, what is asked of the person, and the rest.
type zone int

const (
	dutyZone        zone = iota // summary, duties, and text under no telling heading
	requirementZone             // what is asked of the applicant
	asideZone                   // company, benefits, legal: hardly evidence
	numZones
)

func zoneOf(k extract.Kind) zone {
	switch k {
	case extract.Requirements:
		return requirementZone
	case extract.Company, extract.Benefits, extract.Legal:
		return asideZone
	}
	return dutyZone
}

// A Model weighs concepts. Its scores are linear in the concepts' counts.
type Model struct {
	bias        vector
	weights     [][numZones]vector // by concept
	temperature float64            // scores are divided by it before they become probabilities
	titles      titleModel
}

// score rounds to thousandths, so that the pieces of evidence that are
// printed add up to the printed score exactly.
func thousandths(x float64) float64 { return math.Round(x*1000) / 1000 }

// decay is what a further hit of a concept is worth, next to the one before:
// saying a thing twice is not twice as telling. The count n of a concept
// weighs 1 + 1/2 + 1/4 + … = 2 - 2^(1-n).
const decay = 0.5
