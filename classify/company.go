package classify

import (
	"slices"

	"rolecall/extract"
	"rolecall/lexicon"
)

// companyConcept is the id of the concept by which companies speak of
// themselves: founded in, a leading provider of, our mission is to.
const companyConcept = "company-about-itself"

// A span is a part of a text, in bytes.
type span struct{ from, to int }

// companySentences returns the sentences in which a company speaks of itself,
// in their order. What else such a sentence says is hardly evidence: a company
// that helps developers to ship is not a job of shipping. It is a sentence and
// not its paragraph, since many a posting goes on in the same line with what
// the job is.
func (c *Classifier) companySentences(text *lexicon.Reading) (spans []span) {
	if c.company < 0 {
		return nil
	}
	for _, h := range text.Hits {
		if h.Concept == c.company {
			from, to := text.Sentence(h)
			spans = append(spans, span{from, to})
		}
	}
	return spans
}

// opensPosting reports whether a company may speak of itself in a section of a
// kind: before the duties, or under a heading that nobody knows.
func opensPosting(k extract.Kind) bool { return k == extract.Summary || k == extract.Other }

func conceptIndex(lex *lexicon.Lexicon, id string) int {
	return slices.IndexFunc(lex.Concepts, func(c lexicon.Concept) bool { return c.ID == id })
}
