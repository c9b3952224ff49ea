package evaluate

import (
	"math"
	"slices"

	"rolecall/classify/evaluate/internal/regression"
	"rolecall/classify/internal/statement"
)

// What a gram must show before it is learned from: an employer has its own
// words, and what three of them write may be how people write.
const (
	minGramEmployers  = 4
	minGramStatements = 6
)

// A gramKey is the numbers of a gram's words: 0 in place of the second for a
// single one.
type gramKey struct{ first, second int32 }

// visitGrams calls visit with the grams of a statement, in their order.
func visitGrams(s *statement.Statement, visit func(gramKey)) {
	last := int32(statement.NumberOfBegin)
	statement.Numbers(s.Words, func(w int32) {
		if w != 0 {
			visit(gramKey{w, 0})
			if last != 0 {
				visit(gramKey{last, w})
			}
		}
		last = w
	})
}

// A vocabulary is the grams that a fit learns from. Each counts by how rare it
// is, as in TF-IDF: 1 + ln((1+N)/(1+n)) for n of N statements.
type vocabulary struct {
	index map[gramKey]int32
	keys  []gramKey
	worth []float64
}

// gramScale brings a gram's worth near 1, so that one penalty serves grams and
// concepts.
const gramScale = 0.25

func newVocabulary(samples []lineSample) *vocabulary {
	type seen struct {
		statements, employers int
		last                  int // the statement, and the employer, that it was last seen in
		employer              map[int]bool
	}
	count := map[gramKey]*seen{}
	var keys []gramKey
	for i := range samples {
		visitGrams(samples[i].statement, func(k gramKey) {
			c := count[k]
			if c == nil {
				c = &seen{last: -1, employer: map[int]bool{}}
				count[k], keys = c, append(keys, k)
			}
			if c.last == i {
				return
			}
			c.last = i
			c.statements++
			if len(c.employer) < minGramEmployers {
				c.employer[samples[i].employer] = true
			}
		})
	}
	slices.SortFunc(keys, func(a, b gramKey) int {
		if a.first != b.first {
			return int(a.first) - int(b.first)
		}
		return int(a.second) - int(b.second)
	})
	v := &vocabulary{index: map[gramKey]int32{}}
	for _, k := range keys {
		if c := count[k]; c.statements >= minGramStatements && len(c.employer) >= minGramEmployers {
			v.index[k] = int32(len(v.keys))
			v.keys = append(v.keys, k)
			v.worth = append(v.worth, gramScale*(1+math.Log(float64(1+len(samples))/float64(1+c.statements))))
		}
	}
	return v
}

// row returns the grams of a statement as features: each worth what it is, all
// divided by the root of their number.
func (v *vocabulary) row(s *statement.Statement) (r regression.Row) {
	visitGrams(s, func(k gramKey) {
		if f, ok := v.index[k]; ok {
			r.Index = append(r.Index, f)
		}
	})
	root := math.Sqrt(float64(len(r.Index)))
	for _, f := range r.Index {
		r.Value = append(r.Value, float32(v.worth[f]/root))
	}
	return r
}
