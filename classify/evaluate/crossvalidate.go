package evaluate

import (
	"cmp"
	"crypto/sha1"
	"slices"

	"rolecall/classify"
	"rolecall/classify/evaluate/marked"
	"rolecall/classify/evaluate/metrics"
	"rolecall/lexicon"
)

// A Folding says how examples are parted into those that a model is fitted to
// and those that it is judged by.
type Folding struct {
	Folds int

	// Labels is how many labelled postings a fit may learn from, 0 for all: the
	// others of its folds are left out, as if nobody had read them. Those that
	// are taken for a number are among those taken for a larger one.
	Labels int

	Progress func(fold int) // told which fold is begun, from 0; may be nil
}

// Each calls judge with the examples of each fold and a classifier that was
// fitted without their groups: in turn, each fold is kept out of all steps of
// the fit, as is every posting of an employer that stands in it, and every sealed
// one. lex must number
// the words of the examples' statements.
func (f Folding) Each(lex *lexicon.Lexicon, examples []Example, judge func(c *classify.Classifier, out []Example)) error {
	for k := range f.Folds {
		if f.Progress != nil {
			f.Progress(k)
		}
		in, out := split(examples, f.Folds, k)
		if len(out) == 0 {
			continue
		}
		fit, err := FitAll(lex, f.sample(in), nil)
		if err != nil {
			return err
		}
		m, err := classify.NewModel(lex, fit.Parameters)
		if err != nil {
			return err
		}
		judge(classify.New(lex, classify.Options{Model: m}), out)
	}
	return nil
}

// CrossValidate labels each example by a model that was fitted without its
// group: body are the predictions from the duties alone, combined those from
// title and duties.
func CrossValidate(lex *lexicon.Lexicon, examples []Example, f Folding) (body, combined []metrics.Prediction, err error) {
	err = f.Each(lex, examples, func(c *classify.Classifier, out []Example) {
		b, both := Predict(c, out)
		body, combined = append(body, b...), append(combined, both...)
	})
	return body, combined, err
}

// sample leaves out all labelled examples but as many as a fit may learn from,
// the first by a hash of their ids. Other tools use the same rule, so that
// figures can be compared.
func (f Folding) sample(examples []Example) []Example {
	if f.Labels == 0 {
		return examples
	}
	type place struct {
		hash [sha1.Size]byte
		at   int
	}
	var labelled []place
	for i := range examples {
		if examples[i].Label != "" {
			labelled = append(labelled, place{sha1.Sum([]byte("curve " + examples[i].ID)), i})
		}
	}
	slices.SortFunc(labelled, func(a, b place) int { return cmp.Or(slices.Compare(a.hash[:], b.hash[:]), cmp.Compare(a.at, b.at)) })
	leave := map[int]bool{}
	for _, p := range labelled[min(f.Labels, len(labelled)):] {
		leave[p.at] = true
	}
	var out []Example
	for i := range examples {
		if !leave[i] {
			out = append(out, examples[i])
		}
	}
	return out
}

// split parts the examples into those of a fold, and those that may be learned
// from for it. Sealed ones are in a fold, and never learned from; those that only
// teach are in none.
func split(examples []Example, folds, k int) (in, out []Example) {
	there := map[string]bool{}
	for i := range examples {
		if e := &examples[i]; e.Fold(folds) == k && !e.TeachingOnly {
			out = append(out, *e)
			there[e.employer()] = true
		}
	}
	for i := range examples {
		if e := &examples[i]; !e.Sealed && e.Fold(folds) != k && !there[e.employer()] {
			in = append(in, *e)
		}
	}
	return in, out
}

// Predict applies a classifier to examples.
func Predict(c *classify.Classifier, examples []Example) (body, combined []metrics.Prediction) {
	for i := range examples {
		e := &examples[i]
		p := metrics.Prediction{
			ID: e.ID, Employer: e.Employer, Source: e.Source, Words: e.Words, Titled: e.Titled, Reading: e.Title,
			Truth: e.Label, Sure: e.Sure, Sealed: e.Sealed,
		}
		b, both := c.Model().Probabilities(c.Scores(e.Statements), e.Title)
		p.P = b
		body = append(body, p)
		p.P = both
		combined = append(combined, p)
	}
	return body, combined
}

// ScoreLines adds what a classifier says of the marked lines of examples.
func ScoreLines(s *marked.Score, c *classify.Classifier, examples []Example) {
	for i := range examples {
		if e := &examples[i]; e.Lines != nil {
			s.Add(&marked.Posting{Source: e.Source, Label: e.Label, Extraction: e.Extraction, Lines: e.Lines, Sealed: e.Sealed}, c)
		}
	}
}

// A heldOutScore is an example with the scores of a fit that did not see its
// group.
type heldOutScore struct {
	Example
	scores [numRoles]float64
}
