// Package lexicon holds the terms by which a job posting is read, and finds
// them in text.
//
// The terms are concepts: responsibilities, skills, goals, measures,
// backgrounds and certifications that five documents state of four roles. Each
// concept names the roles that it speaks for, the documents that attest it,
// and the patterns in which postings say it. The data stands in data/, where
// people edit it; README.md explains the format. What go generate makes of it is
// built in.
//
// One word splitter serves patterns and texts. Patterns are compiled into an
// automaton, so that reading a text is one pass whose cost does not grow with the
// number of patterns.
//
//	lex, err := lexicon.Default()
//	reading := lex.Read("You own the product roadmap.")
//	for _, h := range reading.Hits {
//		fmt.Println(lex.Concepts[h.Concept].ID, reading.Text[h.Start:h.End])
//	}
package lexicon

// Language is what the lexicon reads, as an ISO 639-1 code.
const Language = "en"
