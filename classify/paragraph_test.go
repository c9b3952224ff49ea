package classify

import (
	"math"
	"testing"
)

// A paragraph is known again by its words alone.
func TestWording(t *testing.T) {
	const said = "Founded in 2012, Acme has 400 employees in Oslo and Lima."
	same := "FOUNDED in 2015: acme has 900 employees, in Oslo and Lima"
	if wording(said) == 0 || wording(said) != wording(same) {
		t.Errorf("%q and %q are taken for different", said, same)
	}
	for _, other := range []string{"Founded in 2012, Acme has 400 employees in Lima and Oslo.", "Founded in 2012, Acme has 400 people in Oslo and Lima."} {
		if wording(said) == wording(other) {
			t.Errorf("%q and %q are taken for the same", said, other)
		}
	}
	if w := wording("You own the roadmap."); w != 0 {
		t.Errorf("a short paragraph is known by %d", w)
	}
}

// What a fit sees of a posting gives the score that reading it gives.
func TestFeaturesScoreAsReading(t *testing.T) {
	c := newClassifier(t, Options{})
	for _, text := range []string{programDuties, productDuties, "About us\n" + engineeringDuties + "\n\n" + technicalProductDuties} {
		e := posting("", text)
		marks, _ := c.Marks(e)
		read := c.Classify(e).Body.Scores
		for role, want := range Weights(c.Model().Scores(Features(marks))) {
			if got := read[roleAt(role)]; math.Abs(got-want) > 0.01 { // the reading rounds each piece of evidence
				t.Errorf("%.30q: %s scores %v, its features %v", text, roleAt(role), got, want)
			}
		}
	}
}
