package metrics

import (
	"math/rand/v2"
	"slices"
)

// An Interval is where a figure would lie in 95 of 100 like samples.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// bootstrapDraws is the number of samples that an interval is drawn from.
const bootstrapDraws = 1000

// Bootstrap returns the interval of the macro-F1 of the predictions that have
// a truth, by drawing employers with
// replacement: postings of one employer resemble each other, so that single
// postings would make the interval too narrow.
func Bootstrap(ps []Prediction) Interval {
	groups := map[string][]int{}
	var names []string
	for i := range ps {
		if ps[i].Truth == "" {
			continue
		}
		name := ps[i].Employer
		if name == "" {
			name = "\x00" + ps[i].ID
		}
		if groups[name] == nil {
			names = append(names, name)
		}
		groups[name] = append(groups[name], i)
	}
	if len(names) == 0 {
		return Interval{}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	scores := make([]float64, bootstrapDraws)
	for d := range scores {
		var counts [numRoles][numRoles]int
		for range names {
			for _, i := range groups[names[rng.IntN(len(names))]] {
				label, _ := ps[i].best()
				counts[ps[i].Truth.Index()][label]++
			}
		}
		m := Metrics{N: 1, Counts: counts}
		m.classes()
		scores[d] = m.MacroF1
	}
	slices.Sort(scores)
	return Interval{scores[bootstrapDraws*25/1000], scores[bootstrapDraws*975/1000-1]}
}
