package evaluate

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/optimize"

	"rolecall/classify"
	"rolecall/classify/evaluate/internal/regression"
	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

// A scaling makes probabilities of the scores of postings that a fit did not see:
// its softmax is of (score + bias) / temperature.
type scaling struct {
	temperature float64
	bias        statement.Scores
}

// scaleStrength is the penalty for a bias.
const scaleStrength = 1

// fitScaling returns the scaling by which the scores of labelled postings that
// the fit did not see have the least log loss (Guo et al. 2017). A fit knows the
// words of the postings that it saw, and finds fewer of them in others: most
// for the role that is told by most words, which others would be taken for.
func fitScaling(held []heldOutScore) (scaling, error) {
	const factor = numRoles // its place, behind the biases
	learn := func(x, grad []float64, from, to int) (loss float64) {
		for i := from; i < to; i++ {
			h := &held[i]
			if h.Label == "" {
				continue
			}
			v := h.scores
			for k := range v {
				v[k] = x[factor]*v[k] + x[k]
			}
			q := regression.Softmax(v)
			loss -= math.Log(max(q[h.Label.Index()], 1e-300))
			q[h.Label.Index()]--
			for k, d := range q {
				grad[k] += d
				grad[factor] += d * h.scores[k]
			}
		}
		return loss
	}
	l := &regression.Loss{Rows: len(held), Learn: learn, Width: numRoles, Strength: []float64{scaleStrength}}
	x, err := regression.Minimize(optimize.Problem{Func: l.Value, Grad: l.Gradient}, []float64{factor: 1}, &optimize.Settings{MajorIterations: scaleIterations})
	if err != nil {
		return scaling{}, fmt.Errorf("fitting the temperature: %w", err)
	}
	s := scaling{temperature: round3(1 / min(max(x[factor], leastFactor), mostFactor))}
	for k := range s.bias {
		s.bias[k] = x[k] * s.temperature
	}
	return s, nil
}

// What scores are multiplied by at least and at most: those of a fit to a few
// postings may say nothing of others, or seem to say all.
const (
	leastFactor = 0.2
	mostFactor  = 3.0
)

const scaleIterations = 100

const titleIterations = 200

// titleStrength is the penalty for leaving the prior of the titles.
const titleStrength = 1

// kindStrength is the penalty for weighing one kind of near miss otherwise than
// all. Without kinds macro-F1 of title and duties, on folds by source, is .879
// and not .884: of those called product owner most are product managers, of
// those called project manager hardly one is of the four.
const kindStrength = 1

// silverTitles is what the postings that only their titles label weigh
// together in the fit of the titles, as a share of the labelled. Among them
// are the many other jobs, which labelled postings hardly have.
const silverTitles = 0.5

// fitTitles fits what each kind of title adds to the scores of the duties, on
// postings that the fit of the duties did not see.
func fitTitles(m *classify.Model, held []heldOutScore) (*classify.Model, error) {
	t := &titleProblem{model: m, kinds: nearKinds(held)}
	t.prior = t.flatten(m.Titles())
	silver := 0
	for i := range held {
		if held[i].Label == "" && silverTitle(&held[i]) {
			silver++
		}
	}
	gold := len(held) - countUnlabelled(held)
	for i := range held {
		switch h := &held[i]; {
		case h.Label != "":
			t.add(h, h.Label, 1)
		case silverTitle(h):
			t.add(h, lexicon.None, silverTitles*float64(gold)/float64(silver))
		}
	}
	x, err := regression.Minimize(optimize.Problem{Func: t.value, Grad: t.gradient}, append([]float64(nil), t.prior...),
		&optimize.Settings{MajorIterations: titleIterations})
	if err != nil {
		return nil, fmt.Errorf("fitting the titles: %w", err)
	}
	return m.WithTitles(t.unflatten(x)), nil
}

