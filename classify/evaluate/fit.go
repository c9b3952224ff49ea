package evaluate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/optimize"

	"rolecall/classify"
	"rolecall/lexicon"
)

// How the weights are fitted.
//
// The duties are read by a multinomial logistic regression. Its features are
// concepts by zone; each has one weight a role. The fit maximises the
// log-likelihood of the labels, less a penalty for leaving the documents'
// prior (a Gaussian around it, not around zero): a concept that the postings
// say nothing about keeps what the documents say.
//
// A concept's weight is one number that all zones share, scaled by the zone,
// and a deviation for each zone, which is penalised more: zones differ, but
// not so much that each concept should learn it for itself.
//
// Postings that nobody labelled teach too, a little: a title that clearly
// names another job, or one of the roles, is usually right about it, except
// between PM and PM-T, where such a posting says only "one of the two". A
// labelled posting weighs as much as its reader was sure of it. Standard text
// of an employer teaches as text set aside, wherever it stands. All roles
// weigh the same in the end, whatever their number, so that neither a rare
// role nor the many other jobs of a real folder are sacrificed.

// FitOptions steer a fit. The zero value means the defaults, which were chosen
// by cross-validation.
type FitOptions struct {
	Strength float64         // of the penalty; larger stays closer to the prior
	Prior    *classify.Model // what the fit starts from; nil for the documents' prior
}

const (
	defaultStrength = 16
	zoneDeviation   = 0.5  // the scale of a zone's own weights next to the shared one
	biasStrength    = 0.01 // of the penalty on the biases: hardly any
	maxIterations   = 200
)

// sample is an example as the fit sees it.
type sample struct {
	features []classify.Feature
	allowed  [numRoles]bool // the roles that it may be
	weight   float64
}

// Fit fits weights to examples, starting from the prior of lex.
func Fit(lex *lexicon.Lexicon, examples []Example, o FitOptions) (*classify.Model, error) {
	if o.Strength == 0 {
		o.Strength = defaultStrength
	}
	if o.Prior == nil {
		o.Prior = classify.Prior(lex)
	}
	samples := weigh(examples)
	if len(samples) == 0 {
		return nil, fmt.Errorf("no labelled postings to fit to")
	}
	p := newProblem(lex, samples, o)
	x, err := minimize(optimize.Problem{Func: p.value, Grad: p.gradient}, p.start(),
		&optimize.Settings{MajorIterations: maxIterations, Converger: &optimize.FunctionConverge{Relative: 1e-7, Iterations: 3}})
	if err != nil {
		return nil, fmt.Errorf("fitting the duties: %w", err)
	}
	return p.model(x), nil
}

// flat is the steepest slope, for each unit of the value, at which a search that
// finds no lower point has arrived.
const flat = 1e-3

// minimize returns where the problem's value is least. That the search finds no
// lower point is an error only where the slope says that there is one.
func minimize(p optimize.Problem, start []float64, s *optimize.Settings) ([]float64, error) {
	result, err := optimize.Minimize(p, start, s, &optimize.LBFGS{})
	if err == nil {
		return result.X, nil
	}
	if result == nil {
		return nil, err
	}
	slope := make([]float64, len(result.X))
	p.Grad(slope, result.X)
	for _, g := range slope {
		if !(math.Abs(g) <= flat*(1+math.Abs(result.F))) {
			return nil, err
		}
	}
	return result.X, nil
}

// A teacher is where a sample's label comes from.
type teacher int

const (
	reader     teacher = iota // a person who read the posting
	clearTitle                // a title that names a role, or a far job
	eitherPM                  // a title that names PM or PM-T: one of the two
	nearTitle                 // a title that names a near miss, which bodies often belie
	numTeachers
)

// teacherShare is what all samples of a role from one teacher weigh together,
// next to the role's labelled ones.
var teacherShare = [numTeachers]float64{reader: 1, clearTitle: 0.5, eitherPM: 0.25, nearTitle: 0.3}

// weigh turns examples into samples. The labelled ones of a role weigh their
// number, by how sure their readers were; those of another teacher together
// weigh its share of that, but none more than a labelled one. Then each role
// is brought to the same sum.
func weigh(examples []Example) []sample {
	var samples []sample
	var by []teacher
	standards := repeated(examples)
	var count [numRoles][numTeachers]float64
	for i := range examples {
		t, allowed, ok := taught(&examples[i])
		if !ok {
			continue
		}
		sure := 1.0
		if t == reader && examples[i].Sure > 0 {
			sure = examples[i].Sure
		}
		samples, by = append(samples, sample{teaches(&examples[i], standards), allowed, sure}), append(by, t)
		count[first(allowed)][t]++
	}
	var sums [numRoles]float64
	for i := range samples {
		c := count[first(samples[i].allowed)]
		if by[i] != reader {
			samples[i].weight = teacherShare[by[i]] * min(c[reader], c[by[i]]) / c[by[i]]
		}
		sums[first(samples[i].allowed)] += samples[i].weight
	}
	for i := range samples {
		samples[i].weight *= readerTotal(count) / numRoles / max(sums[first(samples[i].allowed)], 1e-9)
	}
	return samples
}

