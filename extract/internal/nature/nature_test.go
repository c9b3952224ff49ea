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
		{"past", "The clerk was asked, and had no answer.\nShips were late.", 3},
		{"past", "The team was small. You will make it larger.", 0},
		{"prices", "The fee is £40.\nIt costs $1,200 in all.\nMembers: € 8", 3},
		{"prices", "£40 an hour\n$120k\nWe raised $40 for every user\n$45,000\n$5 million\nUS$", 0},
		{"blanks", "[Company name] needs you in [City].\nAgain at [Company name].\n{X} years", 3},
		{"blanks", "Engineer [remote], (company) [1] and [a note that says far more than what is to be filled in here]", 0},
	} {
		if got := measureOf(c.measure)(&reading{w: words(), lines: line.Parse(c.text)}); got != c.want {
			t.Errorf("%s of %q: %d, want %d", c.measure, c.text, got, c.want)
		}
	}
}

// TestTitles tells titles that are headed by a job from sentences about jobs, and
// counts those that they name in the plural.
func TestTitles(t *testing.T) {
	for _, c := range []struct {
		title    string
		unheaded bool
		plural   int
	}{
		{"Yard Manager, North | Quay", false, 0},
		{"Yard Manager of the Night", false, 0},
		{"Chef de partie – Work here – Quay", false, 0},
		{"Engineer II", false, 0},
		{"Oslo - Yard Manager", false, 0},
		{"Sales Engineer EMEA", false, 0},
		{"Harbour Pilot #4471", false, 0},
		{"A-Grade Electrician – Solar", false, 0},
		{"Electrician wanted – Solar", false, 0},
		{"SAP system administrator", false, 0},
		{"task-manager: of a cluster", true, 0},
		{"A year as a manager", true, 0},
		{"Manager handover", true, 0},
		{"Our summer", false, 0},
		{"A walk for managers and planners", false, 2},
	} {
		r := &reading{w: words(), Around: Around{Titles: []string{c.title}}}
		if r.unheaded() != c.unheaded || r.plural() != c.plural {
			t.Errorf("%s: %v, %d", c.title, r.unheaded(), r.plural())
		}
	}
}

// TestQuestions tells titles that ask from those that ask their reader.
func TestQuestions(t *testing.T) {
	for title, want := range map[string]bool{
		"Should I take a job as a manager? - Forum": true, "Are you our next planner? - Quay": false, "Yard Manager - Why Quay?": false, "Planner": false,
	} {
		r := &reading{w: words(), Around: Around{Titles: []string{title}}}
		if r.asks() != want {
			t.Errorf("%s: %v", title, !want)
		}
	}
}

// TestWavering takes no more for weak doubts, whatever number of them, and nothing
// twice for what two signs of one kind of text say.
func TestWavering(t *testing.T) {
	w := words()
	var b balance
	left := w.wavering
	for range 9 {
		b.doubt("weak", 2, &left)
	}
	if b.sum != -w.wavering || left != 0 {
		t.Errorf("%d, %d left", b.sum, left)
	}
	const offer = "We are looking for a clerk. The salary is £24,000 a year.\nA 3 min read, written by Ann."
	if why := Of(line.Parse(offer), Around{English: true, One: true, Apply: true, Types: []string{"Article"}}); why != "" {
		t.Error(why)
	}
}

// TestOffer asks for an offer, and for more of it where there is something to doubt.
func TestOffer(t *testing.T) {
	const little, offer = "Harbour Clerk\nKeep the ledger.", "We are looking for a clerk. The salary is £24,000 a year."
	for _, c := range []struct {
		text    string
		a       Around
		refused bool
	}{
		{little, Around{English: true, One: true}, true},
		{little, Around{}, false},
		{little, Around{English: true, Bare: true, Alone: true}, false},
		{little, Around{English: true, Stated: true}, false},
		{offer, Around{English: true, One: true}, false},
		{offer + "\nThe fee is £12.", Around{English: true, One: true}, false},
		{offer + "\nThe fee is £12.", Around{English: true, One: true, Address: []string{"wiki.port.example/clerk"}}, true},
		{offer, Around{English: true, Address: []string{"port.example/clerk"}, Titles: []string{"Clerks - Port handbook"}}, true},
	} {
		if why := Of(line.Parse(c.text), c.a); (why != "") != c.refused {
			t.Errorf("%q, %+v: %q", c.text, c.a, why)
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
	for _, s := range []tables.Sign{{Weight: 1}, {Name: "a", Weight: 1, Doubt: 1}, {Name: "a"}, {Name: "a", Weight: 1, Measure: "b"}, {Name: "a", Weight: 1, Heads: []string{"What's"}}, {Name: "a", Weight: 1, Says: []string{"b", "b"}}} {
		if _, err := load(tables.SignFile{Signs: []tables.Sign{s}}); err == nil {
			t.Errorf("%+v is taken", s)
		}
	}
}
