package classify

// A contribution is what one hit adds to each role's score.
type contribution struct {
	placedHit
	adds vector
}

// A dutiesReading is the score of a body, as a sum.
type dutiesReading struct {
	contributions []contribution // in the order of the text
	scores        vector         // bias and contributions, in thousandths
	probabilities vector
}

// readDuties scores a body from the concepts found in it. scores are the
// exact sum of the bias and the contributions.
func (m *Model) readDuties(hits []placedHit) dutiesReading {
	d := dutiesReading{scores: m.bias, contributions: make([]contribution, len(hits))}
	for i, h := range hits {
		adds := m.weights[h.Concept][h.zone].scale(h.worth).thousandths()
		d.contributions[i] = contribution{h, adds}
		d.scores = d.scores.add(adds)
	}
	d.scores = d.scores.thousandths() // drops what adding binary fractions left over
	d.probabilities = d.scores.scale(1 / m.temperature).softmax()
	return d
}
