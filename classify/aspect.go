package classify

import "math"

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

// usualConcepts is for how many concepts a table stands on the stack. From the
// heap, a table for each posting is memory new to the process in most of a run.
const usualConcepts = 512

// readAspects reads all aspects of a posting. Each concept counts once, by its
// best place and its strength.
func (c *Classifier) readAspects(statements []Statement) []AspectReading {
	lex := c.lex
	var room [usualConcepts]float64
	best := append(room[:0], make([]float64, len(lex.Concepts))...)
	var order []int
	for i := range statements {
		s := &statements[i]
		for _, k := range s.concepts {
			if best[k] == 0 {
				order = append(order, k)
			}
			best[k] = max(best[k], sectionWeight(s.section)*c.concepts[k].strength)
		}
	}
	out := make([]AspectReading, len(lex.Aspects))
	for i, a := range lex.Aspects {
		r := AspectReading{Aspect: a.Name, Concepts: []string{}}
		sum := 0.0
		for _, k := range order {
			if c.concepts[k].aspects[i] {
				r.Concepts = append(r.Concepts, lex.Concepts[k].ID)
				sum += best[k]
			}
		}
		r.Value = math.Round(1000*(1-math.Exp2(-sum/halfAspect))) / 1000
		out[i] = r
	}
	return out
}
