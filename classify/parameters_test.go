package classify

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolecall/lexicon"
)

func TestReadParametersErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "fitted weights: EOF",
		`{"format": 2}`:                    "format 2, this program reads 1",
		`{"format": 1}`:                    "temperature 0, must be above 0",
		`{"format": 1, "wait": 3}`:         "unknown field",
		`{"format": 1, "temperature": -1}`: "must be above 0",
	} {
		if _, err := ReadParameters(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

// The shipped weights are written as they are read.
func TestShippedRoundTrip(t *testing.T) {
	p, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteParameters(&b, p); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(shipped), b.String()); d != "" {
		t.Errorf("written otherwise than read: (-file +written)\n%s", d)
	}
}

// A concept that the weights do not know keeps the documents' prior, and one
// that they know has theirs.
func TestUnknownConceptKeepsThePrior(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	gone := p.Concepts[0].Concept
	p.Concepts = p.Concepts[1:]
	m, prior := NewModel(lex, p), Prior(lex)
	for c := range lex.Concepts {
		switch id := lex.Concepts[c].ID; id {
		case gone:
			if d := cmp.Diff(prior.weights[c], m.weights[c]); d != "" {
				t.Errorf("%s: (-prior +model)\n%s", id, d)
			}
		case p.Concepts[0].Concept:
			if got := Weights(m.weights[c][dutyZone]); got != p.Concepts[0].Zones[dutyZone] {
				t.Errorf("%s: %v, the file says %v", id, got, p.Concepts[0].Zones[dutyZone])
			}
		}
	}
}
