package evaluate

import (
	"sync"

	"rolecall/classify"
	"rolecall/lexicon"
)

// CrossValidate labels each example by a model that was fitted
// without its employer: in turn, each of folds is kept out of the fit, and of
// the fit of the titles and of the temperature. body are the predictions from
// the duties alone, combined those from title and duties.
func CrossValidate(lex *lexicon.Lexicon, examples []Example, folds int, o FitOptions) (body, combined []Prediction, err error) {
	type part struct {
		body, combined []Prediction
		err            error
	}
	parts := make([]part, folds)
	var wg sync.WaitGroup
	for k := range folds {
		wg.Go(func() {
			var in, out []Example
			for _, e := range examples {
				if e.Fold(folds) == k {
					out = append(out, e)
				} else {
					in = append(in, e)
				}
			}
			m, err := FitAll(lex, in, folds, o)
			if err != nil {
				parts[k].err = err
				return
			}
			parts[k].body, parts[k].combined = Predict(m, out)
		})
	}
	wg.Wait()
	for _, p := range parts {
		if p.err != nil {
			return nil, nil, p.err
		}
		body, combined = append(body, p.body...), append(combined, p.combined...)
	}
	return body, combined, nil
}

// Predict applies a model to examples.
func Predict(m *classify.Model, examples []Example) (body, combined []Prediction) {
	for i := range examples {
		e := &examples[i]
		p := Prediction{ID: e.ID, Employer: e.Employer, Source: e.Source, Words: e.Words, Title: titleGroup(e.Title), Titled: e.Titled, Reading: e.Title, Truth: e.Label}
		b, c := m.Probabilities(classify.Features(e.Marks), e.Title)
		p.P = b
		body = append(body, p)
		p.P = c
		combined = append(combined, p)
	}
	return body, combined
}

// FitAll fits the weights, then, on folds within the examples that each fit
// did not see, the temperature and what titles add.
func FitAll(lex *lexicon.Lexicon, examples []Example, folds int, o FitOptions) (*classify.Model, error) {
	m, err := Fit(lex, examples, o)
	if err != nil {
		return nil, err
	}
	held, err := heldOut(lex, examples, folds, o)
	if err != nil {
		return nil, err
	}
	return fitTitles(m.WithTemperature(fitTemperature(held)), held)
}

// A heldOutScore is an example with the scores of a fit that did not see its
// employer.
type heldOutScore struct {
	Example
	scores [numRoles]float64
}

func heldOut(lex *lexicon.Lexicon, examples []Example, folds int, o FitOptions) ([]heldOutScore, error) {
	var out []heldOutScore
	for k := range folds {
		var in, rest []Example
		for _, e := range examples {
			// Another rule than Fold's, so that the inner folds cut across
			// the outer ones.
			if (e.Fold(folds*7+1))%folds == k {
				rest = append(rest, e)
			} else {
				in = append(in, e)
			}
		}
		m, err := Fit(lex, in, o)
		if err != nil {
			return nil, err
		}
		for _, e := range rest {
			out = append(out, heldOutScore{e, m.Scores(classify.Features(e.Marks))})
		}
	}
	return out, nil
}
