package evaluate

import (
	"rolecall/classify"
	"rolecall/classify/evaluate/metrics"
	"rolecall/lexicon"
)

// CrossValidate labels each example by a model that was fitted without its
// group: in turn, each of folds is kept out of all steps of the fit, as is
// every posting of an employer that stands in it. body are the predictions from
// the duties alone, combined those from title and duties, lines what was read
// of the marked statements.
func CrossValidate(lex *lexicon.Lexicon, examples []Example, folds int, progress func(fold int)) (body, combined []metrics.Prediction, lines metrics.LineScore, err error) {
	for k := range folds {
		if progress != nil {
			progress(k)
		}
		in, out := split(examples, folds, k)
		if len(out) == 0 {
			continue
		}
		fit, err := FitAll(lex, in)
		if err != nil {
			return nil, nil, lines, err
		}
		m, err := classify.NewModel(lex, fit.Parameters)
		if err != nil {
			return nil, nil, lines, err
		}
		b, c := Predict(classify.New(lex, classify.Options{Model: m}), out, &lines)
		body, combined = append(body, b...), append(combined, c...)
	}
	return body, combined, lines, nil
}

// split parts the examples into those of a fold, and those that may be learned
// from for it.
func split(examples []Example, folds, k int) (in, out []Example) {
	there := map[string]bool{}
	for i := range examples {
		if e := &examples[i]; e.Fold(folds) == k {
			out = append(out, *e)
			there[e.employer()] = true
		}
	}
	for i := range examples {
		if e := &examples[i]; e.Fold(folds) != k && !there[e.employer()] {
			in = append(in, *e)
		}
	}
	return in, out
}

// Predict applies a classifier to examples. What it reads of marked statements
// is counted in lines.
func Predict(c *classify.Classifier, examples []Example, lines *metrics.LineScore) (body, combined []metrics.Prediction) {
	for i := range examples {
		e := &examples[i]
		p := metrics.Prediction{ID: e.ID, Employer: e.Employer, Source: e.Source, Words: e.Words, Titled: e.Titled, Reading: e.Title, Truth: e.Label, Sure: e.Sure}
		b, both := c.Model().Probabilities(c.Scores(e.Statements), e.Title)
		p.P = b
		body = append(body, p)
		p.P = both
		combined = append(combined, p)
		if e.Marks == nil {
			continue
		}
		for j, letters := range c.Letters(e.Statements) {
			lines.Add(letters, string(e.Marks[j]))
		}
	}
	return body, combined
}

// A heldOutScore is an example with the scores of a fit that did not see its
// group.
type heldOutScore struct {
	Example
	scores [numRoles]float64
}
