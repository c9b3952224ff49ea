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

	skip, keep map[string]bool
}

func (r *wordRules) index() {
	r.skip, r.keep = setOf(r.Skip), setOf(r.Keep)
}

func setOf(words []string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

// normalize returns the words that a lower-case word is compared as: usually
// its stem alone, several where an abbreviation is spelled out ("ml" is
// "machine learning"), none where the word is skipped.
func (r *wordRules) normalize(w string) []string {
	if r.skip[w] {
		return nil
	}
	if to, ok := r.Same[w]; ok {
		if !strings.Contains(to, "-") {
			return []string{r.stem(to)}
		}
		parts := strings.Split(to, "-")
		for i := range parts {
			parts[i] = r.stem(parts[i])
		}
		return parts
	}
	return []string{r.stem(w)}
}

func (r *wordRules) stem(w string) string {
	if r.keep[w] {
		return w
	}
	return stem(w)
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
