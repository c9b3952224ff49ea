package classify

// The documents' prior: how statements are read before any posting was seen.
//
// The documents say which roles a concept belongs to, not how telling it is.
// The prior turns that statement into weights by few rules, each a constant
// below:
//
//   - A statement says nothing until a concept is found in it. A concept speaks
//     for the letters of its roles: one of a single role more than one that two
//     share.
//   - Kinds differ. What a person does and answers for tells the role; skills
//     are asked of everybody; a certification is a hint. A background tells
//     most: a required engineering background is what parts technical product
//     managers from the others.
//   - Only what is said of the job counts; what is asked counts a little less
//     than what is done, the company's and the benefits' sections hardly.
//   - A technical product manager is a product manager with more (002: all of
//     the product manager applies, "but in addition"; 003: a subset): what
//     speaks for PM speaks for PM-T, which must show technical depth as well.
//   - A technical program manager is a program manager with technology: programs
//     alone are also a project manager's, so that TPM must show more than plans.
//   - Postings that say little of all this are some other job: None starts
//     with a head start that a role must make up.
//   - Concepts say what is done, and how many statements speak for a role how
//     much of the job that is: ten kinds of plans in two lines are less of a
//     program manager than five in ten. So the expected number of a role's own
//     statements counts beside its concepts, less and less with each. Of product
//     work, statements of technical depth speak for PM-T and against PM.
//
// Fitted weights (see Parameters) replace these numbers, but the fit starts
// from them, and keeps them where the data says nothing.

import (
	"rolecall/classify/internal/statement"
	"rolecall/extract"
	"rolecall/lexicon"
)

// kindWeight is what a concept of a kind says, next to a plain duty.
var kindWeight = map[lexicon.Kind]float64{
	lexicon.Goal:           1.0,
	lexicon.Responsibility: 1.0,
	lexicon.Measure:        0.8,
	lexicon.Skill:          0.7,
	lexicon.Background:     1.4,
	lexicon.Certification:  0.8,
}

var strengthWeight = map[lexicon.Strength]float64{
	lexicon.Weak:   0.5,
	lexicon.Plain:  1.0,
	lexicon.Strong: 2.0,
}

// sectionWeight is what a concept is worth in a section: for aspects, and as
// what a statement of it has to make up in the prior.
func sectionWeight(k extract.Kind) float64 {
	switch k {
	case extract.Requirements:
		return 0.8
	case extract.Company, extract.Benefits, extract.Legal:
		return 0.3
	}
	return 1
}

// sharing is what a concept is worth by the number of roles that it speaks
// for.
var sharing = [lexicon.NumRoles + 1]float64{0, 1.0, 0.8, 0.6, 0.4, 0}

const (
	silence       = -3.0 // the logarithm of the odds that a statement without a concept bears a letter
	plainConcept  = 3.5  // what a plain concept adds to its letters
	asideHandicap = -2.0 // of the company's, the benefits' and the legal sections, and of other voices than the job's
	askedHandicap = -0.3 // of what is asked
)

// What a concept pulls in the sum, beside what its statement says.
const otherJob = 1.5 // what a concept of None weighs, next to one of a role: other jobs are few families, found rarely

// What the statements with a letter add to a role, times ln(1 + 2S), S being how
// many are to be expected, and what each role starts from: as the first set of
// labels has them, each role weighed alike, to a tenth.
const (
	ownStatements       = 3.4 // of the role's own letter
	technicalDepth      = 1.6 // of technical depth for PM-T, and against PM
	productForTechnical = 0.6 // of product work for PM-T

	noneHeadStart       = 5.4  // a role must say that much of its own before it is believed
	technicalHandicap   = -3.5 // and PM-T most of that again in technical depth
	productHeadStart    = 1.1  // PM need not: what is product work without depth is theirs
	engineeringHandicap = -0.9
	programHandicap     = -2.2 // plans and schedules without technology are a project manager's
)

