package line

import (
	"fmt"
	"strings"
	"sync"

	"rolecall/extract/internal/tables"
)

// Bounds of the words by which a language is told, in bytes.
const (
	minCommon = 2
	maxCommon = 5
)

// A tongue is whose a common word is.
type tongue int8

const (
	ofNone tongue = iota
	ofEnglish
	ofOthers
)

// wording is data/lines.yaml compiled.
type wording struct {
	compounds map[string]bool
	common    map[string]tongue
	lengths   WordLengths // of common
}

// words is the wording that is built in.
var words = sync.OnceValue(func() *wording { return tables.Must(loadWords(tables.Builtin.Lines)) })

// loadWords checks and compiles the file.
func loadWords(f tables.LineFile) (*wording, error) {
	w := &wording{compounds: map[string]bool{}, common: map[string]tongue{}}
	for _, s := range f.Compounds {
		if w.compounds[s] || s != strings.ToLower(s) || s == "" {
			return nil, fmt.Errorf("extract/data/lines.yaml: compounds: %q stands twice, or is not lower case", s)
		}
		w.compounds[s] = true
	}
	for of, list := range map[tongue][]string{ofEnglish: f.English, ofOthers: f.Others} {
		for _, s := range list {
			if w.common[s] != ofNone || s != strings.ToLower(s) || len(s) < minCommon || len(s) > maxCommon {
				return nil, fmt.Errorf("extract/data/lines.yaml: %q stands twice, or is no word of %d to %d bytes in lower case", s, minCommon, maxCommon)
			}
			w.common[s] = of
			w.lengths.Add(s)
		}
	}
	return w, nil
}
