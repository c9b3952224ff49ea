package classify

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

func TestReadParametersErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "fitted weights: unexpected end",
		`{"format": 1}`:                    "format 1, this program reads 2",
		`{"format": 2}`:                    "temperature 0, must be above 0",
		`{"format": 2, "wait": 3}`:         "unknown field",
		`{"format": 2, "temperature": -1}`: "must be above 0",
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
	weights, err := os.ReadFile("weights.json")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(weights), b.String()); d != "" {
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
	m, err := NewModel(lex, p)
	if err != nil {
		t.Fatal(err)
	}
	prior := Prior(lex)
	for c := range lex.Concepts {
		switch id := lex.Concepts[c].ID; id {
		case gone:
			if d := cmp.Diff(prior.sum.Concepts[c], m.sum.Concepts[c]); d != "" {
				t.Errorf("%s: (-prior +model)\n%s", id, d)
			}
		case p.Concepts[0].Concept:
			if got := Weights(m.sum.Concepts[c][statement.DutyZone]); got != p.Concepts[0].Zones[statement.DutyZone] {
				t.Errorf("%s: %v, the file says %v", id, got, p.Concepts[0].Zones[statement.DutyZone])
			}
		}
	}
}

func TestReadGramsErrors(t *testing.T) {
	for _, line := range []string{"", "roadmap", "roadmap 1 2 3 4", "roadmap 1 2 3 4 200", " 1 2 3 4 5"} {
		if _, err := readGrams([]string{line}); err == nil {
			t.Errorf("%q was read", line)
		}
	}
}

// Classifiers of one model are made at once, and none writes to what others read.
func TestStemsAreOnesOwn(t *testing.T) {
	shared := append(make([]string, 0, 4), "roadmap")
	m := &Model{grams: &statement.Grams{Words: shared}, words: []statement.PostingWord{{Stem: "api"}}}
	if stems := m.stems(); len(stems) != 2 || shared[:2][1] != "" {
		t.Errorf("%q, behind the grams' words %q", stems, shared[:2][1])
	}
}
