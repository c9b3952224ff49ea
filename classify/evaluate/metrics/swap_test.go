package metrics

import (
	"math"
	"testing"

	"rolecall/classify"
	"rolecall/lexicon"
)

func TestAreas(t *testing.T) {
	tests := []struct {
		name    string
		cases   []scored
		roc, pr float64
	}{
		{"nothing", nil, 0, 0},
		{"one kind", []scored{{1, true}}, 0, 0},
		{"apart", []scored{{0.9, true}, {0.8, true}, {0.2, false}}, 1, 1},
		{"the wrong way around", []scored{{0.9, false}, {0.1, true}}, 0, 0.5},
		{"all equal", []scored{{0.5, true}, {0.5, false}, {0.5, false}, {0.5, true}}, 0.5, 0.5},
		{"mixed", []scored{{0.9, true}, {0.8, false}, {0.7, true}, {0.1, false}}, 0.75, 0.5 + 0.5*2/3},
	}
	for _, tt := range tests {
		if roc, pr := areas(tt.cases); math.Abs(roc-tt.roc) > 1e-9 || math.Abs(pr-tt.pr) > 1e-9 {
			t.Errorf("%s: %v %v, want %v %v", tt.name, roc, pr, tt.roc, tt.pr)
		}
	}
}

// The swapped title of each role reads as another, each of the four once.
func TestSwapTitle(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	given := map[lexicon.Role]bool{}
	for _, r := range lexicon.Roles()[:numRoles-1] {
		label := classify.ReadTitle(lex, swapTitle(r)).Label
		if label == r || label == "" || label == lexicon.None || given[label] {
			t.Errorf("%s is given %q, read as %q", r, swapTitle(r), label)
		}
		given[label] = true
	}
	if swapTitle(lexicon.None) != "" {
		t.Error("another job is given a title")
	}
}

func TestSwap(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	read := func(title string) classify.TitleReading { return classify.ReadTitle(lex, title) }
	p := func(id string, truth lexicon.Role, title string, duties lexicon.Role) Prediction {
		x := Prediction{ID: id, Truth: truth, Titled: title, Reading: read(title)}
		x.P[duties.Index()] = 1
		return x
	}
	r := Swap([]Prediction{
		p("1", lexicon.TPM, "Technical Program Manager", lexicon.TPM), // found when swapped
		p("2", lexicon.PM, "Product Manager", lexicon.PMT),            // a false alarm between neighbours; swapped to PM-T it agrees
		p("3", lexicon.EM, "Engineering Manager", lexicon.PM),         // a false alarm; swapped to TPM it is found
		p("4", lexicon.PMT, "Product Manager", lexicon.PMT),           // a mismatch by itself, found; swapped to EM found too
		p("5", lexicon.None, "Nurse", lexicon.None),                   // never swapped
		p("6", lexicon.TPM, "TPM", lexicon.TPM),                       // swapped; its own title says no single role
		p("7", "", "Product Manager", lexicon.EM),                     // nobody labelled it
	}, read)
	check := func(name string, a Alarms, wrong, found, right, falseAlarms int) {
		t.Helper()
		if a.Wrong != wrong || a.Found != found || a.Right != right || a.False != falseAlarms {
			t.Errorf("%s: %+v, want %d %d %d %d", name, a, wrong, found, right, falseAlarms)
		}
	}
	check("swapped", r.All, 5, 4, 3, 2)
	check("far", r.Far, 4, 4, 3, 1)
	check("neighbours", r.Neighbours, 1, 0, 3, 1)
	check("own", r.Natural, 1, 1, 4, 2)
	check("own, far", r.NaturalFar, 0, 0, 4, 1)
	if len(r.FalseAlarms) != 2 || r.FalseAlarms[0].ID != "2" && r.FalseAlarms[0].ID != "3" {
		t.Errorf("false alarms %+v", r.FalseAlarms)
	}
}
