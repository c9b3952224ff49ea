package vocabulary

import (
	"testing"

	"rolecall/extract/internal/tables"
)

// The tables are sound.
func TestTables(t *testing.T) {
	if _, err := loadHeadings(tables.Builtin.Sections); err != nil {
		t.Error(err)
	}
	if _, err := loadWords(tables.Builtin.Words); err != nil {
		t.Error(err)
	}
}

// TestPapers tells what is to be sent to apply from what is not asked for.
func TestPapers(t *testing.T) {
	for text, want := range map[string]bool{
		"Send a resume and a few lines to us": true, "Applications with a CV, please": true, "Résumé and two photographs": true, "Your CV to us. No agencies": true,
		"Questions about your application?": false, "A speculative CV is kept for a year": false, "No CVs from agencies": false, "Write to us": false,
	} {
		if got := Words().AsksForPapers(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
