// Package classify says which role a job posting describes.
//
// It reads a posting twice. The duties are read from the body alone, with the
// names of roles masked, statement by statement: the words of each, the
// lexicon's concepts in it and what stands around it say for which roles it
// speaks, and the posting is the sum of its statements. The title is read by a
// grammar: which roles may it mean? Both together are the label; where they
// disagree, the verdict says so.
//
// Evidence is what speaks for a role: each piece names its concept, its place
// in the text, and the documents that the concept comes from.
//
//	c, err := classify.Default()
//	result := c.Classify(extract.Read(name, page, extract.Options{})[0])
//	fmt.Println(result.Label, result.Confidence)
package classify
