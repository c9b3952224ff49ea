package evaluate

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"rolecall/classify"
	"rolecall/lexicon"
)

func defaultLexicon(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// invented returns examples of each role that have concepts of their role,
// and one concept that the documents give to the wrong role.
func invented(lex *lexicon.Lexicon, n int) []Example {
	var examples []Example
	byRole := map[lexicon.Role][]int{}
	for c := range lex.Concepts {
		if s := lex.Concepts[c].SpeaksFor; len(s) == 1 {
			byRole[s[0]] = append(byRole[s[0]], c)
		}
	}
	for i := range n {
		r := lexicon.Roles()[i%5]
		e := Example{ID: fmt.Sprint(i), Employer: fmt.Sprint("employer", i%31), Label: r, Words: 300}
		own := byRole[r]
		for k := range 3 {
			e.Marks = append(e.Marks, classify.Mark{Concept: own[(i/5+k)%len(own)], Zone: k % classify.NumZones})
		}
		if r == lexicon.EM {
			e.Marks = append(e.Marks, classify.Mark{Concept: byRole[lexicon.TPM][0]})
		}
		examples = append(examples, e)
	}
	return examples
}

func TestFitLearns(t *testing.T) {
	lex := defaultLexicon(t)
	examples := invented(lex, 400)
	m, err := Fit(lex, examples, FitOptions{Strength: 1})
	if err != nil {
		t.Fatal(err)
	}
	body, _ := Predict(m, examples)
	if got := Measure(body).MacroF1; got < 0.95 {
		t.Errorf("macro-F1 %v on what was fitted", got)
	}
	// The concept that EM postings alone have is TPM's by the documents.
	misled := []classify.Feature{{Concept: int(examples[3].Marks[3].Concept), Worth: 1}}
	before, after := classify.Prior(lex).Scores(misled), m.Scores(misled)
	em, tpm := lexicon.EM.Index(), lexicon.TPM.Index()
	if after[em]-after[tpm] <= before[em]-before[tpm] {
		t.Errorf("EM over TPM: %v before, %v after the fit", before[em]-before[tpm], after[em]-after[tpm])
	}
}

// A fit with an enormous penalty is the prior.
func TestFitStartsFromThePrior(t *testing.T) {
	lex := defaultLexicon(t)
	m, err := Fit(lex, invented(lex, 100), FitOptions{Strength: 1e9})
	if err != nil {
		t.Fatal(err)
	}
	prior := classify.Prior(lex)
	for c := range lex.Concepts {
		want := prior.Pull(c)
		got := m.Pull(c)
		for k := range want {
			if math.Abs(got[k]-want[k]) > 1e-3 {
				t.Fatalf("%s: %v, the prior is %v", lex.Concepts[c].ID, got, want)
			}
		}
	}
}

// The gradient is that of the value.
func TestGradient(t *testing.T) {
	lex := defaultLexicon(t)
	p := newProblem(lex, weigh(invented(lex, 50)), FitOptions{Strength: 2, Prior: classify.Prior(lex)})
	x := p.start()
	for i := range x {
		x[i] += 0.1 * math.Sin(float64(i))
	}
	grad := make([]float64, len(x))
	p.gradient(grad, x)
	for i := 0; i < len(x); i += 97 {
		const h = 1e-5
		save := x[i]
		x[i] = save + h
		up := p.value(x)
		x[i] = save - h
		down := p.value(x)
		x[i] = save
		if want := (up - down) / (2 * h); math.Abs(want-grad[i]) > 1e-4*(1+math.Abs(want)) {
			t.Errorf("parameter %d: gradient %v, by differences %v", i, grad[i], want)
		}
	}
}

// The same data gives the same bytes.
func TestFitIsReproducible(t *testing.T) {
	lex := defaultLexicon(t)
	var first []byte
	for range 2 {
		m, err := FitAll(lex, invented(lex, 100), 3, FitOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := classify.WriteParameters(&b, m.Parameters(lex, "invented")); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Error("two fits differ")
		}
		p, err := classify.ReadParameters(&b)
		if err != nil || len(p.Concepts) != len(lex.Concepts) {
			t.Errorf("read back: %v", err)
		}
	}
}

func TestFitNothing(t *testing.T) {
	if _, err := Fit(defaultLexicon(t), nil, FitOptions{}); err == nil {
		t.Error("fitted to nothing")
	}
}

// No employer stands on both sides of a fold.
func TestFolds(t *testing.T) {
	lex := defaultLexicon(t)
	examples := invented(lex, 100)
	fold := map[string]int{}
	for i := range examples {
		e := &examples[i]
		k, ok := fold[e.Employer]
		if ok && k != e.Fold(5) {
			t.Errorf("%s is in folds %d and %d", e.Employer, k, e.Fold(5))
		}
		fold[e.Employer] = e.Fold(5)
	}
	// sha1("acme") as an integer, modulo 5, computed elsewhere.
	if got := (&Example{Employer: "acme"}).Fold(5); got != 2 {
		t.Errorf("fold of acme is %d, want %d", got, 2)
	}
	body, combined, err := CrossValidate(lex, examples, 3, FitOptions{})
	if err != nil || len(body) != 100 || len(combined) != 100 {
		t.Errorf("%d and %d predictions, %v", len(body), len(combined), err)
	}
}

// Without the concepts of a kind, none of its features is left, and the
// others are as they were.
func TestAblations(t *testing.T) {
	lex := defaultLexicon(t)
	examples := invented(lex, 50)
	for _, by := range []string{"documents", "kinds"} {
		parts, err := Ablations(lex, by)
		if err != nil {
			t.Fatal(err)
		}
		left := 0
		for _, a := range parts {
			for i, e := range a.Apply(examples) {
				for _, m := range e.Marks {
					if a.drop[m.Concept] {
						t.Fatalf("%s: %s is left", a.Name, lex.Concepts[m.Concept].ID)
					}
				}
				left += len(examples[i].Marks) - len(e.Marks)
			}
		}
		if left == 0 {
			t.Errorf("%s: nothing left out", by)
		}
	}
	if _, err := Ablations(lex, "moons"); err == nil {
		t.Error("ablated moons")
	}
}
