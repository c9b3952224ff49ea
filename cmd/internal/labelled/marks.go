package labelled

import (
	"encoding/json"
	"fmt"

	"rolecall/classify/evaluate/marked"
)

// readLines reads marked lines: JSON lines of id and lines, each [start, end,
// letters], where start and end are bytes of the posting's description as the
// data set has it. Without a file it returns nil.
func readLines(path string) (map[string][]span, error) {
	if path == "" {
		return nil, nil
	}
	marks := map[string][]span{}
	return marks, eachLine(path, func(n int, line []byte) error {
		var r struct {
			ID    string `json:"id"`
			Lines []span `json:"lines"`
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		marks[r.ID] = r.Lines
		return nil
	})
}

// A span is a marked line.
type span struct {
	start, end int
	letters    string
}

// UnmarshalJSON reads [start, end, letters].
func (s *span) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&s.start, &s.end, &s.letters})
}

// markedLines returns the marked lines of a description.
func markedLines(spans []span, description string) ([]marked.Line, error) {
	out := make([]marked.Line, len(spans))
	for i, s := range spans {
		if s.start < 0 || s.end < s.start || s.end > len(description) {
			return nil, fmt.Errorf("line %d: bytes %d to %d of a description of %d", i+1, s.start, s.end, len(description))
		}
		out[i] = marked.Line{Text: description[s.start:s.end], Letters: s.letters}
	}
	return out, nil
}
