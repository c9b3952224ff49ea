package classify

import (
	"strings"
	"testing"
)

func TestAudit(t *testing.T) {
	c := newClassifier(t, Options{})
	tests := []struct {
		title, text string
		verdict     Verdict
		neighbours  bool
		suggested   string
	}{
		{"Product Manager", programDuties, Mismatch, false, "Technical Program Manager"},
		{"Product Manager", technicalProductDuties, Neighbour, true, "Product Manager – Technical"},
		{"Technical Product Manager", productDuties, Neighbour, true, "Product Manager"},
		{"Engineering Manager", nurseDuties, Mismatch, false, ""},
		{"TPM", technicalProductDuties, Resolved, false, "Product Manager – Technical"},
		{"TPM", programDuties, Resolved, false, "Technical Program Manager"},
		{"Engineering Manager", engineeringDuties, Agree, false, ""},
		{"Product Manager", "", NotAudited, false, ""},
	}
	for _, tt := range tests {
		f := c.Audit(posting(tt.title, tt.text))
		if f.Verdict != tt.verdict || f.Neighbours != tt.neighbours || f.SuggestedTitle != tt.suggested {
			t.Errorf("%s over %.30q: %s %v %q, want %s %v %q", tt.title, tt.text, f.Verdict, f.Neighbours, f.SuggestedTitle, tt.verdict, tt.neighbours, tt.suggested)
		}
		if (f.Suggestion != "") != (tt.verdict.Finding() || tt.verdict == Resolved) {
			t.Errorf("%s over %.30q: suggestion %q", tt.title, tt.text, f.Suggestion)
		}
	}
}

// The reasons stand in the text, each for the duties' role over the title's,
// and no concept twice.
func TestStrongest(t *testing.T) {
	f := newClassifier(t, Options{}).Audit(posting("Product Manager", programDuties+"\n"+programDuties))
	if len(f.Strongest) != maxStrongest {
		t.Fatalf("%d reasons, want %d", len(f.Strongest), maxStrongest)
	}
	seen := map[string]bool{}
	for _, e := range f.Strongest {
		if seen[e.Concept] {
			t.Errorf("%s twice", e.Concept)
		}
		seen[e.Concept] = true
		if e.Weight <= 0 || e.Adds()[f.Body.Label] <= e.Adds()[f.TitleReading.Label] {
			t.Errorf("%q adds %v", e.Text, e.Adds())
		}
		if !strings.Contains(f.Suggestion, e.Text) {
			t.Errorf("%q does not name %q", f.Suggestion, e.Text)
		}
	}
}
