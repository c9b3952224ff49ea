package evaluate

import (
	"fmt"

	"rolecall/lexicon"
)

// What a fit needs: less teaches nothing but itself. It is little, for people
// who begin to label; see the learning curve for what more of them is worth.
const (
	leastLabelled = 20
	leastRoles    = 2
)

// Teaches says why a model cannot be fitted to examples, nil where it can.
func Teaches(examples []Example) error {
	count := map[lexicon.Role]int{}
	n := 0
	for i := range examples {
		if role := examples[i].Label; role != "" {
			count[role]++
			n++
		}
	}
	switch {
	case n == 0:
		return fmt.Errorf("no labelled postings to fit to")
	case n < leastLabelled:
		return fmt.Errorf("%d labelled postings cannot teach: label at least %d, of at least %d roles", n, leastLabelled, leastRoles)
	case len(count) < leastRoles:
		return fmt.Errorf("all %d labelled postings have one label: label at least %d roles", n, leastRoles)
	}
	return nil
}

// TeachesFolds says why examples cannot be judged in folds, nil where they can:
// each fold needs a group of its own, and what is left must teach.
func TeachesFolds(examples []Example, folds int) error {
	groups := map[string]bool{}
	for i := range examples {
		if examples[i].Label != "" {
			groups[examples[i].group()] = true
		}
	}
	if err := Teaches(Teaching(examples)); err != nil {
		return err
	}
	if folds > len(groups) {
		return fmt.Errorf("%d folds of %d groups: the labelled postings are of so few employers or sources (--group); at most as many folds", folds, len(groups))
	}
	for k := range folds {
		in, _ := split(examples, folds, k)
		if err := Teaches(in); err != nil {
			return fmt.Errorf("without fold %d of %d: %w", k+1, folds, err)
		}
	}
	return nil
}

// Unseen returns the ids of the concepts that stand in no labelled or marked
// posting: a fit leaves them as the documents have them.
func Unseen(lex *lexicon.Lexicon, examples []Example) (ids []string) {
	seen := make([]bool, len(lex.Concepts))
	for i := range examples {
		e := &examples[i]
		if e.Label == "" && e.Marks == nil {
			continue
		}
		for j := range e.Statements {
			for _, c := range e.Statements[j].Concepts {
				seen[c] = true
			}
		}
	}
	for c := range seen {
		if !seen[c] {
			ids = append(ids, lex.Concepts[c].ID)
		}
	}
	return ids
}
