package metrics

import (
	"cmp"
	"slices"
)

// A scored case is one with the score that it was given, and whether it is one
// of those to be found.
type scored struct {
	score float64
	is    bool
}

// areas returns the area under the ROC curve and under the curve of precision
// by recall, both 0 to 1. The first is the chance that a case to be found
// scores above one that is not, equal scores counting half (Mann and Whitney).
// The second is average precision: the precision at each score, weighted by
// the recall that it adds; equal scores are found together, so that no order
// among them is made up. Both are 0 where either kind of case is absent.
func areas(cases []scored) (roc, precisionRecall float64) {
	sorted := slices.Clone(cases)
	slices.SortFunc(sorted, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	are := 0
	for _, c := range sorted {
		if c.is {
			are++
		}
	}
	others := len(sorted) - are
	if are == 0 || others == 0 {
		return 0, 0
	}
	var found, alarms int
	for i := 0; i < len(sorted); {
		var is, not int
		for score := sorted[i].score; i < len(sorted) && sorted[i].score == score; i++ {
			if sorted[i].is {
				is++
			} else {
				not++
			}
		}
		roc += ratio(not, others) * (ratio(found, are) + ratio(is, are)/2)
		found, alarms = found+is, alarms+not
		precisionRecall += ratio(is, are) * ratio(found, found+alarms)
	}
	return roc, precisionRecall
}
