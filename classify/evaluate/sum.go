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

// How the sum over statements is fitted: a multinomial logistic regression of
// the role on a posting's totals of letters, standardized, and on its concepts
// by zone. The penalty is a Gaussian around zero for the letters, and around
// what the documents say for the concepts: one that the postings say nothing
// about keeps that. A concept's weight is one number that all zones share,
// scaled by the zone, and a deviation for each zone, which costs more: zones
// differ, but not so much that each concept should learn it for itself.

// Penalties, chosen on folds by source. Concepts of their own are held back:
// what a posting says in which words differs from source to source, and what
// its statements say holds. With 16 in place of 100 macro-F1 of the duties is
// 0.824 and not 0.844. Words are held back by what a TF-IDF regression beside the
// letters does best with (0.09).
const (
	letterStrength     = 3.0
	sumConceptStrength = 100.0
	zoneDeviation      = 0.5 // the scale of a zone's own weights next to the shared one
	wordStrength       = 0.1
	biasStrength       = 0.01
	sumIterations      = 200
)

const conceptLayers = 1 + statement.NumZones

// A target is what a posting teaches.
type target struct {
	row   regression.Row
	share [numRoles]float64 // of each role, weighed

	// either says that the posting is PM or PM-T, and nobody which; the share
	// of one of them is what it weighs.
	either bool
}

// split parts the share of a target that is PM or PM-T between the two, as the
// probabilities have it: that maximizes the likelihood of either.
func (t *target) split(q *[numRoles]float64) [numRoles]float64 {
	if !t.either {
		return t.share
	}
	pm, pmt := lexicon.PM.Index(), lexicon.PMT.Index()
	weight, both := t.share[pm]+t.share[pmt], q[pm]+q[pmt]+1e-300
	var s [numRoles]float64
	s[pm], s[pmt] = weight*q[pm]/both, weight*q[pmt]/both
	return s
}

// loss is the negative log-likelihood of what the target teaches.
func (t *target) loss(q *[numRoles]float64) (loss float64) {
	if t.either {
		pm, pmt := lexicon.PM.Index(), lexicon.PMT.Index()
		return -(t.share[pm] + t.share[pmt]) * math.Log(max(q[pm]+q[pmt], 1e-300))
	}
	for k, s := range t.share {
		if s > 0 {
			loss -= s * math.Log(max(q[k], 1e-300))
		}
	}
	return loss
}

// A sumProblem is what a sum is fitted to. A point has the weights of the totals,
// of the concepts (by layer) and of the words, and the biases.
type sumProblem struct {
	targets    []target
	whole      int // of the targets, before the shortened ones
	mean, root [statement.NumTotals]float64
	strength   []float64 // by feature
	prior      []float64 // by feature and role
	concepts   int
	words      *postingWords
}

// fitSum fits the sum to the examples, but for those of an inner fold.
func fitSum(words *postingWords, examples []Example, letters [][]statement.Vector, prior []classify.ConceptParameters, without int) (*sumFit, error) {
	return newSumProblem(words, examples, letters, prior, without).fit()
}

func newSumProblem(words *postingWords, examples []Example, letters [][]statement.Vector, prior []classify.ConceptParameters, without int) *sumProblem {
	p := &sumProblem{concepts: len(prior), words: words}
	var by []teacher
	var main, of []int
	for i := range examples {
		e := &examples[i]
		t, shares, ok := e.taught()
		if !ok || e.inner() == without {
			continue
		}
		p.targets = append(p.targets, target{row: p.row(e.Statements, letters[i]), share: shares, either: t == eitherPM})
		by, main, of = append(by, t), append(main, largest(shares)), append(of, i)
	}
	p.weigh(by, main)
	p.whole = len(p.targets)
	for k, i := range of {
		if by[k] <= ownReader {
			p.addShortened(&examples[i], letters[i], p.targets[k].share)
		}
	}
	p.standardize()
	p.start(prior)
	return p
}

// addShortened adds the shortened copies of an example that weighs as much as
// share.
func (p *sumProblem) addShortened(e *Example, letters []statement.Vector, share [numRoles]float64) {
	for k := range share {
		share[k] *= shortShare
	}
	for _, at := range [][]int{mostTelling(letters), someRun(e.ID, len(letters))} {
		if few := pick(letters, at); len(at) > 0 && (e.Label == lexicon.None || !saysNothing(few)) {
			p.targets = append(p.targets, target{row: p.row(pick(e.Statements, at), few), share: share})
		}
	}
}

