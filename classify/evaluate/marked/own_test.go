package marked

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"rolecall/classify"
	"rolecall/extract"
)

// linesAPosting is how many of our own sentences make a posting: a single one
// says too little to be read among others.
const linesAPosting = 25

// A ratchet: line F1 on our own sentences, in their order, may not become worse.
// Raise the figures when they rise. They were written to no posting, and no fit
// has seen them, so that one may move them by a little.
func TestOwnSentences(t *testing.T) {
	floors := map[string]float64{"T": 0.96, "P": 0.89, "K": 0.83, "E": 0.95, "X": 0.88}
	f, err := os.Open("../../../testdata/statements.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := classify.Default()
	if err != nil {
		t.Fatal(err)
	}
	var s Score
	var lines []Line
	add := func() {
		texts := make([]string, len(lines))
		for i := range lines {
			texts[i] = lines[i].Text
		}
		s.Add(&Posting{Extraction: extract.PlainText(strings.Join(texts, "\n"), extract.Options{}), Lines: lines}, c)
		lines = nil
	}
	for r := bufio.NewScanner(f); r.Scan(); {
		var l Line
		if err := json.Unmarshal(r.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		if lines = append(lines, l); len(lines) == linesAPosting {
			add()
		}
	}
	if s.Letters.Lines != 1000 {
		t.Fatalf("%d lines", s.Letters.Lines)
	}
	for l := range s.Letters.Hit {
		name := LetterNames[l : l+1]
		precision, recall, f1 := s.Letters.Letter(l)
		t.Logf("%s: precision %.3f, recall %.3f, F1 %.3f", name, precision, recall, f1)
		if f1 < floors[name] {
			t.Errorf("%s: F1 %.3f, at least %.2f", name, f1, floors[name])
		}
	}
	t.Logf("line F1 %.3f, %d lines without a statement", s.Letters.F1(), s.Letters.Alone)
}
