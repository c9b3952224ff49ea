package lexicon

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// A statedReading is a line of testdata/readings.jsonl: what must be read of a
// sentence of our own, or must not.
type statedReading struct {
	Kind, Text string
	Roles      []Role   // a concept that speaks for one of them must be found
	Not        []string // no concept with this in its id may be found
	NotRoles   []Role   `json:"not_roles"` // no concept that speaks for one of them may be found
}

// What a sentence denies is no evidence, and what it only sounds like is not
// cited.
func TestStatedReadings(t *testing.T) {
	lex, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("../testdata/readings.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	count := map[string]int{}
	for s := bufio.NewScanner(f); s.Scan(); {
		var r statedReading
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		count[r.Kind]++
		if fault := r.fault(lex); fault != "" {
			t.Errorf("%s: %s: %s", r.Kind, r.Text, fault)
		}
	}
	if count["negation"] < 30 || count["evidence"] < 30 {
		t.Errorf("%d of negation and %d of evidence, at least 30 of each", count["negation"], count["evidence"])
	}
}

// fault says what is read wrong.
func (r *statedReading) fault(lex *Lexicon) string {
	spoken := len(r.Roles) == 0
	for _, h := range lex.Read(r.Text).Hits {
		c := &lex.Concepts[h.Concept]
		if h.Voice != JobVoice {
			continue
		}
		among := func(roles []Role) bool {
			return slices.ContainsFunc(c.SpeaksFor, func(role Role) bool { return slices.Contains(roles, role) })
		}
		switch {
		case among(r.NotRoles):
			return "found " + c.ID
		case slices.ContainsFunc(r.Not, func(stem string) bool { return strings.Contains(c.ID, stem) }):
			return "cited " + c.ID
		}
		spoken = spoken || among(r.Roles)
	}
	if !spoken {
		return "nothing found for " + string(r.Roles[0])
	}
	return ""
}
