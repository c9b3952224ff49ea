package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolecall/lexicon"
)

// predict returns a prediction that gives p to a label and shares the rest.
func predict(id int, truth, label lexicon.Role, p float64) Prediction {
	x := Prediction{ID: fmt.Sprint(id), Truth: truth}
	for k := range x.P {
		x.P[k] = (1 - p) / 4
	}
	x.P[label.Index()] = p
	return x
}

func TestMeasure(t *testing.T) {
	// Two right of each role, one PM taken for PM-T.
	var ps []Prediction
	for i, r := range lexicon.Roles() {
		ps = append(ps, predict(2*i, r, r, 0.9), predict(2*i+1, r, r, 0.9))
	}
	ps = append(ps, predict(99, lexicon.PM, lexicon.PMT, 0.6))
	m := Measure(ps)
	if m.N != 11 || m.Counts[1][2] != 1 || m.Counts[1][1] != 2 {
		t.Errorf("n %d, confusion %v", m.N, m.Counts)
	}
	want := []Class{
		{lexicon.TPM, 2, 1, 1, 1},
		{lexicon.PM, 3, 1, 2.0 / 3, 0.8},
		{lexicon.PMT, 2, 2.0 / 3, 1, 0.8},
		{lexicon.EM, 2, 1, 1, 1},
		{lexicon.None, 2, 1, 1, 1},
	}
	if d := cmp.Diff(want, m.Classes); d != "" {
		t.Errorf("classes: (-want +got)\n%s", d)
	}
	if math.Abs(m.MacroF1-0.92) > 1e-9 || math.Abs(m.Accuracy-10.0/11) > 1e-9 {
		t.Errorf("macro-F1 %v, accuracy %v", m.MacroF1, m.Accuracy)
	}
	// The ten surest of eleven are all right: 10/11 of the postings are
	// labelled at 100%, all of them at 91%.
	if math.Abs(m.CoverageAt95-10.0/11) > 1e-9 {
		t.Errorf("coverage at 95%% %v", m.CoverageAt95)
	}
	brier := (10*(0.01+4*0.025*0.025) + (0.6*0.6 + 0.9*0.9 + 3*0.01)) / 11
	if math.Abs(m.Brier-brier) > 1e-9 {
		t.Errorf("Brier %v, want %v", m.Brier, brier)
	}
	if empty := Measure(nil); empty.N != 0 || empty.MacroF1 != 0 {
		t.Errorf("nothing measured: %+v", empty)
	}
}

// Predictors that are right as often as they say stay under the floor nearly
// always; those that are too sure do not.
func TestCalibration(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	var honest, boastful []Prediction
	for i := range 2000 {
		p := 0.3 + 0.7*rng.Float64()
		truth := lexicon.PM
		if rng.Float64() >= p {
			truth = lexicon.EM
		}
		honest = append(honest, predict(i, truth, lexicon.PM, p))
		boastful = append(boastful, predict(i, truth, lexicon.PM, 0.99))
	}
	if m := Measure(honest); m.ECE > m.ECEFloor {
		t.Errorf("calibrated predictions: ECE %v above the floor %v", m.ECE, m.ECEFloor)
	}
	if m := Measure(boastful); m.ECE < 0.2 || m.ECE < m.ECEFloor {
		t.Errorf("too sure predictions: ECE %v, floor %v", m.ECE, m.ECEFloor)
	}
}

func TestBootstrap(t *testing.T) {
	var ps []Prediction
	for i := range 200 {
		r := lexicon.Roles()[i%5]
		label := r
		if i%10 == 0 {
			label = lexicon.None
		}
		p := predict(i, r, label, 0.8)
		p.Employer = fmt.Sprint(i % 40)
		ps = append(ps, p)
	}
	in, m := Bootstrap(ps), Measure(ps)
	if in.Low >= m.MacroF1 || in.High <= m.MacroF1 || in.High-in.Low > 0.3 {
		t.Errorf("interval %v around %v", in, m.MacroF1)
	}
	if again := Bootstrap(ps); again != in {
		t.Errorf("drawn twice: %v and %v", in, again)
	}
}
