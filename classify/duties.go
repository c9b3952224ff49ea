package classify

import (
	"rolecall/classify/internal/statement"
	"rolecall/extract"
	"rolecall/lexicon"
)

// A dutiesReading is the score of a body, as the sum of its statements.
type dutiesReading struct {
	statements    []Statement // in the order of the text
	scores        vector      // bias and what the statements add, in thousandths
	probabilities vector
}

// readDuties reads a body statement by statement.
func (c *Classifier) readDuties(text *lexicon.Reading, sections []extract.Section) dutiesReading {
	seen := c.observe(text, sections)
	alone, among := c.model.reader.Read(seen)
	shares := c.model.sum.Shares(seen, alone, among)
	d := dutiesReading{scores: c.model.bias(), statements: make([]Statement, len(seen))}
	for i := range seen {
		s := &text.Statements[i]
		d.statements[i] = Statement{
			Start: s.Start, End: s.End, section: seen[i].Section, voice: s.Voice,
			Letters: c.model.reader.Letters(&among[i]), probabilities: among[i], alone: alone[i],
			share: shares[i], adds: vector(shares[i].Total()).thousandths(), concepts: seen[i].Concepts, hits: text.Hits[s.FirstHit:s.EndHit],
		}
		d.scores = d.scores.add(d.statements[i].adds)
	}
	d.scores = d.scores.thousandths() // drops what adding binary fractions left over
	d.probabilities = d.scores.scale(1 / c.model.temperature).softmax()
	return d
}

// Scores returns the score of each role from the statements of a posting.
func (c *Classifier) Scores(statements []statement.Statement) Weights {
	v := c.model.bias()
	alone := c.model.reader.ReadAlone(statements)
	shares := c.model.sum.Shares(statements, alone, alone)
	for i := range shares {
		v = v.add(vector(shares[i].Total()))
	}
	return Weights(v)
}
