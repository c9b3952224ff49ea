package metrics

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// A Slice is how a part of the labelled predictions fared.
type Slice struct {
	Name     string  `json:"name"`
	N        int     `json:"n"`
	Accuracy float64 `json:"accuracy"`
	// MacroF1 is over the roles that occur in the slice.
	MacroF1    float64 `json:"macro_f1"`
	Confidence float64 `json:"confidence"` // mean; far from Accuracy, the confidence does not hold here
}

// minSlice is how many postings a slice needs to be named; the others are
// counted together.
const minSlice = 8

// ByEmployer, BySource and ByLength break labelled predictions down, largest
// slice first (lengths in their order).
func ByEmployer(ps []Prediction) []Slice {
	return breakDown(ps, func(p *Prediction) string { return cmp.Or(p.Employer, "(none)") })
}

// BySource breaks down by where the data set has a posting from.
func BySource(ps []Prediction) []Slice {
	return breakDown(ps, func(p *Prediction) string { return cmp.Or(p.Source, "(none)") })
}

// ByLength breaks down by the words of a posting.
func ByLength(ps []Prediction) []Slice {
	edges := []int{0, 200, 400, 600, 800, 1200}
	parts := breakDown(ps, func(p *Prediction) string {
		for i := len(edges) - 1; i >= 0; i-- {
			if p.Words >= edges[i] {
				return fmt.Sprintf("%4d words and more", edges[i])
			}
		}
		return ""
	})
	slices.SortFunc(parts, func(a, b Slice) int { return cmp.Compare(a.Name, b.Name) })
	return parts
}

func breakDown(ps []Prediction, key func(*Prediction) string) []Slice {
	groups := map[string][]Prediction{}
	for i := range ps {
		if ps[i].Truth != "" {
			k := key(&ps[i])
			groups[k] = append(groups[k], ps[i])
		}
	}
	var out []Slice
	var rest []Prediction
	for _, name := range slices.Sorted(maps.Keys(groups)) { // in order: what is summed up below differs by it in its last digit
		g := groups[name]
		if len(g) < minSlice {
			rest = append(rest, g...)
			continue
		}
		out = append(out, newSlice(name, g))
	}
	slices.SortFunc(out, func(a, b Slice) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	if len(rest) > 0 {
		out = append(out, newSlice(fmt.Sprintf("(fewer than %d each)", minSlice), rest))
	}
	return out
}

func newSlice(name string, ps []Prediction) Slice {
	s := Slice{Name: name, N: len(ps)}
	m := Metrics{N: len(ps)}
	for i := range ps {
		label, p := ps[i].best()
		m.Counts[ps[i].Truth.Index()][label]++
		s.Confidence += p
	}
	s.Confidence /= float64(len(ps))
	m.classes()
	s.Accuracy = m.Accuracy
	occurring := 0
	for _, c := range m.Classes {
		if c.N > 0 {
			s.MacroF1 += c.F1
			occurring++
		}
	}
	s.MacroF1 /= float64(max(occurring, 1))
	return s
}
