package evaluate

import (
	"fmt"
	"slices"

	"rolecall/lexicon"
)

// An Ablation is a part of the lexicon that is left out, to see what it
// carries.
type Ablation struct {
	Name     string
	Concepts int // how many are left out
	drop     []bool
}

// Ablations returns what can be left out by "documents" (the concepts that
// only this document attests, and those that no document does) or by "kinds".
func Ablations(lex *lexicon.Lexicon, by string) ([]Ablation, error) {
	var out []Ablation
	leaveOut := func(name string, is func(*lexicon.Concept) bool) {
		a := Ablation{Name: name, drop: make([]bool, len(lex.Concepts))}
		for i := range lex.Concepts {
			if a.drop[i] = is(&lex.Concepts[i]); a.drop[i] {
				a.Concepts++
			}
		}
		out = append(out, a)
	}
	switch by {
	case "documents":
		for _, s := range lex.Sources {
			leaveOut(s.Document, func(c *lexicon.Concept) bool { return slices.Equal(c.Documents(), []string{s.Document}) })
		}
		leaveOut("field", func(c *lexicon.Concept) bool { return c.Field })
	case "kinds":
		for _, k := range lexicon.Kinds() {
			leaveOut(string(k), func(c *lexicon.Concept) bool { return c.Kind == k })
		}
	default:
		return nil, fmt.Errorf("ablate %q: one of documents, kinds", by)
	}
	return out, nil
}

// Apply returns the examples without the concepts that are left out.
func (a *Ablation) Apply(examples []Example) []Example {
	out := slices.Clone(examples)
	for i := range out {
		out[i].Statements = slices.Clone(out[i].Statements)
		for j := range out[i].Statements {
			s := &out[i].Statements[j]
			s.Concepts = slices.DeleteFunc(slices.Clone(s.Concepts), func(c int) bool { return a.drop[c] })
		}
	}
	return out
}
