package result

import (
	"testing"

	"rolecall/classify"
	"rolecall/lexicon"
)

// Employers are counted by label, however they are written, and added up.
func TestCountEmployers(t *testing.T) {
	a, b := NewCounts(), NewCounts()
	a.AddEmployer(&Row{Result: classify.Result{Company: " Acme", Label: lexicon.TPM}})
	a.AddEmployer(&Row{Result: classify.Result{Company: "ACME ", Label: lexicon.TPM}})
	a.AddEmployer(&Row{Result: classify.Result{Company: "Acme"}}) // without a label
	b.Merge(a)
	b.Merge(a)
	if len(b.Employers) != 1 || b.Employers["acme"]["TPM"] != 4 || len(b.Employers["acme"]) != 1 {
		t.Errorf("got %v", b.Employers)
	}
	if c := NewCounts(); c.Employers != nil {
		t.Errorf("employers that nobody counted: %v", c.Employers)
	}
}
