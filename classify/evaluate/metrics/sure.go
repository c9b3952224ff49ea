package metrics

// SureReader is how sure a reader is, from 0 to 1, of whose label there is
// hardly a doubt: another careful one says the same of such a posting.
const SureReader = 0.85

// Sure is what is measured on the postings of whose label readers were sure.
type Sure struct {
	N        int     `json:"n"`
	MacroF1  float64 `json:"macro_f1"`
	Accuracy float64 `json:"accuracy"`
}

// OfSure measures the predictions of whose truth readers were sure.
func OfSure(ps []Prediction) Sure {
	var sure []Prediction
	for i := range ps {
		if ps[i].Truth != "" && ps[i].Sure >= SureReader {
			sure = append(sure, ps[i])
		}
	}
	if len(sure) == 0 {
		return Sure{}
	}
	m := Measure(sure)
	return Sure{len(sure), m.MacroF1, m.Accuracy}
}
