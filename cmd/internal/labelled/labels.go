package labelled

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"rolecall/cmd/internal/result"
	"rolecall/lexicon"
)

// A reading is what a person said of a posting.
type reading struct {
	ID         string  `json:"id"`
	Label      string  `json:"label"`
	Second     string  `json:"second"`     // the next best, where it was a close call
	Confidence float64 `json:"confidence"` // how sure they were, 0 to 1; 0 or absent: not stated

	// ScoringOnly says that the posting is to be scored and nothing else: its
	// errors are not shown, and nothing is fitted to it. See package sealed.
	ScoringOnly bool `json:"scoring_only"`

	role   lexicon.Role
	second lexicon.Role
}

// check reads the names of the roles, and says what is wrong with a reading.
func (r *reading) check() error {
	var ok bool
	if r.role, ok = result.RoleNamed(r.Label); !ok {
		return fmt.Errorf("label %q: one of TPM, PM, PM-T, EM, none", r.Label)
	}
	if !(r.Confidence >= 0 && r.Confidence <= 1) { // NaN is neither
		return fmt.Errorf("confidence %v: from 0 to 1", r.Confidence)
	}
	if r.second, ok = result.RoleNamed(r.Second); !ok && r.Second != "" {
		return fmt.Errorf("second %q: one of TPM, PM, PM-T, EM, none, or nothing", r.Second)
	}
	return nil
}

// readLabels reads what people said of postings: JSON lines, or CSV with a
// header, of id, label and, if known, second and confidence. Without a file it
// returns nil.
func readLabels(path string) (map[string]reading, error) {
	if path == "" {
		return nil, nil
	}
	labels := map[string]reading{}
	each := func(n int, r reading) error {
		if err := r.check(); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if before, ok := labels[r.ID]; ok && before.role != r.role {
			return fmt.Errorf("%s:%d: %q is labelled %s here and %s before: keep one label of a posting", path, n, r.ID, r.role, before.role)
		}
		labels[r.ID] = r
		return nil
	}
	if strings.HasSuffix(strings.TrimSuffix(path, ".gz"), ".csv") {
		return labels, eachCSV(path, each)
	}
	return labels, eachLine(path, func(n int, line []byte) error {
		var r reading
		if err := json.Unmarshal(line, &r); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		return each(n, r)
	})
}

// eachCSV calls do with the rows of a table of labels.
func eachCSV(path string, do func(n int, r reading) error) error {
	in, err := OpenText(path)
	if err != nil {
		return err
	}
	defer in.Close()
	rows := csv.NewReader(in)
	rows.FieldsPerRecord = -1
	column := map[string]int{}
	for n := 1; ; n++ {
		fields, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w", path, err)
		case n == 1:
			for i, name := range fields {
				column[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
			}
			for _, need := range []string{"id", "label"} {
				if _, ok := column[need]; !ok {
					return fmt.Errorf("%s:1: no column %q: the columns are %s", path, need, strings.Join(fields, ", "))
				}
			}
			continue
		}
		get := func(name string) string {
			if i, ok := column[name]; ok && i < len(fields) {
				return strings.TrimSpace(fields[i])
			}
			return ""
		}
		r := reading{ID: get("id"), Label: get("label"), Second: get("second")}
		if text := get("confidence"); text != "" {
			var err error
			if r.Confidence, err = strconv.ParseFloat(text, 64); err != nil {
				return fmt.Errorf("%s:%d: confidence %q: a number from 0 to 1, or nothing", path, n, text)
			}
		}
		r.ScoringOnly, _ = strconv.ParseBool(get("scoring_only"))
		if err := do(n, r); err != nil {
			return err
		}
	}
}
