package classify

import "rolecall/lexicon"

// A Verdict compares the title's reading with the duties' reading.
type Verdict string

// The verdicts.
const (
	Agree      Verdict = "agree"       // both say the same
	Mismatch   Verdict = "mismatch"    // both are confident, and differ
	Resolved   Verdict = "resolved"    // the duties make an ambiguous title clear
	Undecided  Verdict = "undecided"   // the duties are not clear enough to judge the title by
	NotAudited Verdict = "not-audited" // no title, or none that can be read
)

// verdictConfidence is the probability from which the duties alone are taken
// to contradict a title.
const verdictConfidence = 0.6

// titleConfidence is how far a title that the grammar reads as one role is
// trusted to mean it. A near miss is named clearly, but used loosely.
const (
	titleConfidence     = 0.95
	nearTitleConfidence = 0.8
)

// judge compares a title with the duties. severity is above 0 for a mismatch
// alone: the smaller of the two confidences.
func judge(t TitleReading, body BodyReading) (v Verdict, severity float64) {
	switch {
	case !t.Known():
		return NotAudited, 0
	case body.Label == "" || body.Confidence < verdictConfidence:
		return Undecided, 0
	case t.Ambiguous && contains(t.Candidates, body.Label):
		return Resolved, 0
	case t.Label == body.Label:
		return Agree, 0
	}
	trust := titleConfidence
	if t.Near != "" || t.Ambiguous {
		trust = nearTitleConfidence
	}
	return Mismatch, min(trust, body.Confidence)
}

func contains(roles []lexicon.Role, r lexicon.Role) bool {
	for _, x := range roles {
		if x == r {
			return true
		}
	}
	return false
}
