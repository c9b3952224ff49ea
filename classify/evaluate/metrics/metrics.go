package metrics

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"rolecall/classify"
	"rolecall/lexicon"
)

// numRoles is short for what sizes every table here.
const numRoles = lexicon.NumRoles

// A Prediction is a labelled posting with the probabilities given to it.
type Prediction struct {
	ID       string
	Employer string // the group of cross-validation
	Source   string
	Words    int
	Titled   string // the title's own words
	Reading  classify.TitleReading
	Truth    lexicon.Role      // what a person labelled it; "" where nobody did
	Sure     float64           // how sure that person was, 0 to 1; 0 where not stated
	Sealed   bool              // for scoring only: its errors are not shown
	P        [numRoles]float64 // in the order of lexicon.Roles
}

// Best returns the likeliest role, the first of equals, and its probability.
func (p *Prediction) Best() (lexicon.Role, float64) {
	b, confidence := p.best()
	return lexicon.Roles()[b], confidence
}

// best returns the index of the likeliest role, the first of equals, and its
// probability.
func (p *Prediction) best() (int, float64) {
	b := 0
	for i := range p.P {
		if p.P[i] > p.P[b] {
			b = i
		}
	}
	return b, p.P[b]
}

// A Class is how one role fared.
type Class struct {
	Role      lexicon.Role `json:"role"`
	N         int          `json:"n"`         // postings that are this role
	Precision float64      `json:"precision"` // of those labelled so, the share that is
	Recall    float64      `json:"recall"`    // of those that are, the share labelled so
	F1        float64      `json:"f1"`        // harmonic mean of the two; 0 where neither occurs
}

// Metrics measure predictions. Shares and scores are 0 to 1.
type Metrics struct {
	N        int                     `json:"n"`
	Accuracy float64                 `json:"accuracy"`
	MacroF1  float64                 `json:"macro_f1"` // mean F1 of the five roles
	Classes  []Class                 `json:"classes"`
	Counts   [numRoles][numRoles]int `json:"confusion"` // by truth, then by label, in the order of Classes

	Brier   float64 `json:"brier"`    // mean squared distance of the probabilities from the truth, 0 to 2
	LogLoss float64 `json:"log_loss"` // mean -ln of the truth's probability

	// ECE is the expected calibration error: postings in ten bins of equal
	// size by confidence; the mean distance of confidence and accuracy (Naeini
	// et al. 2015, with equal-mass bins). ECEFloor is what 95 of 100 perfectly
	// calibrated predictors with the same confidences stay under: below it an
	// ECE cannot be told from none.
	ECE         float64 `json:"ece"`
	ECEFloor    float64 `json:"ece_floor_p95"`
	Reliability []Bin   `json:"reliability"`

	// CoverageAt95 is the largest share of postings, the most confident
	// first, of which 95% are labelled right.
	CoverageAt95 float64 `json:"coverage_at_95"`
	Risk         []Risk  `json:"risk_coverage"`
}

// A Bin is a tenth of the postings, of like confidence.
type Bin struct {
	N          int     `json:"n"`
	Confidence float64 `json:"confidence"` // mean
	Accuracy   float64 `json:"accuracy"`
}

// A Risk is a point of the risk-coverage curve: of the Coverage most confident
// postings, the share that is labelled wrong.
type Risk struct {
	Coverage float64 `json:"coverage"`
	Risk     float64 `json:"risk"`
}

// numBins is the number of calibration bins.
const numBins = 10

// Measure computes all metrics of the predictions that have a truth. Their
// order makes no difference: ties in confidence are broken by id.
func Measure(ps []Prediction) Metrics {
	ps = slices.DeleteFunc(slices.Clone(ps), func(p Prediction) bool { return p.Truth == "" })
	m := Metrics{N: len(ps)}
	if m.N == 0 {
		return m
	}
	var judged []judgement
	for i := range ps {
		p := &ps[i]
		truth := p.Truth.Index()
		label, confidence := p.best()
		m.Counts[truth][label]++
		judged = append(judged, judgement{p.ID, confidence, label == truth})
		m.LogLoss -= math.Log(max(p.P[truth], 1e-12)) / float64(m.N)
		for k, x := range p.P {
			if k == truth {
				x--
			}
			m.Brier += x * x / float64(m.N)
		}
	}
	m.classes()
	slices.SortFunc(judged, func(a, b judgement) int {
		return cmp.Or(cmp.Compare(a.confidence, b.confidence), cmp.Compare(a.id, b.id))
	})
	m.ECE, m.Reliability = calibration(judged)
	m.ECEFloor = calibrationFloor(judged)
	m.riskCoverage(judged)
	return m
}

// A judgement is a label's confidence, and whether it was right.
type judgement struct {
	id         string
	confidence float64
	right      bool
}

func (m *Metrics) classes() {
	right := 0
	for k, role := range lexicon.Roles() {
		var is, labelled int
		for j := range numRoles {
			is += m.Counts[k][j]
			labelled += m.Counts[j][k]
		}
		both := m.Counts[k][k]
		right += both
		c := Class{Role: role, N: is, Precision: ratio(both, labelled), Recall: ratio(both, is), F1: ratio(2*both, is+labelled)}
		m.Classes = append(m.Classes, c)
		m.MacroF1 += c.F1 / numRoles
	}
	m.Accuracy = ratio(right, m.N)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// calibration returns the expected calibration error and its bins; judged is
// sorted by confidence.
func calibration(judged []judgement) (ece float64, bins []Bin) {
	n := len(judged)
	for b := range numBins {
		part := judged[b*n/numBins : (b+1)*n/numBins]
		if len(part) == 0 {
			continue
		}
		bin := Bin{N: len(part)}
		for _, j := range part {
			bin.Confidence += j.confidence / float64(bin.N)
			if j.right {
				bin.Accuracy += 1 / float64(bin.N)
			}
		}
		ece += float64(bin.N) / float64(n) * math.Abs(bin.Confidence-bin.Accuracy)
		bins = append(bins, bin)
	}
	return ece, bins
}

// calibrationFloor is the 95th percentile of the calibration error of
// predictors that are right exactly as often as their confidence says.
func calibrationFloor(judged []judgement) float64 {
	const draws = 100
	rng := rand.New(rand.NewPCG(1, 2)) // the same figure at every run
	eces := make([]float64, draws)
	drawn := slices.Clone(judged)
	for i := range eces {
		for k := range drawn {
			drawn[k].right = rng.Float64() < drawn[k].confidence
		}
		eces[i], _ = calibration(drawn)
	}
	slices.Sort(eces)
	return eces[draws*95/100-1]
}

// riskCoverage walks from the most confident down; judged is sorted by
// confidence, smallest first.
func (m *Metrics) riskCoverage(judged []judgement) {
	right := 0
	for i := range judged {
		if judged[len(judged)-1-i].right {
			right++
		}
		n := i + 1
		if accuracy := ratio(right, n); accuracy >= 0.95 {
			m.CoverageAt95 = ratio(n, m.N)
		}
		if n*20/m.N != (n-1)*20/m.N { // twenty points
			m.Risk = append(m.Risk, Risk{ratio(n, m.N), 1 - ratio(right, n)})
		}
	}
}
