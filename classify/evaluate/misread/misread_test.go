package misread

import (
	"testing"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/extract"
	"rolecall/lexicon"
)

const delivery = "You will lead complex technical programs, manage cross-team dependencies, track risks and milestones, remove blockers, and report status to leadership until launch."

// What was misread is listed with what decided, but for sealed postings; the
// surest readers come first.
func TestOf(t *testing.T) {
	c, err := classify.Default()
	if err != nil {
		t.Fatal(err)
	}
	var examples []evaluate.Example
	for _, x := range []struct {
		id     string
		label  lexicon.Role
		sure   float64
		sealed bool
	}{{"right", lexicon.TPM, 1, false}, {"doubted", lexicon.EM, 0.6, false}, {"sure", lexicon.EM, 0.9, false}, {"sealed", lexicon.EM, 1, true}, {"unlabelled", "", 0, false}} {
		posting := extract.PlainText(delivery, extract.Options{})
		o := c.Observe(posting)
		examples = append(examples, evaluate.Example{ID: x.id, Label: x.label, Sure: x.sure, Sealed: x.sealed, Statements: o.Statements, Extraction: posting})
	}
	body, combined := evaluate.Predict(c, examples)
	found, held := Of(c, examples, body, combined)
	Sort(found)
	if held != 1 || len(found) != 2 || found[0].ID != "sure" || found[1].ID != "doubted" {
		t.Fatalf("%d held, found %+v", held, found)
	}
	p := found[0]
	if p.Truth != lexicon.EM || p.Duties != lexicon.TPM || p.Label != lexicon.TPM || len(p.Statements) != 1 {
		t.Fatalf("%+v", p)
	}
	if s := p.Statements[0]; s.Text != delivery || s.Letters != "T" || s.Adds <= s.Against {
		t.Errorf("%+v", s)
	}
}