// priorTemperature says how far the sums of the prior are trusted: statements
// are not independent.
const priorTemperature = 2.7

// Prior returns the model that the documents alone give.
func Prior(lex *lexicon.Lexicon) *Model {
	m := &Model{hash: "prior", temperature: priorTemperature, titles: priorTitles}
	alone := &m.reader.Alone
	lines := PriorLines()
	alone.Bias, m.reader.Least = lines.Bias, lines.Least
	for _, k := range statement.Sections {
		alone.Sections = append(alone.Sections, lines.Sections[string(k)])
	}
	for _, v := range statement.Voices {
		alone.Voices = append(alone.Voices, lines.Voices[v.String()])
	}
	alone.Concepts = make([]statement.Vector, len(lex.Concepts))
	m.sum.Bias[lexicon.None.Index()] = noneHeadStart
	m.sum.Bias[lexicon.PMT.Index()] = technicalHandicap
	m.sum.Bias[lexicon.PM.Index()] = productHeadStart
	m.sum.Bias[lexicon.TPM.Index()] = programHandicap
	m.sum.Bias[lexicon.EM.Index()] = engineeringHandicap
	for _, r := range roles {
		own, says := statement.LetterOf(r), ownStatements
		if r == lexicon.PMT {
			says = technicalDepth
		}
		m.sum.Letters[statement.AmountOf(own)][r.Index()] = says
	}
	m.sum.Letters[statement.AmountOf(statement.Depth)][lexicon.PM.Index()] = -technicalDepth
	m.sum.Letters[statement.AmountOf(statement.Product)][lexicon.PMT.Index()] = productForTechnical
	m.sum.Concepts = make([][statement.NumZones]statement.Scores, len(lex.Concepts))
	for i := range lex.Concepts {
		alone.Concepts[i] = conceptPrior(&lex.Concepts[i])
		for z, w := range statement.ZoneWeights {
			m.sum.Concepts[i][z] = statement.Scores(conceptPull(&lex.Concepts[i]).scale(w))
		}
	}
	return m
}

// PriorLines returns how statements are read before a reader marked one: they
// say nothing but by their concepts.
func PriorLines() LineParameters {
	p := LineParameters{Sections: map[string]LetterWeights{}, Voices: map[string]LetterWeights{}}
	all := func(x float64) (w LetterWeights) {
		for l := range w {
			w[l] = x
		}
		return w
	}
	p.Bias, p.Least = all(silence), all(0.5)
	for _, k := range statement.Sections {
		switch sectionWeight(k) {
		case 0.3:
			p.Sections[string(k)] = all(asideHandicap)
		case 0.8:
			p.Sections[string(k)] = all(askedHandicap)
		}
	}
	for _, v := range statement.Voices {
		if v != lexicon.JobVoice {
			p.Voices[v.String()] = all(asideHandicap)
		}
	}
	return p
}

// conceptPull is what a concept among the duties adds to each role's score. It
// sums to zero.
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

// conceptPrior is what a concept adds to each letter of a statement.
func conceptPrior(c *lexicon.Concept) (v statement.Vector) {
	n := len(c.SpeaksFor)
	if c.Shared || n == 0 {
		return v
	}
	for _, r := range c.SpeaksFor {
		v[statement.LetterOf(r)] = plainConcept * kindWeight[c.Kind] * strengthWeight[c.Strength] * sharing[n]
	}
	return v
}

// ConceptPriors returns what the documents say of each concept of a lexicon,
// from which a fit starts.
func ConceptPriors(lex *lexicon.Lexicon) []ConceptParameters {
	out := make([]ConceptParameters, len(lex.Concepts))
	for i := range lex.Concepts {
		c := &lex.Concepts[i]
		out[i] = ConceptParameters{Concept: c.ID, Letters: LetterWeights(conceptPrior(c))}
		for z, w := range statement.ZoneWeights {
			out[i].Zones[z] = Weights(conceptPull(c).scale(w))
		}
	}
	return out
}
