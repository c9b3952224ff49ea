package classify

import (
	"rolecall/classify/internal/statement"
	"rolecall/extract"
	"rolecall/lexicon"
)

// A dutiesReading is a body, read statement by statement. Its memory is used
// again, but for the statements, which are the result's.
type dutiesReading struct {
	text          lexicon.Reading
	seen          seen
	read          statement.Reading
	statements    []Statement // in the order of the text, as those of all above
	scores        vector      // bias and what the statements add, in thousandths
	probabilities vector

	// For evidence and aspects.
	telling []lexicon.Hit
	thin    []hint
	pieces  []Evidence
	best    []float64 // by concept
	order   []int
}

// readDuties reads the body of a text that was read.
func (c *Classifier) readDuties(d *dutiesReading, sections []extract.Section) {
	d.seen.observe(&d.text, sections)
	c.model.reader.Read(&d.read, d.seen.statements)
	c.model.sum.Share(&d.read, d.seen.statements)
	d.scores, d.statements = c.model.bias(), make([]Statement, len(d.seen.statements))
	for i := range d.statements {
		s := &d.text.Statements[i]
		d.statements[i] = Statement{
			Start: s.Start, End: s.End, Letters: c.model.reader.Letters(&d.read.Among[i]),
			section: d.seen.statements[i].Section, voice: s.Voice, adds: vector(d.read.Shares[i].Total()).thousandths(),
		}
		d.scores = d.scores.add(d.statements[i].adds)
	}
	d.scores = d.scores.thousandths() // drops what adding binary fractions left over
	d.probabilities = d.scores.scale(1 / c.model.temperature).softmax()
}

// Scores returns the score of each role from the statements of a posting.
func (c *Classifier) Scores(statements []statement.Statement) Weights {
	v := c.model.bias()
	shares := c.model.sum.Shares(statements, c.model.reader.ReadAlone(statements))
	for i := range shares {
		v = v.add(vector(shares[i].Total()))
	}
	return Weights(v)
}
