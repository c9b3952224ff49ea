package classify

import (
	"math"
	"slices"

	"rolecall/classify/internal/statement"
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

// thousandths rounds, so that what statements are printed to add makes the
// printed score exactly.
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

// A Model reads statements, adds them up to the score of each role, and joins
// that with what the title says.
type Model struct {
	grams       *statement.Grams // nil for none
	words       []statement.PostingWord
	reader      statement.Reader // its table of grams is made for a lexicon, by over
	sum         statement.Sum
	hash        string
	temperature float64 // scores are divided by it before they become probabilities
	titles      titleModel
}

// stems are the words that m tells from others, beside those of the lexicon.
func (m *Model) stems() (stems []string) {
	if m.grams != nil {
		stems = slices.Clip(m.grams.Words) // which other classifiers share
	}
	for i := range m.words {
		stems = append(stems, m.words[i].Stem)
	}
	return stems
}

// over returns m with its grams and words in the numbers of a lexicon, which must
// have them.
func (m *Model) over(lex *lexicon.Lexicon) *Model {
	c := *m
	if m.grams != nil {
		c.reader.Alone.Grams = statement.NewTable(m.grams, lex.WordID)
	}
	if m.words != nil {
		c.sum.Words = statement.NewWordTable(m.words, lex.WordID)
	}
	return &c
}

func (m *Model) bias() vector { return vector(m.sum.Bias).thousandths() }

// Probabilities returns the probability of each role from the scores of the
// duties alone, and from title and duties together.
func (m *Model) Probabilities(scores Weights, t TitleReading) (body, combined Weights) {
	v := vector(scores).scale(1 / m.temperature)
	return Weights(v.softmax()), Weights(m.titles.join(v, t).softmax())
}

// Temperature returns what scores are divided by before they become
// probabilities.
func (m *Model) Temperature() float64 { return m.temperature }

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
	c.titles.kinds = p.Kinds
	return &c
}

// Titles returns what titles add to the scores.
func (m *Model) Titles() (p TitleParameters) {
	for i, w := range m.titles.label {
		p.Labels[i] = Weights(w)
	}
	p.Duties, p.Near, p.Candidate = m.titles.duties, Weights(m.titles.near), m.titles.candidate
	p.Kinds = m.titles.kinds
	return p
}
