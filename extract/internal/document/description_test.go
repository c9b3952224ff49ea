package document

import (
	"testing"

	"rolecall/extract/internal/line"
)

// TestLostBreaks restores list items that a site strung together with no-break
// spaces, and leaves a few such spaces in prose alone.
func TestLostBreaks(t *testing.T) {
	const items = "Plan each traverse with the science team&nbsp;Drive two rovers from the control room.&nbsp;Write down what went wrong&nbsp;Own the log (all of it)"
	if got, want := line.Join(DescriptionLines(items)), "Plan each traverse with the science team\nDrive two rovers from the control room.\nWrite down what went wrong\nOwn the log (all of it)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := line.Join(DescriptionLines("We work in San&nbsp;José, with Mr.&nbsp;Ames.")), "We work in San José, with Mr. Ames."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
