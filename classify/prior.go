package classify

// The documents' prior: how concepts weigh before any posting was seen.
//
// The documents say which roles a concept belongs to, not how telling it is.
// The prior turns that statement into weights by few rules, each a constant
// below:
//
//   - A concept pulls towards the roles that it speaks for and, since weights
//     are centred over the roles, pushes away from the others. A concept of
//     one role pulls harder than one that two share.
//   - Kinds differ. What a person does and answers for tells the role; skills
//     are asked of everybody; a background or a certification is rarely more
//     than a hint, except that a required engineering background is what parts
//     technical product managers from the others.
//   - Places differ. A concept among the duties is worth most, among the
//     requirements a little less, in the company's description of itself
//     or the benefits little: not nothing, since some duties stand there too.
//   - Other jobs are many, and each is told by many concepts (languages, tools,
//     trades) that the four roles use in passing: a concept of None pulls less.
//   - A technical product manager is a product manager with more (002: all of
//     the product manager applies, "but in addition"; 003: a subset): PM-T has
//     all that PM has, so that it must show technical depth before it is
//     believed.
//   - Postings that say little of all this are some other job: None starts
//     with a head start that a role must make up.
//
// Fitted weights (see Model) replace these numbers, but the fit starts from
// them, and keeps them where the data says nothing.

import "rolecall/lexicon"

// kindWeight is what one hit of a concept pulls, by kind.
var kindWeight = map[lexicon.Kind]float64{
	lexicon.Goal:           1.0,
	lexicon.Responsibility: 1.0,
	lexicon.Measure:        0.8,
	lexicon.Skill:          0.6,
	lexicon.Background:     0.6,
	lexicon.Certification:  0.8,
}

var strengthWeight = map[lexicon.Strength]float64{
	lexicon.Weak:   0.5,
	lexicon.Plain:  1.0,
	lexicon.Strong: 1.6,
}

var zoneWeight = [numZones]float64{dutyZone: 1.0, requirementZone: 0.8, asideZone: 0.3}

// sharing is what a concept is worth by the number of roles that it speaks
// for.
var sharing = [lexicon.NumRoles + 1]float64{0, 1.0, 0.8, 0.6, 0.4, 0}

const (
	otherJob          = 0.8  // what a concept of None weighs, next to one of a role
	noneHeadStart     = 2.0  // a role must say more than two plain things before it is believed
	technicalHandicap = -2.0 // and PM-T as much of technical depth
	priorTemperature  = 2.0  // scores of long postings are too sure: hits are not independent
)

// Prior returns the model that the documents alone give.
func Prior(lex *lexicon.Lexicon) *Model {
	m := &Model{temperature: priorTemperature, weights: make([][numZones]vector, len(lex.Concepts)), titles: priorTitles}
	m.bias[lexicon.None.Index()] = noneHeadStart
	m.bias[lexicon.PMT.Index()] = technicalHandicap
	for i := range lex.Concepts {
		pull := conceptPull(&lex.Concepts[i])
		for z := range numZones {
			m.weights[i][z] = pull.scale(zoneWeight[z])
		}
	}
	return m
}

// conceptPull is what one hit of a concept among the duties adds to each
// role's score. It sums to zero.
func conceptPull(c *lexicon.Concept) (pull vector) {
	n := len(c.SpeaksFor)
	if c.Shared || n == 0 {
		return pull
	}
	size := kindWeight[c.Kind] * strengthWeight[c.Strength] * sharing[n]
	if n == 1 && c.SpeaksFor[0] == lexicon.None {
		size *= otherJob
	}
	for i := range pull {
		pull[i] = -size * float64(n) / lexicon.NumRoles
	}
	for _, r := range c.SpeaksFor {
		pull[r.Index()] += size
	}
	return pull
}
