package classify

import (
	"slices"

	"rolecall/lexicon"
)

// A Verdict compares the title's reading with the duties' reading.
type Verdict string

// The verdicts.
const (
	Agree      Verdict = "agree"       // both say the same
	Mismatch   Verdict = "mismatch"    // both are confident, and differ
	Neighbour  Verdict = "neighbours"  // the same between Product Manager and Product Manager - Technical, which is milder
	Resolved   Verdict = "resolved"    // the duties make an ambiguous title clear
	Undecided  Verdict = "undecided"   // the duties are not clear enough to judge the title by
	NotAudited Verdict = "not-audited" // no title, or none that can be read
)

// verdictConfidence is the probability that the duties need to confirm a title,
// to settle an ambiguous one, or to tell PM from PM-T against the title. The
// two share nearly all duties, so that little doubt of the title is no news
// between them; what counts is how clearly the duties are the other's. With 0.6
// the precision on swapped titles (see doubtConfidence) is 0.945 at a recall of
// 0.884, with 0.64 to 0.7 it is 0.953 to 0.956 at 0.879 to 0.868.
const verdictConfidence = 0.65

// doubtConfidence is the probability, by the duties alone, that a posting is
// not what its title says, from which that is a mismatch. The doubt counts, and
// not the likeliest role: duties between PM and PM-T under the title of an
// Engineering Manager are a mismatch, whichever of the two they are.
//
// Chosen on 371 labelled postings with swapped titles and 274 with matching
// ones, read by folds that the fit did not see (evaluate --cv 5
// --swap-titles). With three states of the lexicon, precision is 0.953 to 0.965
// at a recall of 0.876 to 0.900; "another role has 0.6" gave 0.949 at 0.857
// with the first. At 0.85 two of the three fall below a precision of 0.95, at
// 0.95 all lose recall, to 0.863 at the least: 0.9 is away from both.
const doubtConfidence = 0.9

// otherJobOdds corrects the doubt of a title that plainly names another job.
// The duties' probabilities are those of a pile of postings of which three in
// four are one of the four roles; of those so titled hardly one in a hundred
// is (none of 46 that people labelled), and a folder of all sorts of jobs is
// mostly such. Without it, 258 of 5,685 real ones would be alarms, nearly all
// of them false, and the severest; with it, 9.
const otherJobOdds = 0.01

// titleConfidence is how far a title that the grammar reads as one role is
// trusted to mean it: 99% of real ones are read as people read them
// (TestRealTitles). A near miss is named clearly, but used loosely.
const (
	titleConfidence     = 0.99
	nearTitleConfidence = 0.8
)

// Judge compares a title with the duties. severity is above 0 for a mismatch
// alone: see Conflict.
func Judge(t TitleReading, body BodyReading) (v Verdict, severity float64) {
	if !t.Known() {
		return NotAudited, 0
	}
	conflict := Conflict(t, body)
	switch {
	case body.Label == "" || body.Confidence < DefaultMinConfidence: // nothing to call the duties by
		return Undecided, 0
	case conflict == 0 && body.Confidence >= verdictConfidence:
		return settled(t), 0
	case conflict == 0 || body.Confidence < verdictConfidence || doubt(t, body) < threshold(t, body):
		return Undecided, 0
	case Neighbours(t, body):
		return Neighbour, conflict
	}
	return Mismatch, conflict
}

// settled is the verdict on a title that the duties confirm.
func settled(t TitleReading) Verdict {
	if t.Ambiguous {
		return Resolved
	}
	return Agree
}

// Finding reports whether the verdict is that title and duties differ.
func (v Verdict) Finding() bool { return v == Mismatch || v == Neighbour }

// threshold is the doubt from which a title is taken not to match.
func threshold(t TitleReading, body BodyReading) float64 {
	if Neighbours(t, body) {
		return verdictConfidence
	}
	return doubtConfidence
}

// Conflict returns how sure it is that title and duties differ, 0 to 1: the
// product of two confidences, that the title says what it is read as, and that
// the duties are not that, so that the clearer the duties the larger it is. It
// is 0 where they say the same, or one of them says nothing.
func Conflict(t TitleReading, body BodyReading) float64 {
	if !t.Known() || body.Label == "" || t.Label == body.Label || slices.Contains(t.Candidates, body.Label) {
		return 0
	}
	trust := titleConfidence
	if t.Near != "" || t.Ambiguous {
		trust = nearTitleConfidence
	}
	return trust * doubt(t, body)
}

// doubt is the probability, by the duties, that a posting is not what its
// title says; between neighbours, that it is the other.
func doubt(t TitleReading, body BodyReading) float64 {
	if Neighbours(t, body) {
		return body.Confidence
	}
	d := 1 - body.Probabilities[t.Label] // nothing for an ambiguous title's ""
	for _, r := range t.Candidates {
		d -= body.Probabilities[r]
	}
	if t.Label == lexicon.None && t.Near == "" {
		d = d * otherJobOdds / (d*otherJobOdds + 1 - d) // odds times odds
	}
	return max(0, d)
}

// Neighbours reports whether title and duties are Product Manager and Product
// Manager – Technical, either way; a title that leads product managers is one of
// them. That PM-T is PM with technical depth on top makes a mismatch between
// them milder than any other.
func Neighbours(t TitleReading, body BodyReading) bool {
	says := func(r lexicon.Role) bool { return t.Label == r || slices.Contains(t.Candidates, r) }
	return says(lexicon.PM) && body.Label == lexicon.PMT || says(lexicon.PMT) && body.Label == lexicon.PM
}
