package evaluate

import "rolecall/lexicon"

// Postings that nobody labelled teach too, a little: a title that clearly
// names another job, or one of the roles, is usually right about it, except
// between PM and PM-T, where such a posting says only "one of the two". A
// labelled posting weighs as much as its reader was sure of it.

// A teacher is where a target's label comes from.
type teacher int

const (
	reader     teacher = iota // a person who read the posting
	ownReader                 // the same, of those who only teach
	clearTitle                // a title that names a role, or a far job
	eitherPM                  // a title that names PM or PM-T: one of the two
	nearTitle                 // a title that names a near miss, which bodies often belie
	numTeachers
)

// teacherShare is what all targets of a role from one teacher weigh together,
// next to the role's labelled ones.
var teacherShare = [numTeachers]float64{reader: 1, ownReader: 1, clearTitle: 0.5, eitherPM: 0.25, nearTitle: 0.3}

// balance says how far roles are brought to the same weight, whatever their
// number: 0 leaves them as they are labelled, 1 makes all equal. In a real
// folder most postings are other jobs, but those fall to none by what they lack,
// and 12% of the four roles' postings fell with them under 0.75; now 7% do.
const balance = 1.0

// taught returns what an example teaches, and who says so.
func (e *Example) taught() (t teacher, shares [numRoles]float64, ok bool) {
	if e.Label != "" {
		if e.TeachingOnly {
			return ownReader, e.shares(), true
		}
		return reader, e.shares(), true
	}
	if e.Title.Ambiguous || e.Title.Label == "" {
		return t, shares, false
	}
	shares[e.Title.Label.Index()] = 1
	switch {
	case e.Title.Near != "":
		t = nearTitle
	case e.Title.Label == lexicon.PM || e.Title.Label == lexicon.PMT:
		t = eitherPM
	default:
		t = clearTitle
	}
	return t, shares, true
}

// shares are how much of each role the readers saw in a posting: a reader who
// was 0.8 sure teaches the label with 0.8, and the second choice with the rest.
func (e *Example) shares() (s [numRoles]float64) {
	sure := e.Sure
	if sure == 0 {
		sure = 1
	}
	s[e.Label.Index()] = sure
	if e.Second != "" && e.Second != e.Label {
		s[e.Second.Index()] = 1 - sure
	}
	return s
}
