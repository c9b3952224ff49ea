package classify

import (
	"math"
	"slices"
)

// An AspectReading says how far a posting has an aspect that parts
// neighbouring roles: technical depth, people management, program delivery.
type AspectReading struct {
	Aspect   string   `json:"aspect"`
	Value    float64  `json:"value"`    // 0 for nothing of it, 0.5 for three plain duties of it, towards 1 for more
	Concepts []string `json:"concepts"` // what it was read from, in the order of the text
}

// halfAspect is the weight of concepts at which an aspect reads 0.5. With it,
// the technical depth of technical product managers lies above a half.
const halfAspect = 3

// readAspects reads all aspects of a posting. Each concept counts once, by its
// best place and its strength.
func (c *Classifier) readAspects(d *dutiesReading) []AspectReading {
	lex := c.lex
	d.best = slices.Grow(d.best[:0], len(lex.Concepts))[:len(lex.Concepts)]
	clear(d.best)
	d.order = d.order[:0]
	for i := range d.seen.statements {
		s := &d.seen.statements[i]
		weight := sectionWeight(s.Section)
		for _, k := range s.Concepts {
			if d.best[k] == 0 {
				d.order = append(d.order, k)
			}
			d.best[k] = max(d.best[k], weight*c.concepts[k].strength)
		}
	}
	out := make([]AspectReading, len(lex.Aspects))
	for i, a := range lex.Aspects {
		r := AspectReading{Aspect: a.Name, Concepts: []string{}}
		sum := 0.0
		for _, k := range d.order {
			if c.concepts[k].aspects[i] {
				r.Concepts = append(r.Concepts, lex.Concepts[k].ID)
				sum += d.best[k]
			}
		}
		r.Value = math.Round(1000*(1-math.Exp2(-sum/halfAspect))) / 1000
		out[i] = r
	}
	return out
}
