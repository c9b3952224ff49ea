package lexicon

import (
	"fmt"
	"slices"
	"strings"
)

// wordRules say how words are compared: data/words.yaml.
type wordRules struct {
	Skip []string            `yaml:"skip"`
	Keep []string            `yaml:"keep"`
	Same map[string]string   `yaml:"same"`
	Sets map[string][]string `yaml:"sets"`

	Kinds map[string][]string `yaml:"kinds"` // by name of the kind

	exceptions map[string][]string // by word: what it is compared as, where that is not its stem
}

// index prepares the rules for use. A word that is skipped is skipped whatever
// else is said of it, and one read as another is not kept.
func (r *wordRules) index() {
	r.exceptions = map[string][]string{}
	for _, w := range r.Keep {
		r.exceptions[w] = []string{w}
	}
	keep := setOf(r.Keep)
	for w, to := range r.Same {
		parts := strings.Split(to, "-")
		for i, p := range parts {
			if !keep[p] {
				parts[i] = stem(p)
			}
		}
		r.exceptions[w] = parts
	}
	for _, w := range r.Skip {
		r.exceptions[w] = nil
	}
}

func setOf(words []string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

// appendStems appends the words that a lower-case word is compared as: usually
// its stem alone, several where an abbreviation is spelled out ("ml" is
// "machine learning"), none where the word is skipped.
func (r *wordRules) appendStems(out []string, w string) []string {
	if stems, ok := r.exceptions[w]; ok {
		return append(out, stems...)
	}
	return append(out, stem(w))
}

// set returns the words of a named set.
func (r *wordRules) set(name string) ([]string, error) {
	if s, ok := r.Sets[name]; ok {
		return s, nil
	}
	return nil, fmt.Errorf("unknown set {%s}: words.yaml names %s", name, strings.Join(r.setNames(), ", "))
}

func (r *wordRules) setNames() []string {
	names := make([]string, 0, len(r.Sets))
	for n := range r.Sets {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
