// Package evaluate fits the weights of a model to labelled postings, and labels
// postings by models that did not see them; package metrics measures how well.
//
//	body, combined, lines, err := evaluate.CrossValidate(lex, examples, 5, nil)
//	m := metrics.Measure(body)
//	fmt.Println(m.MacroF1, m.ECE, m.ECEFloor)
package evaluate
