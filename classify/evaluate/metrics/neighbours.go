package metrics

import "rolecall/lexicon"

// Neighbours is how PM and PM-T were told apart, where half of the readers'
// doubt is, too.
type Neighbours struct {
	N        int     `json:"n"` // labelled one of the two, and read as one of the two
	Right    int     `json:"right"`
	Accuracy float64 `json:"accuracy"`
	Joined   float64 `json:"macro_f1_joined"` // of the four classes, the two counted as one
}

// OfNeighbours measures the predictions that have a truth.
func OfNeighbours(ps []Prediction) (n Neighbours) {
	var counts [numRoles][numRoles]int
	for i := range ps {
		if ps[i].Truth == "" {
			continue
		}
		label, _ := ps[i].best()
		counts[ps[i].Truth.Index()][label]++
	}
	pm, pmt := lexicon.PM.Index(), lexicon.PMT.Index()
	n.Right = counts[pm][pm] + counts[pmt][pmt]
	n.N = n.Right + counts[pm][pmt] + counts[pmt][pm]
	n.Accuracy = ratio(n.Right, n.N)
	for k := range counts { // pmt's row and column go to pm's
		counts[pm][k] += counts[pmt][k]
		counts[pmt][k] = 0
	}
	for k := range counts {
		counts[k][pm] += counts[k][pmt]
		counts[k][pmt] = 0
	}
	m := Metrics{Counts: counts}
	m.classes()
	n.Joined = m.MacroF1 * numRoles / (numRoles - 1)
	return n
}
