package statement

import (
	"math"
	"slices"

	"rolecall/extract"
	"rolecall/lexicon"
)

// How statements become a posting.
//
// A role's score is a sum over statements of what their letters, their concepts
// and their words (see WordTable) add.
//
// For each letter, S is how many statements with it are to be expected in a set
// of statements: the sum of their probabilities, of each by itself. The sets are all n of them,
// those of the duties, those of what is asked, and the likeliest one, three and
// six. A set adds
//
//	w₁ S/√n + w₂ ln(1 + 2S)     (all: w₃ S/n as well; the likeliest k: w S/k)
//
// to a role: how much there is of a letter, and that there is some of it at
// all. That is shared out among the statements of the set by their
// probabilities (in all, among the duties and in what is asked by those that
// they have in view of the others), so that the score is exactly the sum of
// what statements add.
//
// A concept adds a weight of its zone for the first statement that it stands
// in, half of that for the second, and so on, since saying a thing twice is not
// twice as telling; all by a factor for the posting's length.

// A set is a set of statements of a posting.
type set int

const (
	allSet set = iota
	dutySet
	askedSet
	topOne
	topThree
	topSix
	noSet   // of the statements that are neither duties nor asked
	numSets = int(iota)
)

// zoneSet returns the set of the statements of a section's zone.
func zoneSet(section extract.Kind) set {
	switch ZoneOf(section) {
	case DutyZone:
		return dutySet
	case AskedZone:
		return askedSet
	}
	return noSet
}

// topSizes are how many statements the sets of the likeliest hold.
var topSizes = [numSets]int{topOne: 1, topThree: 3, topSix: 6}

// fewStatements is how many statements a posting is taken to have at least: one
// of two lines would otherwise hold more of a letter than any real one, and
// what holds for real ones not hold for it.
const fewStatements = 10

// A shape is a function of what a set of statements holds.
type shape struct {
	set set
	of  func(s, n float64) float64
}

var shapes = [...]shape{
	{allSet, func(s, n float64) float64 { return s / math.Sqrt(n) }},
	{allSet, func(s, n float64) float64 { return s / n }},
	{allSet, func(s, n float64) float64 { return math.Log1p(2 * s) }},
	{dutySet, func(s, n float64) float64 { return s / math.Sqrt(n) }},
	{dutySet, func(s, n float64) float64 { return math.Log1p(2 * s) }},
	{askedSet, func(s, n float64) float64 { return s / math.Sqrt(n) }},
	{askedSet, func(s, n float64) float64 { return math.Log1p(2 * s) }},
	{topOne, func(s, n float64) float64 { return s }},
	{topThree, func(s, n float64) float64 { return s / 3 }},
	{topSix, func(s, n float64) float64 { return s / 6 }},
}

// amountShape is the place of ln(1 + 2S) of all statements in shapes.
const amountShape = 2

// NumTotals is the number of features that the letters of a posting have: by
// letter, then by shape.
const NumTotals = NumLetters * len(shapes)

// AmountOf returns which of the features is ln(1 + 2S) of all statements: how
// much of a letter there is.
func AmountOf(l Letter) int { return int(l)*len(shapes) + amountShape }

// A Zone is the kind of section that a concept stands in, as the sum tells them
// apart: what the person does, what is asked, and the rest.
type Zone int

// The zones.
const (
	DutyZone Zone = iota // summary, duties, and text under no telling heading
	AskedZone
	AsideZone // company, benefits, legal: hardly evidence
	NumZones  = int(iota)
)

// ZoneOf returns the zone of a section.
func ZoneOf(k extract.Kind) Zone {
	switch k {
	case extract.Requirements:
		return AskedZone
	case extract.Company, extract.Benefits, extract.Legal:
		return AsideZone
	}
	return DutyZone
}

// ZoneWeights are what a concept is worth in each zone, next to the duties,
// before any posting was seen.
var ZoneWeights = [NumZones]float64{DutyZone: 1.0, AskedZone: 0.8, AsideZone: 0.3}

// Scores has a value for each role, in the order of lexicon.Roles.
type Scores [lexicon.NumRoles]float64

func (s *Scores) addScaled(w *Scores, f float64) {
	for i := range s {
		s[i] += float64(w[i] * f)
	}
}

// A Sum are the weights of a posting's features.
type Sum struct {
	Bias     Scores
	Letters  [NumTotals]Scores
	Concepts [][NumZones]Scores // by the lexicon's index
	Words    *WordTable         // nil for none
}

// sums are what the sets of a posting hold of a letter.
type sums struct {
	of  [numSets]float64
	top [6]int // the likeliest statements, likeliest first; -1 for none
}

func sumsOf(statements []Statement, letters []Vector, l int) (s sums) {
	for k := range s.top {
		s.top[k] = -1
	}
	for i := range letters {
		p := letters[i][l]
		s.of[allSet] += p
		s.of[zoneSet(statements[i].Section)] += p
		if last := s.top[len(s.top)-1]; last >= 0 && p <= letters[last][l] {
			continue // nearly always
		}
		for at, k := i, 0; k < len(s.top); k++ {
			if s.top[k] < 0 || letters[at][l] > letters[s.top[k]][l] {
				at, s.top[k] = s.top[k], at
				if at < 0 {
					break
				}
			}
		}
	}
	for set, size := range topSizes {
		for _, i := range s.top[:size] {
			if i >= 0 {
				s.of[set] += letters[i][l]
			}
		}
	}
	return s
}

