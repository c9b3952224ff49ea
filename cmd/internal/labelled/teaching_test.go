package labelled

import (
	"strings"
	"testing"
)

// What readers of ours said is whole: each posting once, its lines in order,
// two letters a line at most.
func TestLessons(t *testing.T) {
	const path = "../../../testdata/lessons.jsonl.gz"
	lessons, err := readTeaching(path)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	if err := eachLine(path, func(int, []byte) error { rows++; return nil }); err != nil {
		t.Fatal(err)
	}
	if rows != len(lessons) || rows < 1000 {
		t.Errorf("%d rows of %d postings", rows, len(lessons))
	}
	for id, l := range lessons {
		end := 0
		for i, s := range l.Lines {
			if s.start < end || s.end <= s.start {
				t.Errorf("%s: line %d: bytes %d to %d after %d", id, i+1, s.start, s.end, end)
			}
			if end = s.end; len(s.letters) > 2 || strings.Trim(s.letters, "TPKEX") != "" {
				t.Errorf("%s: line %d: letters %q", id, i+1, s.letters)
			}
		}
		if l.Confidence < 0.5 || l.second != "" && l.second == l.role {
			t.Errorf("%s: %s, second %s, sure %v", id, l.role, l.second, l.Confidence)
		}
	}
}
