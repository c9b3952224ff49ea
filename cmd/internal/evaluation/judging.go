package evaluation

import (
	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/metrics"
)

// A Judging calls judge with examples and a classifier to judge them by: all of
// them with the one, or each fold with its own.
type Judging func(examples []evaluate.Example, judge func(c *classify.Classifier, out []evaluate.Example)) error

// predicted are the predictions of all examples: from the duties alone, and from
// title and duties.
func predicted(examples []evaluate.Example, each Judging) (body, combined []metrics.Prediction, err error) {
	err = each(examples, func(c *classify.Classifier, out []evaluate.Example) {
		b, both := evaluate.Predict(c, out)
		body, combined = append(body, b...), append(combined, both...)
	})
	return body, combined, err
}
