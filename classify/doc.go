// Package classify says which role a job posting describes.
//
// It reads a posting twice. The duties are read from the body alone, with the
// names of roles masked: concepts of the lexicon, weighed by the section they
// stand in, give a score for each role, and the scores give probabilities. The
// title is read by a grammar: which roles may it mean? Both together are the
// label; where they disagree, the verdict says so.
//
// Every score is a sum of evidence: each piece names its concept, its place in
// the text, and the documents that the concept comes from.
//
//	c, err := classify.New(lex, classify.Options{})
//	result := c.Classify(posting)
//	fmt.Println(result.Label, result.Confidence)
package classify
