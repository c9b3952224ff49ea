package lexicon

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// A markedSentence is a line of testdata/statements.jsonl: one of our own
// sentences, for which roles it speaks (T the TPM, P product management, K its
// technical depth, E the EM, X another job), and the concept that it states, or
// only seems to where it has no letters.
type markedSentence struct{ Text, Letters, Concept string }

func markedSentences(t *testing.T) (out []markedSentence) {
	f, err := os.Open("../testdata/statements.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var m markedSentence
		if err := json.Unmarshal(s.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// letterOf is the letter that a concept of these roles bears.
func letterOf(speaksFor []Role) string {
	switch {
	case len(speaksFor) == 0:
		return ""
	case slices.Contains(speaksFor, PM): // and PM-T: what product managers do, technical ones do as well
		return "P"
	case slices.Contains(speaksFor, PMT): // and TPM or EM: technical depth
		return "K"
	}
	return map[Role]string{TPM: "T", EM: "E", None: "X"}[speaksFor[0]]
}

// TestMarkedSentences is a ratchet: the letters of the concepts that are found
// in the sentences, and the concepts that they state, and how many are found
// where none is stated, may not become worse. Raise the figures when they rise.
func TestMarkedSentences(t *testing.T) {
	floors := map[string]float64{"T": 0.96, "P": 0.88, "K": 0.89, "E": 0.94, "X": 0.76}
	const (
		stated = 0.82 // share found of the concepts that are stated
		seems  = 0.03 // and of those that only seem to be
	)
	lex, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	sentences := markedSentences(t)
	if len(sentences) != 1000 {
		t.Fatalf("%d sentences", len(sentences))
	}
	var hit, said, marked [5]int
	var found, states, seeming, taken int
	for _, m := range sentences {
		letters, named := "", false
		for _, h := range lex.Read(m.Text).Hits {
			if c := &lex.Concepts[h.Concept]; h.Voice == JobVoice {
				letters += letterOf(c.SpeaksFor)
				named = named || c.ID == m.Concept
			}
		}
		for l, name := range "TPKEX" {
			is, says := strings.ContainsRune(m.Letters, name), strings.ContainsRune(letters, name)
			hit[l] += one(is && says)
			said[l] += one(says)
			marked[l] += one(is)
		}
		states += one(m.Letters != "" && m.Concept != "")
		found += one(m.Letters != "" && m.Concept != "" && named)
		seeming += one(m.Letters == "" && m.Concept != "")
		taken += one(m.Letters == "" && m.Concept != "" && named)
	}
	for l, name := range "TPKEX" {
		f1 := 2 * float64(hit[l]) / float64(said[l]+marked[l])
		t.Logf("%c: precision %.3f, recall %.3f, F1 %.4f", name, float64(hit[l])/float64(said[l]), float64(hit[l])/float64(marked[l]), f1)
		if f1 < floors[string(name)] {
			t.Errorf("%c: F1 %.4f, was %.4f", name, f1, floors[string(name)])
		}
	}
	if share := float64(found) / float64(states); share < stated {
		t.Errorf("of the concepts that are stated, %.4f are found, were %.4f", share, stated)
	} else {
		t.Logf("found of stated: %.4f", share)
	}
	if share := float64(taken) / float64(seeming); share > seems {
		t.Errorf("of those that only seem to be, %.4f are found, were %.4f", share, seems)
	} else {
		t.Logf("found of seeming: %.4f", share)
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