func largest(v [numRoles]float64) (best int) {
	for k := range v {
		if v[k] > v[best] {
			best = k
		}
	}
	return best
}

// row returns the features of a posting.
func (p *sumProblem) row(statements []statement.Statement, letters []statement.Vector) (r regression.Row) {
	for f, x := range statement.Totals(statements, letters) {
		r.Add(f, x)
	}
	for _, c := range statement.Concepts(statements, p.concepts) {
		at := statement.NumTotals + c.Concept*conceptLayers
		r.Add(at, c.Worth*statement.ZoneWeights[c.Zone])
		r.Add(at+1+int(c.Zone), c.Worth*zoneDeviation)
	}
	for _, w := range p.words.table.Amounts(statements) {
		r.Add(p.firstWord()+w.Place, w.Amount)
	}
	return r
}

// weigh brings the targets of each teacher to its share, and the roles nearer
// to one another.
func (p *sumProblem) weigh(by []teacher, main []int) {
	var count [numRoles][numTeachers]float64
	for i := range by {
		count[main[i]][by[i]]++
	}
	weight := func(i int) float64 {
		c := count[main[i]]
		if by[i] == reader {
			return 1
		}
		return teacherShare[by[i]] * min(c[reader], c[by[i]]) / c[by[i]]
	}
	var sums [numRoles]float64
	total := 0.0
	for i := range by {
		sums[main[i]] += weight(i)
		total += weight(i)
	}
	for i := range p.targets {
		w := weight(i)
		if w > 0 { // else nobody labelled a posting of the role
			w *= math.Pow(total/numRoles/sums[main[i]], balance)
		}
		for k := range p.targets[i].share {
			p.targets[i].share[k] *= w
		}
	}
}

// standardize brings the totals to mean 0 and variance 1 in whole postings.
func (p *sumProblem) standardize() {
	n := float64(p.whole)
	for f := range p.mean {
		for i := range p.whole {
			p.mean[f] += float64(p.targets[i].row.Value[f]) / n
		}
		for i := range p.whole {
			d := float64(p.targets[i].row.Value[f]) - p.mean[f]
			p.root[f] += d * d / n
		}
		p.root[f] = max(math.Sqrt(p.root[f]), 1e-6)
		for i := range p.targets {
			x := &p.targets[i].row.Value[f]
			*x = float32((float64(*x) - p.mean[f]) / p.root[f])
		}
	}
}

// firstWord is the feature of the first word.
func (p *sumProblem) firstWord() int { return statement.NumTotals + p.concepts*conceptLayers }

func (p *sumProblem) features() int { return p.firstWord() + len(p.words.list) }

func (p *sumProblem) start(prior []classify.ConceptParameters) {
	p.prior = make([]float64, (p.features()+1)*numRoles)
	p.strength = make([]float64, p.features()+1)
	for f := range p.strength {
		p.strength[f] = sumConceptStrength
		switch {
		case f < statement.NumTotals:
			p.strength[f] = letterStrength
		case f >= p.firstWord():
			p.strength[f] = wordStrength
		}
	}
	p.strength[p.features()] = biasStrength
	for c := range prior {
		for k, w := range prior[c].Zones[statement.DutyZone] {
			p.prior[(statement.NumTotals+c*conceptLayers)*numRoles+k] = w * priorPull
		}
	}
}

// priorPull brings the documents' prior, whose scores are divided by its
// temperature, to that of a fit.
const priorPull = 0.1

func (p *sumProblem) scores(x []float64, r *regression.Row) (v [numRoles]float64) {
	copy(v[:], x[p.features()*numRoles:])
	for i, f := range r.Index {
		w := [numRoles]float64(x[int(f)*numRoles:])
		if int(f) >= p.firstWord() {
			joinProduct(&w)
		}
		for k := range v {
			v[k] += float64(r.Value[i]) * w[k]
		}
	}
	return v
}

