package classify

import (
	"rolecall/extract"
	"rolecall/lexicon"
)

// A contribution is what one hit adds to each role's score.
type contribution struct {
	hit   lexicon.Hit
	kind  extract.Kind // of the section that the hit stands in
	zone  zone
	adds  vector
	index int // of the hit in the reading
}

// A duties reading is the score of a body, as a sum.
type dutiesReading struct {
	contributions []contribution // in the order of the text
	scores        vector         // bias and contributions, in thousandths
	probabilities vector
}

// readDuties scores a body from the concepts found in it. scores are the
// exact sum of the bias and the contributions.
func (m *Model) readDuties(text lexicon.Reading, sections []extract.Section) dutiesReading {
	d := dutiesReading{scores: m.bias}
	seen := make(map[[2]int]float64, len(text.Hits)) // concept and zone → worth of its next hit
	at := 0
	for i, h := range text.Hits {
		for at < len(sections)-1 && h.Start >= sections[at].End {
			at++
		}
		kind := extract.Other
		if len(sections) > 0 {
			kind = sections[at].Kind
		}
		c := contribution{hit: h, kind: kind, zone: zoneOf(kind), index: i}
		key := [2]int{h.Concept, int(c.zone)}
		worth, again := seen[key]
		if !again {
			worth = 1
		}
		seen[key] = worth * decay
		for r, w := range m.weights[h.Concept][c.zone] {
			c.adds[r] = thousandths(w * worth)
		}
		d.scores = d.scores.add(c.adds)
		d.contributions = append(d.contributions, c)
	}
	for r := range d.scores {
		d.scores[r] = thousandths(d.scores[r])
	}
	d.probabilities = d.scores.scale(1 / m.temperature).softmax()
	return d
}
