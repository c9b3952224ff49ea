package mail

import (
	"testing"

	"rolecall/extract/internal/tables"
)

// The file is sound, and every word of it is known where mail has it.
func TestWords(t *testing.T) {
	f := tables.Builtin.Mail
	if _, err := loadWords(f); err != nil {
		t.Fatal(err)
	}
	spoilt := f
	spoilt.From = []string{"From"}
	if _, err := loadWords(spoilt); err == nil {
		t.Error("taken")
	}
	for _, mark := range f.Replies {
		if got := titleOfSubject(mark + ": Rover Pilot"); got != "Rover Pilot" {
			t.Errorf("%s: %q", mark, got)
		}
	}
	for i, from := range f.From {
		above := f.Forwarded[i%len(f.Forwarded)]
		lines := []string{"Look at this.", "---- " + above + " ----", from + ": a@example.com", f.Subject[i] + ": Rover Pilot", "", "You fly rovers."}
		if end, title := forwarded(lines); end != 4 || title != "Rover Pilot" {
			t.Errorf("%s, %s: %d, %q", above, from, end, title)
		}
	}
	for i, opens := range f.Opens {
		if end, _ := forwarded([]string{"Thanks.", opens + " Monday, Sam Reed " + f.Wrote[i] + ":", "> You fly rovers."}); end != 2 {
			t.Errorf("%s … %s: %d", opens, f.Wrote[i], end)
		}
	}
}