// nearKinds returns the near misses that titles of labelled postings name.
func nearKinds(held []heldOutScore) (kinds []string) {
	for i := range held {
		if near := held[i].Title.Near; near != "" && held[i].Label != "" {
			kinds = append(kinds, near)
		}
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

func countUnlabelled(held []heldOutScore) (n int) {
	for i := range held {
		if held[i].Label == "" {
			n++
		}
	}
	return n
}

// silverTitle tells whether an unlabelled posting's title names a job far from
// the roles.
func silverTitle(h *heldOutScore) bool {
	t := h.Title
	return t.Label == lexicon.None && t.Near == "" && !t.Ambiguous
}

// A titleProblem is the log loss of title and duties together as a function
// of what titles add: a row of weights for each label read, one for near
// misses, one number for candidates, the factor of the duties, and a row for
// each kind of near miss.
type titleProblem struct {
	model   *classify.Model
	kinds   []string // in order
	prior   []float64
	samples []titleSample
}

type titleSample struct {
	scores [numRoles]float64 // of the duties, divided by the temperature
	title  classify.TitleReading
	truth  int
	weight float64
}

func (t *titleProblem) add(h *heldOutScore, truth lexicon.Role, weight float64) {
	v := h.scores
	for k := range v {
		v[k] /= t.model.Temperature()
	}
	t.samples = append(t.samples, titleSample{v, h.Title, truth.Index(), weight})
}

const (
	nearRow       = numRoles
	candidateCell = (numRoles + 1) * numRoles
	dutiesCell    = candidateCell + 1
	kindsCell     = dutiesCell + 1 // the first of the kinds' rows
)

func (t *titleProblem) flatten(p classify.TitleParameters) []float64 {
	var x []float64
	for _, row := range p.Labels {
		x = append(x, row[:]...)
	}
	x = append(x, p.Near[:]...)
	x = append(x, p.Candidate, p.Duties)
	for _, k := range t.kinds {
		w := p.Kinds[k]
		x = append(x, w[:]...)
	}
	return x
}

func (t *titleProblem) unflatten(x []float64) (p classify.TitleParameters) {
	for i := range p.Labels {
		copy(p.Labels[i][:], x[i*numRoles:])
	}
	copy(p.Near[:], x[nearRow*numRoles:])
	p.Candidate, p.Duties = x[candidateCell], x[dutiesCell]
	p.Kinds = make(map[string]classify.Weights, len(t.kinds))
	for i, k := range t.kinds {
		p.Kinds[k] = classify.Weights(x[kindsCell+i*numRoles:])
	}
	return p
}

// cells calls visit with each parameter that a title uses, and the role whose
// score it adds to.
func (t *titleProblem) cells(title classify.TitleReading, visit func(cell, role int)) {
	row := func(first int) {
		for k := range numRoles {
			visit(first+k, k)
		}
	}
	switch {
	case title.Ambiguous:
		for _, r := range title.Candidates {
			visit(candidateCell, r.Index())
		}
	case title.Near != "":
		row(nearRow * numRoles)
		if i, ok := slices.BinarySearch(t.kinds, title.Near); ok {
			row(kindsCell + i*numRoles)
		}
	case title.Label != "":
		row(title.Label.Index() * numRoles)
	}
}

func (t *titleProblem) probabilities(x []float64, s *titleSample) (q [numRoles]float64, truth float64) {
	v := s.scores
	if s.title.Known() {
		for k := range v {
			v[k] *= x[dutiesCell]
		}
	}
	t.cells(s.title, func(cell, role int) { v[role] += x[cell] })
	q = regression.Softmax(v)
	return q, max(q[s.truth], 1e-300)
}

func (t *titleProblem) value(x []float64) float64 {
	loss := 0.0
	for i := range t.samples {
		_, p := t.probabilities(x, &t.samples[i])
		loss -= t.samples[i].weight * math.Log(p)
	}
	for i := range x {
		loss += strengthOf(i) * (x[i] - t.prior[i]) * (x[i] - t.prior[i]) / 2
	}
	return loss
}

func strengthOf(cell int) float64 {
	if cell >= kindsCell {
		return kindStrength
	}
	return titleStrength
}

func (t *titleProblem) gradient(grad, x []float64) {
	for i := range x {
		grad[i] = strengthOf(i) * (x[i] - t.prior[i])
	}
	for i := range t.samples {
		s := &t.samples[i]
		q, _ := t.probabilities(x, s)
		q[s.truth]--
		t.cells(s.title, func(cell, role int) { grad[cell] += s.weight * q[role] })
		if s.title.Known() {
			for k := range q {
				grad[dutiesCell] += s.weight * q[k] * s.scores[k]
			}
		}
	}
}
