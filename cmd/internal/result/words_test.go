package result

import (
	"testing"

	"rolecall/classify"
	"rolecall/lexicon"
)

func TestKind(t *testing.T) {
	pm := classify.TitleReading{Label: lexicon.PM, Candidates: []lexicon.Role{lexicon.PM}}
	mismatch := classify.Result{Outcome: classify.RoleFound, Verdict: classify.Mismatch, TitleReading: pm, Body: classify.BodyReading{Label: lexicon.EM}}
	neighbours := mismatch
	neighbours.Body.Label, neighbours.Verdict = lexicon.PMT, classify.Neighbour
	unreadable := classify.Result{Outcome: classify.Unreadable, Verdict: classify.NotAudited}
	agree := neighbours
	agree.Verdict = classify.Agree
	for _, tt := range []struct {
		of       classify.Result
		accepted string
		want     string
	}{
		{mismatch, "", "mismatch"},
		{mismatch, "the team is called so", "accepted"},
		{neighbours, "", "neighbours"},
		{neighbours, "the team is called so", "accepted"},
		{agree, "", "agree"}, // neighbours are a kind of mismatch
		{unreadable, "", "unreadable"},
	} {
		if got := Kind(&tt.of, tt.accepted); got != tt.want {
			t.Errorf("%s over %s, accepted %q: %s, want %s", tt.of.TitleReading.Label, tt.of.Body.Label, tt.accepted, got, tt.want)
		}
	}
}

// What an employer means is asked of titles that say TPM or PM, and of no others.
func TestShort(t *testing.T) {
	lex, err := lexicon.Default()
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]lexicon.Role{
		"TPM": lexicon.TPM, "Sr. TPM, Payments": lexicon.TPM, "Technical Program Manager": lexicon.TPM,
		"PM": lexicon.PM, "Senior Product Manager": lexicon.PM,
		"Technical Product Manager": "", "Program Manager": "", "Director of Product": "", "Engineering Manager": "", "Nurse": "", "": "",
	} {
		reading := classify.ReadTitle(lex, title)
		if got := Short(&reading); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestWhy(t *testing.T) {
	r := classify.Result{Evidence: []classify.Evidence{{Text: "own the roadmap", Weight: 2}, {Text: "user stories", Weight: 1}, {Text: "hire", Weight: -1}}}
	for n, want := range map[int]string{0: "", 1: "own the roadmap", 3: "own the roadmap; user stories"} {
		if got := Why(&r, n); got != want {
			t.Errorf("Why(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestCutLine(t *testing.T) {
	for name, want := range map[string]struct {
		path string
		line int
	}{
		"a.jsonl:12": {"a.jsonl", 12}, "-:1": {"-", 1}, "a.html": {"a.html", 0}, "a:b": {"a:b", 0}, ":3": {":3", 0}, "a:0": {"a:0", 0},
	} {
		if path, line := CutLine(name); path != want.path || line != want.line {
			t.Errorf("%q: %q %d", name, path, line)
		}
	}
}
