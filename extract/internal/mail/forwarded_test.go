package mail

import (
	"strings"
	"testing"
)

// TestForwarded finds the end of what stands above a message that is passed on.
func TestForwarded(t *testing.T) {
	for name, c := range map[string]struct {
		lines string
		end   int
		title string
	}{
		"marked":          {"look\n\n---------- Forwarded message ---------\nFrom: C <c@example.org>\nSubject: Fwd: Rover Pilot\nTo: Ann\n\nWe drive.", 6, "Rover Pilot"},
		"Outlook":         {"look\n\nFrom: C\nSent: Sunday, 1 March 2026 10:00\nTo: Ann\nSubject: RE: Rover Pilot\n\nWe drive.", 6, "Rover Pilot"},
		"in German":       {"Von: C\nGesendet: Sonntag\nAn: Ann\nBetreff: WG: Rover Pilot\n\nWe drive.", 4, "Rover Pilot"},
		"answered":        {"fine\nOn Mon, 2 Mar 2026 at 10:00, Bob <b@example.org> wrote:\n\nWe drive.", 2, ""},
		"answer, folded":  {"fine\nOn Mon, 2 Mar 2026 at 10:00, Bob Example\n<b@example.org> wrote:\nWe drive.", 3, ""},
		"nothing":         {"We drive rovers.\nLocation: Oslo\nFrom: May 2026\nPay: good\n", 0, ""},
		"after the text":  {strings.Repeat("We drive rovers over dry lake beds.\n", 40) + "From: C\nSubject: Rover Pilot\n", 0, ""},
		"prose with keys": {"On the day you start, the mayor wrote a note\nFrom: the mayor\nAnd so on: yes", 0, ""},
	} {
		if end, title := forwarded(strings.Split(c.lines, "\n")); end != c.end || title != c.title {
			t.Errorf("%s: %d, %q, want %d, %q", name, end, title, c.end, c.title)
		}
	}
}
