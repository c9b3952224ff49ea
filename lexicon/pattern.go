package lexicon

import (
	"fmt"
	"strings"
)

// gapWords is how many words a gap (..) may stand for at most.
const gapWords = 4

// maxAlternatives and maxElements bound a pattern, since people write them.
const (
	maxAlternatives = 64
	maxElements     = 12
	maxGaps         = 3
)

// An element is one place of a parsed pattern: a gap, or alternatives, each a
// sequence of stems.
type element struct {
	gap      bool
	optional bool
	alts     [][]string
}

// parsePattern reads a pattern as README.md explains it.
func parsePattern(text string, rules *wordRules) ([]element, error) {
	var out []element
	for _, field := range strings.Fields(text) {
		if field == ".." {
			if len(out) == 0 || out[len(out)-1].gap {
				return nil, fmt.Errorf("a gap (..) stands between two words")
			}
			out = append(out, element{gap: true})
			continue
		}
		e, err := parseElement(field, rules)
		if err != nil {
			return nil, err
		}
		if len(e.alts) > 0 {
			out = append(out, e)
		}
	}
	return out, checkShape(out)
}

func checkShape(es []element) error {
	switch {
	case len(es) == 0:
		return fmt.Errorf("no words to compare: all are left out (see skip in words.yaml)")
	case len(es) > maxElements:
		return fmt.Errorf("%d words, at most %d", len(es), maxElements)
	case countGaps(es) > maxGaps:
		return fmt.Errorf("%d gaps (..), at most %d", countGaps(es), maxGaps)
	case es[len(es)-1].gap:
		return fmt.Errorf("a gap (..) stands between two words")
	case es[0].optional || es[len(es)-1].optional:
		return fmt.Errorf("the first and the last word cannot be optional")
	}
	return nil
}

func countGaps(es []element) (n int) {
	for _, e := range es {
		if e.gap {
			n++
		}
	}
	return n
}

func parseElement(field string, rules *wordRules) (element, error) {
	var e element
	if f, ok := strings.CutSuffix(field, "?"); ok {
		field, e.optional = f, true
	}
	for _, alt := range strings.Split(field, "|") {
		words := []string{alt}
		if name, ok := strings.CutPrefix(alt, "{"); ok {
			set, err := rules.set(strings.TrimSuffix(name, "}"))
			if err != nil {
				return e, err
			}
			words = set
		}
		for _, w := range words {
			stems, err := elementStems(w, rules)
			if err != nil {
				return e, err
			}
			if len(stems) > 0 {
				e.alts = append(e.alts, stems)
			}
		}
	}
	if len(e.alts) > maxAlternatives {
		return e, fmt.Errorf("%q has %d alternatives, at most %d", field, len(e.alts), maxAlternatives)
	}
	return e, nil
}

// elementStems splits one alternative exactly as a text's word is split.
func elementStems(word string, rules *wordRules) ([]string, error) {
	if strings.ContainsAny(word, "{}()[]") || word == "" {
		return nil, fmt.Errorf("%q is no word, set or gap", word)
	}
	var stems []string
	for _, p := range pieces(word) {
		stems = append(stems, rules.normalize(p.text)...)
	}
	return stems, nil
}
