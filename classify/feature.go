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

var zoneNames = [numZones]string{"duties", "requirements", "aside"}

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
// n is worth 1 + 1/2 + 1/4 + … = 2 - 2^(1-n).
type placedHit struct {
	lexicon.Hit
	kind  extract.Kind
	zone  zone
	worth float64
}

// place finds the section of each hit. Hits and sections are in the order of
// the text; concepts is how many there are.
func place(hits []lexicon.Hit, sections []extract.Section, concepts int) []placedHit {
	out := make([]placedHit, len(hits))
	seen := make([][numZones]int, concepts)
	at := 0
	for i, h := range hits {
		for at < len(sections)-1 && h.Start >= sections[at].End {
			at++
		}
		kind := extract.Other
		if len(sections) > 0 {
			kind = sections[at].Kind
		}
		z := zoneOf(kind)
		n := &seen[h.Concept][z]
		out[i] = placedHit{h, kind, z, math.Ldexp(1, -*n)}
		*n++
	}
	return out
}

// A Feature is how much of a concept stands in a zone of a posting.
type Feature struct {
	Concept int     // index into the lexicon's concepts
	Zone    int     // 0 to NumZones-1
	Worth   float64 // saturating count, above 0 and below 2
}

// NumZones is the number of zones that the model tells apart.
const NumZones = int(numZones)

// Features returns what the model sees of a posting, ordered by the first
// place in the text, and the number of words read.
func (c *Classifier) Features(e extract.Extraction) (features []Feature, words int) {
	text := c.lex.Read(e.Posting.Text)
	index := map[[2]int]int{}
	for _, h := range place(text.Hits, e.Posting.Sections, len(c.lex.Concepts)) {
		key := [2]int{h.Concept, int(h.zone)}
		i, ok := index[key]
		if !ok {
			i = len(features)
			index[key] = i
			features = append(features, Feature{Concept: h.Concept, Zone: int(h.zone)})
		}
		features[i].Worth += h.worth
	}
	return features, text.Words
}
