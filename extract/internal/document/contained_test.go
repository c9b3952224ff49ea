package document

import (
	"strings"
	"testing"
)

// A large text is indexed, and answers as a small one does.
func TestContained(t *testing.T) {
	text := strings.Repeat("plan the traverse drive the rover write it down ", 1000)
	searched, indexed := newContained(text, 1), newContained(text, fewSteps)
	if searched.index != nil || indexed.index == nil {
		t.Fatalf("index of few questions %v, of many %v", searched.index != nil, indexed.index != nil)
	}
	for _, s := range []string{"", "rover", "down plan", "rover drive", text, text + "x", "é"} {
		if want := strings.Contains(text, s); searched.has(s) != want || indexed.has(s) != want {
			t.Errorf("%.20q: searched %v, indexed %v, want %v", s, searched.has(s), indexed.has(s), want)
		}
	}
}
