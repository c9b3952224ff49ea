package evaluate

import (
	"testing"

	"rolecall/classify"
)

// Text that an employer puts under many titles is set aside in the fit; the
// duties of one job in several grades or places are not, nor is what another
// employer says in the same words.
func TestRepeated(t *testing.T) {
	const standardText, duties, short = 7, 8, 0
	example := func(employer, title string, paragraphs ...uint64) Example {
		e := Example{Employer: employer, Titled: title}
		for i, p := range paragraphs {
			e.Marks = append(e.Marks, classify.Mark{Concept: i, Paragraph: p})
		}
		return e
	}
	examples := []Example{
		example("acme", "Product Manager", standardText, duties, short),
		example("acme", "Senior Product Manager", standardText, duties, short),
		example("acme", "senior product manager", standardText, duties, short),
		example("acme", "Nurse", standardText, short),
		example("beta", "Nurse", standardText),
		example("", "Nurse", duties), example("", "Cook", duties), example("", "Driver", duties),
	}
	standards := repeated(examples)
	tests := []struct {
		example int
		aside   []bool // by concept
	}{
		{0, []bool{true, false, false}},
		{3, []bool{true, false}},
		{4, []bool{false}},
		{5, []bool{false}},
	}
	for _, tt := range tests {
		features := teaches(&examples[tt.example], standards)
		if len(features) != len(tt.aside) {
			t.Fatalf("example %d: %d features, want %d", tt.example, len(features), len(tt.aside))
		}
		for _, f := range features {
			if got := f.Zone == classify.AsideZone; got != tt.aside[f.Concept] {
				t.Errorf("example %d, concept %d: aside %v, want %v", tt.example, f.Concept, got, tt.aside[f.Concept])
			}
		}
	}
	if examples[0].Marks[0].Zone == classify.AsideZone {
		t.Error("the example itself was changed")
	}
}
