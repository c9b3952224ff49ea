// Package metrics measures how well postings are labelled: how often the label
// is right, for which roles it is not, and whether the confidence means what it
// says.
//
//	m := metrics.Measure(predictions)
//	fmt.Println(m.MacroF1, m.ECE, m.ECEFloor)
package metrics
