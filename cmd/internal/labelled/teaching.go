package labelled

import (
	"encoding/json"
	"fmt"
)

// A lesson is what a person said of a posting and of its lines, for the fit
// alone: the figures do not count it. It is for readings of other readers than
// those whose labels a model is judged by.
type lesson struct {
	reading
	Lines []span `json:"lines"`
}

// readTeaching reads lessons: JSON lines of id, label, second, confidence and
// lines. Without a file it returns nil.
func readTeaching(path string) (map[string]lesson, error) {
	if path == "" {
		return nil, nil
	}
	lessons := map[string]lesson{}
	return lessons, eachLine(path, func(n int, line []byte) error {
		var l lesson
		if err := json.Unmarshal(line, &l); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if err := l.check(); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		lessons[l.ID] = l
		return nil
	})
}