// Totals returns the features that the letters of a posting have.
func Totals(statements []Statement, letters []Vector) (f [NumTotals]float64) {
	n := max(float64(len(letters)), fewStatements)
	for l := range NumLetters {
		s := sumsOf(statements, letters, l)
		for k := range shapes {
			f[l*len(shapes)+k] = shapes[k].of(s.of[shapes[k].set], n)
		}
	}
	return f
}

// A Share is what a statement adds to the scores: by each of its letters, by its
// concepts, and by its words.
type Share struct {
	Letters  [NumLetters]Scores
	Concepts Scores
	Words    Scores
}

// Total returns all that a share adds.
func (s *Share) Total() Scores {
	v := s.Concepts
	for l := range s.Letters {
		for k := range v {
			v[k] += s.Letters[l][k]
		}
	}
	for k := range v {
		v[k] += s.Words[k]
	}
	return v
}

// Shares returns what each statement of a posting adds to the scores, where no
// letter is read in view of the others.
func (s *Sum) Shares(statements []Statement, letters []Vector) []Share {
	r := Reading{Alone: letters, Among: letters}
	s.Share(&r, statements)
	return r.Shares
}

// Share finds what each statement of a posting that was read adds to the scores.
// What a letter adds is shared out among those that bear it in view of the
// others.
func (s *Sum) Share(r *Reading, statements []Statement) {
	r.Shares = slices.Grow(r.Shares[:0], len(statements))[:len(statements)]
	clear(r.Shares)
	for l := range NumLetters {
		s.shareLetter(r, statements, l)
	}
	r.countConcepts(statements, len(s.Concepts))
	for _, c := range r.concepts {
		r.Shares[c.Statement].Concepts.addScaled(&s.Concepts[c.Concept][c.Zone], c.Worth)
	}
	if s.Words != nil {
		s.Words.share(r, statements)
	}
}

// shareLetter shares out what a letter adds.
func (s *Sum) shareLetter(r *Reading, statements []Statement, l int) {
	n := max(float64(len(statements)), fewStatements)
	has := sumsOf(statements, r.Alone, l)
	var each [numSets]Scores // what a statement surely of the letter adds as one of the set
	for k := range shapes {
		each[shapes[k].set].addScaled(&s.Letters[l*len(shapes)+k], shapes[k].of(has.of[shapes[k].set], n))
	}
	var bear [numSets]float64 // how many of a set bear the letter
	for i := range r.Among {
		p := r.Among[i][l]
		bear[allSet] += p
		bear[zoneSet(statements[i].Section)] += p
	}
	for i := range r.Among {
		p, out := r.Among[i][l], &r.Shares[i].Letters[l]
		out.addScaled(&each[allSet], p/bear[allSet])
		if set := zoneSet(statements[i].Section); set != noSet {
			out.addScaled(&each[set], p/bear[set])
		}
	}
	for set, size := range topSizes {
		for _, i := range has.top[:size] {
			if i >= 0 {
				r.Shares[i].Letters[l].addScaled(&each[set], r.Alone[i][l]/has.of[set])
			}
		}
	}
}

// A ConceptWorth is how much of a concept a statement adds to its posting.
type ConceptWorth struct {
	Statement int
	Concept   int
	Zone      Zone
	Worth     float64 // above 0 and below √2
}

// What a posting says, worth by worth and weighed by its zone, is usualAmount
// in the middle of real ones. Under littleAmount a posting is short, and its
// few words are not to be blown up.
const (
	usualAmount  = 40
	littleAmount = 20
)

// Concepts returns the concepts of a posting, each with its worth: 1 for the
// first statement with it in its zone, and half of the one before for each
// further. All is multiplied by a factor for the posting's length: much of what
// a long posting says is the same in other words, so that its score grows with
// the square root of what it says.
func Concepts(statements []Statement, concepts int) []ConceptWorth {
	var r Reading
	r.countConcepts(statements, concepts)
	return r.concepts
}

func (r *Reading) countConcepts(statements []Statement, concepts int) {
	r.times = slices.Grow(r.times[:0], concepts)[:concepts]
	clear(r.times)
	out, amount := r.concepts[:0], 0.0
	for i := range statements {
		z := ZoneOf(statements[i].Section)
		if statements[i].Voice != lexicon.JobVoice {
			z = AsideZone
		}
		for _, c := range statements[i].Concepts {
			times := &r.times[c][z]
			worth := 1 / float64(uint64(1)<<*times)
			*times = min(*times+1, 60)
			out = append(out, ConceptWorth{i, c, z, worth})
			amount += worth * ZoneWeights[z]
		}
	}
	factor := math.Sqrt(usualAmount / max(amount, littleAmount))
	for i := range out {
		out[i].Worth *= factor
	}
	r.concepts = out
}
