package evaluation

import (
	"fmt"

	"rolecall/classify"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

// Stale says how weights differ from the lexicon: nothing where they were fitted
// for it, or there are none.
func Stale(p *classify.Parameters, lex *lexicon.Lexicon) []string {
	if p == nil || p.Lexicon == lex.Hash {
		return nil
	}
	fitted := map[string]bool{}
	for i := range p.Concepts {
		fitted[p.Concepts[i].Concept] = true
	}
	var unfitted []string
	for i := range lex.Concepts {
		id := lex.Concepts[i].ID
		if !fitted[id] {
			unfitted = append(unfitted, id)
		}
		delete(fitted, id)
	}
	notes := []string{fmt.Sprintf("the weights were fitted for lexicon %s, this one is %s: rolecall fit fits them anew", p.Lexicon, lex.Hash)}
	if len(unfitted) > 0 {
		notes = append(notes, fmt.Sprintf("not fitted: %s: what the documents say of %s, and no more, is counted", terminal.Listed(unfitted), terminal.Pronoun(unfitted)))
	}
	if len(fitted) > 0 {
		notes = append(notes, fmt.Sprintf("%s of the weights not in this lexicon", terminal.Plural(len(fitted), "concept")))
	}
	return notes
}
