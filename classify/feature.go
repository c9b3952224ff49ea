package classify

import (
	"math"

	"rolecall/extract"
	"rolecall/lexicon"
)

// A zone is the kind of section that a concept stands in, as the model tells
// them apart: what the person does, what is asked of the person, and the rest.
type zone int

const (
	dutyZone        zone = iota // summary, duties, and text under no telling heading
	requirementZone             // what is asked of the applicant
	asideZone                   // company, benefits, legal: hardly evidence
	numZones
)

func zoneOf(k extract.Kind) zone {
	switch k {
	case extract.Requirements:
		return requirementZone
	case extract.Company, extract.Benefits, extract.Legal:
		return asideZone
	}
	return dutyZone
}

// A placedHit is a hit with the section that it stands in, and its worth: 1
// for the first of its concept in its zone, and half of the one before for
// each further, since saying a thing twice is not twice as telling. A count of
// n is worth 1 + 1/2 + 1/4 + … = 2 - 2^(1-n). All is multiplied by the
// posting's lengthFactor.
type placedHit struct {
	lexicon.Hit
	kind  extract.Kind
	zone  zone
	worth float64
}

// usualConcepts is for how many concepts a table stands on the stack. From the
// heap, a table for each posting is memory new to the process in most of a run.
const usualConcepts = 512

// place finds the section of each hit. A company's words about itself are
// text aside, and no evidence themselves.
func (c *Classifier) place(text *lexicon.Reading, sections []extract.Section) []placedHit {
	out := make([]placedHit, 0, len(text.Hits))
	var room [usualConcepts][numZones]uint16
	seen := append(room[:0], make([][numZones]uint16, len(c.lex.Concepts))...)
	company := c.companySentences(text)
	at, amount := 0, 0.0
	for _, h := range text.Hits {
		for at < len(sections)-1 && h.Start >= sections[at].End {
			at++
		}
		kind := extract.Other
		if len(sections) > 0 {
			kind = sections[at].Kind
		}
		for len(company) > 0 && h.Start >= company[0].to {
			company = company[1:]
		}
		if h.Concept == c.company {
			continue
		}
		if len(company) > 0 && h.Start >= company[0].from && opensPosting(kind) {
			kind = extract.Company
		}
		z := zoneOf(kind)
		n := &seen[h.Concept][z]
		worth := math.Ldexp(1, -int(*n))
		out = append(out, placedHit{h, kind, z, worth})
		amount += worth * zoneWeight[z]
		*n = min(*n+1, math.MaxInt16)
	}
	factor := lengthFactor(amount)
	for i := range out {
		out[i].worth *= factor
	}
	return out
}

// What a posting says, worth by worth and weighed by its zone, is usualAmount
// in the middle of real ones. Under littleAmount a posting is short, and its
// few words are not to be blown up.
const (
	usualAmount  = 40
	littleAmount = 20
)

// lengthFactor is what each piece of evidence of a posting is multiplied by,
// for the amount of all: √2 for a short posting, 1 for a usual one, less for a
// long one. Much of what a long posting says is the same in other words, so
// that it must not be surer by every line: its score grows with the square
// root of what it says. On postings of employers that the fit did not see this
// lowers the log loss by 0.015 (0.005 to 0.025, employers drawn anew), and
// decides 3 to 4 of 100 more at 95% accuracy; powers from 0.4 to 0.6 and half
// or twice the short length do as well.
func lengthFactor(amount float64) float64 {
	return math.Sqrt(usualAmount / max(amount, littleAmount))
}

// A Feature is how much of a concept stands in a zone of a posting.
type Feature struct {
	Concept int     // index into the lexicon's concepts
	Zone    int     // 0 to NumZones-1
	Worth   float64 // saturating count times lengthFactor, above 0 and below 2√2
}

// NumZones is the number of zones that the model tells apart. AsideZone is the
// one of company, benefits and legal text.
const (
	NumZones  = int(numZones)
	AsideZone = int(asideZone)
)

// A Mark is a concept found in a posting, as a fit needs it: with its zone, and
// with what tells its paragraph from others.
type Mark struct {
	Concept   int    // index into the lexicon's concepts
	Zone      int    // 0 to NumZones-1
	Paragraph uint64 // see wording; 0 for a paragraph too short to be known again
}

// Marks returns the concepts of a posting in the order of the text, and the
// number of words read.
func (c *Classifier) Marks(e extract.Extraction) (marks []Mark, words int) {
	text := c.lex.Read(e.Posting.Text)
	from, to, paragraph := 0, 0, uint64(0)
	for _, h := range c.place(&text, e.Posting.Sections) {
		if h.Start >= to {
			from, to = line(text.Text, h.Start)
			paragraph = wording(text.Text[from:to])
		}
		marks = append(marks, Mark{h.Concept, int(h.zone), paragraph})
	}
	return marks, text.Words
}

// Features counts marks as the model does, ordered by the first of each
// concept and zone. See place.
func Features(marks []Mark) []Feature {
	var features []Feature
	index := make(map[[2]int]int, len(marks))
	next := make([]float64, 0, len(marks)) // what one more of a feature is worth
	amount := 0.0
	for _, m := range marks {
		key := [2]int{m.Concept, m.Zone}
		i, ok := index[key]
		if !ok {
			i = len(features)
			index[key] = i
			features, next = append(features, Feature{Concept: m.Concept, Zone: m.Zone}), append(next, 1)
		}
		features[i].Worth += next[i]
		amount += next[i] * zoneWeight[m.Zone]
		next[i] /= 2
	}
	factor := lengthFactor(amount)
	for i := range features {
		features[i].Worth *= factor
	}
	return features
}