func readerTotal(count [numRoles][numTeachers]float64) (n float64) {
	for _, c := range count {
		n += c[reader]
	}
	return n
}

// taught returns what an example teaches, and who says so.
func taught(e *Example) (t teacher, allowed [numRoles]bool, ok bool) {
	if e.Label != "" {
		allowed[e.Label.Index()] = true
		return reader, allowed, true
	}
	if e.Title.Ambiguous || e.Title.Label == "" {
		return t, allowed, false
	}
	allowed[e.Title.Label.Index()] = true
	switch {
	case e.Title.Near != "":
		t = nearTitle
	case e.Title.Label == lexicon.PM || e.Title.Label == lexicon.PMT:
		allowed[lexicon.PM.Index()], allowed[lexicon.PMT.Index()] = true, true
		t = eitherPM
	default:
		t = clearTitle
	}
	return t, allowed, true
}

func first(allowed [numRoles]bool) int {
	for k, ok := range allowed {
		if ok {
			return k
		}
	}
	return 0
}

// A problem is the penalised likelihood as a function of all weights: by
// concept and layer (shared, then one for each zone), then the biases.
type problem struct {
	samples  []sample
	concepts int
	prior    []float64
	strength float64
	zones    [classify.NumZones]float64 // the scale of the shared weight in each zone
}

const layers = 1 + classify.NumZones

func newProblem(lex *lexicon.Lexicon, samples []sample, o FitOptions) *problem {
	p := &problem{samples: samples, concepts: len(lex.Concepts), strength: o.Strength, zones: classify.ZoneScales()}
	p.prior = make([]float64, (p.concepts*layers+1)*numRoles)
	for c := range p.concepts {
		copy(p.prior[p.at(c, 0):], o.Prior.Pull(c))
	}
	copy(p.prior[p.biasAt():], o.Prior.BiasPull())
	return p
}

func (p *problem) at(concept, layer int) int { return (concept*layers + layer) * numRoles }

func (p *problem) biasAt() int { return p.concepts * layers * numRoles }

func (p *problem) start() []float64 { return append([]float64(nil), p.prior...) }

// scores are the linear scores of a sample.
func (p *problem) scores(x []float64, s *sample) (v [numRoles]float64) {
	copy(v[:], x[p.biasAt():])
	for _, f := range s.features {
		shared, own := p.at(f.Concept, 0), p.at(f.Concept, 1+f.Zone)
		for k := range v {
			v[k] += f.Worth * (p.zones[f.Zone]*x[shared+k] + zoneDeviation*x[own+k])
		}
	}
	return v
}

// probabilities returns the softmax of the scores, and the sum over the roles
// that are allowed.
func probabilities(v [numRoles]float64, allowed [numRoles]bool) (q [numRoles]float64, sum float64) {
	top, total := math.Inf(-1), 0.0
	for _, x := range v {
		top = max(top, x)
	}
	for k, x := range v {
		q[k] = math.Exp(x - top)
		total += q[k]
	}
	for k := range q {
		q[k] /= total
		if allowed[k] {
			sum += q[k]
		}
	}
	return q, max(sum, 1e-300)
}

func (p *problem) penalty(i int) float64 {
	if i >= p.biasAt() {
		return biasStrength
	}
	return p.strength
}

func (p *problem) value(x []float64) float64 {
	loss := 0.0
	for i := range p.samples {
		s := &p.samples[i]
		_, sum := probabilities(p.scores(x, s), s.allowed)
		loss -= s.weight * math.Log(sum)
	}
	for i := range x {
		d := x[i] - p.prior[i]
		loss += p.penalty(i) * d * d / 2
	}
	return loss
}

func (p *problem) gradient(grad, x []float64) {
	for i := range x {
		grad[i] = p.penalty(i) * (x[i] - p.prior[i])
	}
	for i := range p.samples {
		s := &p.samples[i]
		q, sum := probabilities(p.scores(x, s), s.allowed)
		for k := range q {
			g := q[k]
			if s.allowed[k] {
				g -= q[k] / sum
			}
			q[k] = s.weight * g
		}
		for k, g := range q {
			grad[p.biasAt()+k] += g
		}
		for _, f := range s.features {
			shared, own := p.at(f.Concept, 0), p.at(f.Concept, 1+f.Zone)
			for k, g := range q {
				grad[shared+k] += g * f.Worth * p.zones[f.Zone]
				grad[own+k] += g * f.Worth * zoneDeviation
			}
		}
	}
}

// model puts shared weights and deviations together.
func (p *problem) model(x []float64) *classify.Model {
	weights := make([][classify.NumZones]classify.Weights, p.concepts)
	for c := range weights {
		for z := range classify.NumZones {
			for k := range numRoles {
				weights[c][z][k] = p.zones[z]*x[p.at(c, 0)+k] + zoneDeviation*x[p.at(c, 1+z)+k]
			}
		}
	}
	var bias classify.Weights
	copy(bias[:], x[p.biasAt():])
	return classify.FittedModel(bias, weights)
}
