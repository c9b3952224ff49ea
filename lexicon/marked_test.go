package lexicon

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// A markedSentence is a line of testdata/statements-te.jsonl: one of our own
// sentences, for which roles it speaks (T the TPM, E the EM, X another job), and
// the concept that it states.
type markedSentence struct{ Text, Letters, Concept string }

func markedSentences(t *testing.T) (out []markedSentence) {
	f, err := os.Open("../testdata/statements-te.jsonl")
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

// TestMarkedSentences is a ratchet: of the sentences that state a concept of
// the TPM or the EM, and of those that state none, no more may be read wrong
// than are now. Lower the numbers when they fall.
func TestMarkedSentences(t *testing.T) {
	const unread, misread = 0, 5
	lex, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	letters := map[Role]string{TPM: "T", EM: "E"}
	var missed, wrong, counted []string
	for _, m := range markedSentences(t) {
		said, named := "", false
		for _, h := range lex.Read(m.Text).Hits {
			c := &lex.Concepts[h.Concept]
			if h.Voice != JobVoice {
				continue
			}
			named = named || c.ID == m.Concept
			// Technical depth (concepts of two roles) tells no role of the four.
			if len(c.SpeaksFor) == 1 {
				said += letters[c.SpeaksFor[0]]
			}
		}
		switch {
		case strings.ContainsAny(m.Letters, "TE") && !strings.ContainsAny(said, m.Letters):
			missed = append(missed, m.Letters+" "+m.Concept+": "+m.Text)
		case !strings.ContainsAny(m.Letters, "TE") && said != "":
			wrong = append(wrong, said+": "+m.Text)
		case m.Concept != "" && !named:
			counted = append(counted, m.Concept+": "+m.Text)
		}
	}
	for _, list := range [][]string{missed, wrong, counted} {
		slices.Sort(list)
	}
	if len(missed) != unread {
		t.Errorf("%d sentences of the TPM or EM are not found, were %d:\n%s", len(missed), unread, strings.Join(missed, "\n"))
	}
	if len(wrong) != misread {
		t.Errorf("%d sentences of neither are taken for one, were %d:\n%s", len(wrong), misread, strings.Join(wrong, "\n"))
	}
	t.Logf("found by another concept:\n%s", strings.Join(counted, "\n"))
}
