package marked

import (
	"testing"

	"rolecall/classify"
	"rolecall/extract"
	"rolecall/lexicon"
)

// invented is a posting of five lines, with what is said of it: two pieces of
// evidence that stand in lines with their letter, one that stands in one
// without, one that stands in no line, and one against the label.
func invented() *judged {
	const text = "About us\nLead programs\nOwn the roadmap. Own the backlog.\nPay and leave\nTrack risks"
	at := func(start, end int, letters string) classify.Statement {
		return classify.Statement{Start: start, End: end, Letters: letters}
	}
	piece := func(role lexicon.Role, weight float64, text, sentence string) classify.Evidence {
		return classify.Evidence{Concept: text, Role: role, Weight: weight, Text: text, Sentence: sentence}
	}
	return &judged{
		Posting: &Posting{Label: lexicon.TPM, Extraction: extract.Extraction{Posting: extract.Posting{Text: text}}},
		lines:   []line{{"about us", ""}, {"lead programs", "T"}, {"own the roadmap own the backlog", "P"}, {"pay and leave", ""}, {"track risks", "TE"}, {"another line", "X"}},
		result: classify.Result{
			Body: classify.BodyReading{Label: lexicon.TPM},
			Statements: []classify.Statement{
				at(0, 8, ""), at(9, 22, "T"), at(23, 39, "P"), at(40, 56, "K"), at(57, 70, "X"), at(71, 82, "T"),
			},
			Evidence: []classify.Evidence{
				piece(lexicon.TPM, 3, "programs", "Lead programs"), piece(lexicon.PM, 2, "roadmap", "Own the roadmap."), piece(lexicon.TPM, 2, "leave", "Pay and leave"),
				piece(lexicon.TPM, 1, "elsewhere", "said elsewhere"), piece(lexicon.EM, -1, "risks", "Track risks"),
			},
		},
	}
}

func TestLetters(t *testing.T) {
	s := invented().letters()
	if s.Lines != 6 || s.Alone != 1 {
		t.Errorf("%d lines, %d without a statement; want 6 and 1", s.Lines, s.Alone)
	}
	hit, said, marked := [5]int{2, 1, 0, 0, 0}, [5]int{2, 1, 1, 0, 1}, [5]int{2, 1, 0, 1, 1}
	if s.Hit != hit || s.Said != said || s.Marked != marked {
		t.Errorf("hit %v, said %v, marked %v; want %v, %v, %v", s.Hit, s.Said, s.Marked, hit, said, marked)
	}
	if got := s.F1(); got != 0.4 {
		t.Errorf("line F1 %v, want 0.4", got)
	}
}

func TestEvidence(t *testing.T) {
	sound := map[string]bool{}
	e := invented().evidence(func(concept string, is bool) { sound[concept] = is })
	if e.All.Pieces != 4 || e.All.True != 2 || e.Lost != 1 || e.Few != 0 || e.Postings != 1 || e.None.Pieces != 0 {
		t.Errorf("%+v: want 4 pieces, 2 sound, 1 in no line", e)
	}
	if e.All.Sound(1) != 1 || e.All.Sound(3) != 2.0/3 || e.Role.Sound(5) != 0.5 || e.All.Sound(0) != 0.5 {
		t.Errorf("sound %v of the first, %v of three, %v of five", e.All.Sound(1), e.All.Sound(3), e.Role.Sound(5))
	}
	if e.Covered != 1 || e.Cover != 2 {
		t.Errorf("%d of %d lines covered, want 1 of 2", e.Covered, e.Cover)
	}
	if len(sound) != 4 || !sound["programs"] || !sound["roadmap"] || sound["leave"] || sound["elsewhere"] {
		t.Errorf("sound: %v", sound)
	}
}

// Lines that a pattern was found in are kept to be read, but not those of
// sealed postings.
func TestPatterns(t *testing.T) {
	concept := &lexicon.Concept{ID: "roadmap"}
	var s Score
	s.concepts, s.patterns = map[string]*Concept{}, map[patternKey]*Pattern{}
	for i := range 12 {
		j := invented()
		j.Lines, j.Sealed = []Line{{Text: "Own the roadmap."}}, i == 0
		s.count(concept, "own .. roadmap", j, 0, i < 5)
	}
	poor := s.Poor()
	if len(poor) != 1 || poor[0].Hits != 12 || poor[0].Sound != 5 || len(poor[0].False) != shownLines {
		t.Errorf("%+v", poor)
	}
	s.patterns = map[patternKey]*Pattern{}
	for range 10 {
		j := invented()
		j.Lines, j.Sealed = []Line{{Text: "Own the roadmap."}}, true
		s.count(concept, "own .. roadmap", j, 0, false)
	}
	if poor := s.Poor(); len(poor) != 1 || len(poor[0].False) != 0 {
		t.Errorf("lines of sealed postings are shown: %+v", poor)
	}
}
