package classify

import (
	"math"

	"rolecall/lexicon"
)

// roles are the roles in their order.
var roles = [lexicon.NumRoles]lexicon.Role(lexicon.Roles())

// A vector has a value for each role, in the order of lexicon.Roles.
type vector [lexicon.NumRoles]float64

func (v vector) add(w vector) vector {
	for i := range v {
		v[i] += w[i]
	}
	return v
}

func (v vector) scale(f float64) vector {
	for i := range v {
		v[i] *= f
	}
	return v
}

// best returns the index of the largest value, the first of equals.
func (v vector) best() int {
	b := 0
	for i := range v {
		if v[i] > v[b] {
			b = i
		}
	}
	return b
}

// second returns the index of the largest value but one.
func (v vector) second() int {
	v[v.best()] = math.Inf(-1)
	return v.best()
}

// softmax turns scores into probabilities.
func (v vector) softmax() vector {
	top, sum := v[v.best()], 0.0
	for i := range v {
		v[i] = math.Exp(v[i] - top)
		sum += v[i]
	}
	return v.scale(1 / sum)
}

// thousandths rounds, so that the pieces of evidence that are printed add up
// to the printed score exactly.
func (v vector) thousandths() vector {
	for i := range v {
		v[i] = math.Round(v[i]*1000) / 1000
	}
	return v
}

// sureLimit is how near to 0 and 1 a probability is stated: nobody is surer
// than one in a million.
const sureLimit = 1e-6

// stated are probabilities as they are printed: rounded to millionths, so that
// machines that round their last bits otherwise print the same.
func (v vector) stated() vector {
	for i := range v {
		v[i] = min(max(math.Round(v[i]*1e6)/1e6, sureLimit), 1-sureLimit)
	}
	return v
}

// byRole is v as it is printed.
func (v vector) byRole() map[lexicon.Role]float64 {
	m := make(map[lexicon.Role]float64, len(v))
	for i, r := range roles {
		m[r] = v[i]
	}
	return m
}

// A Model weighs concepts. Its scores are linear in the concepts' counts.
type Model struct {
	bias        vector
	weights     [][numZones]vector // by concept
	temperature float64            // scores are divided by it before they become probabilities
	titles      titleModel
}

// Scores returns the score of each role from a posting's features.
func (m *Model) Scores(features []Feature) Weights {
	v := m.bias
	for _, f := range features {
		v = v.add(m.weights[f.Concept][f.Zone].scale(f.Worth))
	}
	return Weights(v)
}

// Probabilities returns the probability of each role from the duties alone,
// and from title and duties together.
func (m *Model) Probabilities(features []Feature, t TitleReading) (body, combined Weights) {
	v := vector(m.Scores(features)).scale(1 / m.temperature)
	return Weights(v.softmax()), Weights(m.titles.join(v, t).softmax())
}

// Temperature returns what scores are divided by before they become
// probabilities.
func (m *Model) Temperature() float64 { return m.temperature }

// FittedModel returns a model of fitted weights, by concept and zone, with
// temperature 1 and the prior's reading of titles.
func FittedModel(bias Weights, weights [][NumZones]Weights) *Model {
	m := &Model{bias: bias, temperature: 1, titles: priorTitles, weights: make([][numZones]vector, len(weights))}
	for c := range weights {
		for z, w := range weights[c] {
			m.weights[c][z] = w
		}
	}
	return m
}

// WithTemperature returns a copy of m with another temperature.
func (m *Model) WithTemperature(t float64) *Model {
	c := *m
	c.temperature = t
	return &c
}

// WithTitles returns a copy of m that weighs titles otherwise.
func (m *Model) WithTitles(p TitleParameters) *Model {
	c := *m
	for i, w := range p.Labels {
		c.titles.label[i] = w
	}
	c.titles.duties, c.titles.near, c.titles.candidate = p.Duties, p.Near, p.Candidate
	return &c
}

// Titles returns what titles add to the scores.
func (m *Model) Titles() (p TitleParameters) {
	for i, w := range m.titles.label {
		p.Labels[i] = Weights(w)
	}
	p.Duties, p.Near, p.Candidate = m.titles.duties, Weights(m.titles.near), m.titles.candidate
	return p
}

// Pull returns what a concept among the duties adds to the probabilities'
// logarithms: its weights divided by the temperature. A fit starts from them.
func (m *Model) Pull(concept int) []float64 {
	v := m.weights[concept][dutyZone].scale(1 / m.temperature)
	return v[:]
}

// BiasPull is Pull for the bias.
func (m *Model) BiasPull() []float64 {
	v := m.bias.scale(1 / m.temperature)
	return v[:]
}

// ZoneScales returns what a concept is worth in each zone, next to the duties,
// before any posting was seen.
func ZoneScales() [NumZones]float64 { return zoneWeight }
