package nature

import (
	"strings"
	"testing"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
)

// TestMeasures counts what is counted in a text.
func TestMeasures(t *testing.T) {
	for _, c := range []struct {
		measure, text string
		want          int
	}{
		{"questions", "What does a planner do?\nWhat will you do?\nWho are we?\nIs a degree required?\nWhy?", 2},
		{"definitions", "A project manager is responsible for many things.\nProduct managers often work late in the year.", 2},
		{"definitions", "You are a project manager who is able to listen.\nThe product manager is part of our team.\nAs a manager, you have two reports and one boss.", 0},
		{"narrated", "She leads the team.\nHer book came out, and he edited it.", 3},
		{"narrated", "She leads the team.\nYou report to her.\nYour desk is beside hers.", 1},
		{"narrated", "The candidate sends his/her papers.", 0},
		{"blanks", "[Company name] needs you in [City].\nAgain at [Company name].\n{X} years", 3},
		{"blanks", "Engineer [remote], (company) [1] and [a note that says far more than what is to be filled in here]", 0},
	} {
		if got := measureOf(c.measure)(&reading{w: words(), lines: line.Parse(c.text)}); got != c.want {
			t.Errorf("%s of %q: %d, want %d", c.measure, c.text, got, c.want)
		}
	}
}

// TestVerdict weighs signs for against signs against.
func TestVerdict(t *testing.T) {
	lines := line.Parse("Curriculum\nTuition\nSyllabus")
	if why := Of(lines, Around{}); !strings.Contains(why, "a course +5") {
		t.Errorf("a course: %q", why)
	}
	if why := Of(lines, Around{Apply: true}); why != "" {
		t.Errorf("a course where one applies: %q", why)
	}
	if why := Of(lines, Around{Stated: true}); why != "" {
		t.Errorf("a course that is stated as a job: %q", why)
	}
	if why := Of(nil, Around{Types: []string{"Article"}, Titles: []string{"How to become a manager"}}); why == "" {
		t.Error("an article that explains is a posting")
	}
}

// TestLoad refuses signs that say nothing, or say it in a form that is never found.
func TestLoad(t *testing.T) {
	for _, s := range []tables.Sign{{Weight: 1}, {Name: "a"}, {Name: "a", Weight: 1, Measure: "b"}, {Name: "a", Weight: 1, Heads: []string{"What's"}}, {Name: "a", Weight: 1, Says: []string{"b", "b"}}} {
		if _, err := load(tables.SignFile{Signs: []tables.Sign{s}}); err == nil {
			t.Errorf("%+v is taken", s)
		}
	}
}
