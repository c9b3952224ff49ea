// Package misread says which labelled postings a classifier reads otherwise
// than the person who labelled them, and by which statements.
package misread

import (
	"cmp"
	"slices"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/metrics"
	"rolecall/lexicon"
)

// A Posting is one that was misread: by its duties, by title and duties
// together, or both.
type Posting struct {
	ID    string `json:"id"`
	Title string `json:"title"`

	// What the person said: the label, the next best and how sure they were, 0
	// to 1; 0 where they did not say.
	Truth           lexicon.Role `json:"reader_label"`
	Second          lexicon.Role `json:"reader_second"`
	TruthConfidence float64      `json:"reader_confidence"`

	// What the program says.
	Duties           lexicon.Role `json:"duties"`
	DutiesConfidence float64      `json:"duties_confidence"`
	Label            lexicon.Role `json:"label"` // by title and duties
	Confidence       float64      `json:"confidence"`

	// Statements are those that decided between the program's label and the
	// person's, those that decided most first.
	Statements []Statement `json:"statements"`
}

// A Statement is one that decided.
type Statement struct {
	Letters string  `json:"letters"` // see classify.Statement
	Adds    float64 `json:"adds"`    // to the score of the program's label
	Against float64 `json:"against"` // to that of the person's
	Text    string  `json:"text"`
}

// deciding is how many statements of a posting are named.
const deciding = 5

// Of returns the misread postings of the examples, in their order, and how many
// were held back because they are sealed. body and combined are what c predicts
// of them.
func Of(c *classify.Classifier, examples []evaluate.Example, body, combined []metrics.Prediction) (out []Posting, held int) {
	for i := range examples {
		e := &examples[i]
		duties, sureDuties := body[i].Best()
		label, sure := combined[i].Best()
		switch {
		case e.Label == "" || duties == e.Label && label == e.Label:
			continue
		case e.Sealed:
			held++
			continue
		}
		wrong := duties
		if wrong == e.Label {
			wrong = label
		}
		out = append(out, Posting{
			ID: e.ID, Title: e.Titled, Truth: e.Label, Second: e.Second, TruthConfidence: e.Sure,
			Duties: duties, DutiesConfidence: sureDuties, Label: label, Confidence: sure,
			Statements: statements(c.Classify(e.Extraction), e.Extraction.Posting.Text, wrong, e.Label),
		})
	}
	return out, held
}

// statements returns what decided most for one role and against another.
func statements(r classify.Result, text string, wrong, truth lexicon.Role) []Statement {
	out := []Statement{}
	for i := range r.Statements {
		s := &r.Statements[i]
		adds := s.Adds()
		if adds[wrong] > adds[truth] {
			out = append(out, Statement{Letters: s.Letters, Adds: adds[wrong], Against: adds[truth], Text: text[s.Start:s.End]})
		}
	}
	slices.SortStableFunc(out, func(a, b Statement) int { return cmp.Compare(b.Adds-b.Against, a.Adds-a.Against) })
	return out[:min(len(out), deciding)]
}

// Sort puts the surest mistakes first: those of the surest readers, then those
// of which the program was surest.
func Sort(ps []Posting) {
	slices.SortFunc(ps, func(a, b Posting) int {
		return cmp.Or(cmp.Compare(b.TruthConfidence, a.TruthConfidence), cmp.Compare(b.wrong(), a.wrong()), cmp.Compare(a.ID, b.ID))
	})
}

// wrong is how sure the program was of what it misread.
func (p *Posting) wrong() float64 {
	if p.Label == p.Truth {
		return p.DutiesConfidence
	}
	return p.Confidence
}