// loss is the penalized likelihood as a function of the weights.
func (p *sumProblem) loss() *regression.Loss {
	learn := func(x, grad []float64, from, to int) (loss float64) {
		for i := from; i < to; i++ {
			loss += p.learn(x, grad, &p.targets[i])
		}
		return loss
	}
	return &regression.Loss{Rows: len(p.targets), Learn: learn, Width: numRoles, Strength: p.strength, Prior: p.prior}
}

// learn returns what a target loses, and adds its gradient.
func (p *sumProblem) learn(x, grad []float64, t *target) float64 {
	q := regression.Softmax(p.scores(x, &t.row))
	g, share, total := q, t.split(&q), 0.0
	for _, s := range share {
		total += s
	}
	for k := range g {
		g[k] = g[k]*total - share[k]
		grad[p.features()*numRoles+k] += g[k]
	}
	words := g
	joinProduct(&words)
	for j, f := range t.row.Index {
		at, of := grad[int(f)*numRoles:][:numRoles], &g
		if int(f) >= p.firstWord() {
			of = &words
		}
		for k := range g {
			at[k] += of[k] * float64(t.row.Value[j])
		}
	}
	return t.loss(&q)
}

// joinProduct makes what words say of PM and of PM-T the same. Whether product
// work is technical is a matter of what is asked, which letters tell: given the
// words too, a fit learned whose products those were, and of other sources'
// postings of PM-T F1 was .75 and not .79.
func joinProduct(w *[numRoles]float64) {
	pm, pmt := lexicon.PM.Index(), lexicon.PMT.Index()
	w[pm] = (w[pm] + w[pmt]) / 2
	w[pmt] = w[pm]
}

// A sumFit is a fitted sum.
type sumFit struct {
	statement.Sum
	words []statement.PostingWord // in the order of the lexicon's numbers
}

func (p *sumProblem) fit() (*sumFit, error) {
	loss := p.loss()
	x, err := regression.Minimize(optimize.Problem{Func: loss.Value, Grad: loss.Gradient}, slices.Clone(p.prior),
		&optimize.Settings{MajorIterations: sumIterations, Converger: &optimize.FunctionConverge{Relative: 1e-7, Iterations: 3}})
	if err != nil {
		return nil, fmt.Errorf("fitting the sum: %w", err)
	}
	at := func(f int) statement.Scores { return statement.Scores(x[f*numRoles:]) }
	s := &sumFit{}
	s.Bias = at(p.features())
	for f := range s.Letters {
		s.Letters[f] = at(f)
		for k := range s.Bias {
			s.Letters[f][k] /= p.root[f]
			s.Bias[k] -= s.Letters[f][k] * p.mean[f]
		}
	}
	s.Concepts = make([][statement.NumZones]statement.Scores, p.concepts)
	for c := range s.Concepts {
		first := statement.NumTotals + c*conceptLayers
		for z := range s.Concepts[c] {
			shared, own := at(first), at(first+1+z)
			for k := range shared {
				s.Concepts[c][z][k] = statement.ZoneWeights[z]*shared[k] + zoneDeviation*own[k]
			}
		}
	}
	s.words = p.words.weighed(func(i int) statement.Scores {
		w := [numRoles]float64(at(p.firstWord() + i))
		joinProduct(&w)
		return w
	})
	s.Words = statement.NewWordTable(s.words, p.words.number)
	return s, nil
}

// score returns the score of each role of a posting.
func (s *sumFit) score(statements []statement.Statement, letters []statement.Vector) [numRoles]float64 {
	v := [numRoles]float64(s.Bias)
	shares := s.Shares(statements, letters)
	for i := range shares {
		for k, x := range shares[i].Total() {
			v[k] += x
		}
	}
	return v
}

// parameters writes the sum into a model's, whose concepts are in the order of
// the lexicon's.
func (s *sumFit) parameters(p *classify.Parameters) {
	p.Sum.Bias = roundWeights(classify.Weights(s.Bias))
	for f := range p.Sum.Letters {
		p.Sum.Letters[f] = roundWeights(classify.Weights(s.Letters[f]))
	}
	for c := range p.Concepts {
		for z, w := range s.Concepts[c] {
			p.Concepts[c].Zones[z] = roundWeights(classify.Weights(w))
		}
	}
	p.Sum.Words = classify.WordLines(s.words)
	slices.Sort(p.Sum.Words)
}
