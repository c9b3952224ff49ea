package classify

import (
	"testing"

	"rolecall/lexicon"
)

// The grammar reads each kind of title that people write: levels, parentheses,
// teams and places after the name, names turned around, abbreviations, leaders,
// near misses, and other languages, which are not guessed.
func TestReadTitleKinds(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		kind, title string
		label       lexicon.Role
		ambiguous   bool
		near, level string
	}{
		{"seniority", "Senior Technical Program Manager", lexicon.TPM, false, "", "senior"},
		{"seniority", "Group Product Manager", lexicon.PM, false, "", "group"},
		{"level", "Software Engineering Manager II", lexicon.EM, false, "", "mid"},
		{"level", "Technical Program Manager, L5", lexicon.TPM, false, "", "mid"},
		{"level", "Engineering Manager E6", lexicon.EM, false, "", "senior"},
		{"parentheses", "Product Manager (Payments)", lexicon.PM, false, "", ""},
		{"parentheses", "Staff TPM (Infra)", "", true, "", "staff"},
		{"team and place", "Principal PM-T, Voice - Seattle, WA", lexicon.PMT, false, "", "principal"},
		{"team and place", "Engineering Manager, Checkout | Remote, Europe", lexicon.EM, false, "", ""},
		{"turned around", "Manager, Product Management", lexicon.PM, false, "", ""},
		{"turned around", "Product Manager - Tech", lexicon.PMT, false, "", ""},
		{"turned around", "Mgr, SW Eng", lexicon.EM, false, "", ""},
		{"leader", "Head of Engineering", lexicon.EM, false, "", "head"},
		{"leader", "Director of Solutions Engineering", lexicon.None, false, "engineering manager outside engineering", "director"},
		{"leader", "Senior Manager, Product Design", lexicon.None, false, "product analyst or designer", "senior"},
		{"leader", "Senior Manager - Business Development", lexicon.None, false, "", "senior"},
		{"abbreviation", "TPM", "", true, "", ""},
		{"abbreviation", "PM", "", true, "", ""},
		{"abbreviation", "EM", lexicon.EM, false, "", ""},
		{"abbreviation", "PMT", lexicon.PMT, false, "", ""},
		{"abbreviation", "SDM", lexicon.EM, false, "", ""},
		{"near miss", "Product Owner", lexicon.None, false, "product owner", ""},
		{"other language", "Chef de produit", "", false, "", ""},
		{"other language", "Jefe de producto", "", false, "", ""},
	}
	for _, tt := range tests {
		got := ReadTitle(lex, tt.title)
		if got.Label != tt.label || got.Ambiguous != tt.ambiguous || got.Near != tt.near || got.Level != tt.level {
			t.Errorf("%s: %q reads as %+v; want label %q, ambiguous %v, near %q, level %q", tt.kind, tt.title, got, tt.label, tt.ambiguous, tt.near, tt.level)
		}
	}
}
