package evaluate

import (
	"cmp"
	"math"
	"slices"

	"rolecall/classify"
	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

// A Fit is a model that was fitted to examples, with what it said of each of
// them before it had seen its group.
type Fit struct {
	Parameters *classify.Parameters
	held       []heldOutScore
}

// FitAll fits all weights to examples: the reading of statements to those whose
// lines are marked, how statements add up to those that are labelled, and the
// temperature and what titles add. Each step learns from what the one before
// said of postings that it had not seen. lex must number the words of the
// examples' statements. progress is told each step; it may be nil.
func FitAll(lex *lexicon.Lexicon, examples []Example, progress func(step string)) (*Fit, error) {
	if err := Teaches(examples); err != nil {
		return nil, err
	}
	step := func(name string) {
		if progress != nil {
			progress(name)
		}
	}
	step("what statements say")
	prior := classify.ConceptPriors(lex)
	lines, logits, err := fitLines(examples, letterPriors(prior))
	if err != nil {
		return nil, err
	}
	held := make([]heldOutScore, len(examples))
	letters := make([][]statement.Vector, len(examples))
	for i := range examples {
		letters[i] = probabilitiesOf(logits[i])
	}
	step("how statements add up")
	sum, err := fitSum(examples, letters, prior, -1)
	if err != nil {
		return nil, err
	}
	for k := range innerFolds {
		s, err := fitSum(examples, letters, prior, k)
		if err != nil {
			return nil, err
		}
		for i := range examples {
			if examples[i].inner() == k {
				held[i] = heldOutScore{Example: examples[i], scores: s.score(examples[i].Statements, letters[i])}
			}
		}
	}
	p := &classify.Parameters{Format: 2, Lexicon: lex.Hash, Temperature: round3(fitTemperature(held)), Titles: classify.Prior(lex).Titles()}
	lines.parameters(lex, p)
	sum.parameters(p)
	slices.SortFunc(p.Concepts, func(a, b classify.ConceptParameters) int { return cmp.Compare(a.Concept, b.Concept) })
	p.Lines.Least = leastLetters(examples, letters)
	m, err := classify.NewModel(lex, p)
	if err != nil {
		return nil, err
	}
	step("what titles add")
	titled, err := fitTitles(m, held)
	if err != nil {
		return nil, err
	}
	p.Titles = roundTitles(titled.Titles())
	return &Fit{p, held}, nil
}

func letterPriors(prior []classify.ConceptParameters) []statement.Vector {
	out := make([]statement.Vector, len(prior))
	for i := range prior {
		out[i] = prior[i].Letters
	}
	return out
}

func probabilitiesOf(logits []statement.Vector) []statement.Vector {
	out := make([]statement.Vector, len(logits))
	for i := range logits {
		for l, x := range logits[i] {
			out[i][l] = statement.Probability(x)
		}
	}
	return out
}

// leastLetters returns, for each letter, the probability from which on calling
// a statement by it gives the best F1 over the marked statements.
func leastLetters(examples []Example, letters [][]statement.Vector) (least classify.LetterWeights) {
	best := [numLetters]float64{}
	for step := 10; step <= 80; step += 2 {
		at := float64(step) / 100
		var hit, said, marked [numLetters]float64
		for i := range examples {
			for j, m := range examples[i].Marks {
				if !m.isSaid() {
					continue
				}
				for l, is := range m.vector() {
					marked[l] += is
					if letters[i][j][l] >= at {
						said[l]++
						hit[l] += is
					}
				}
			}
		}
		for l := range least {
			if f := 2 * hit[l] / max(said[l]+marked[l], 1); f > best[l] {
				best[l], least[l] = f, at
			}
		}
	}
	for l := range least {
		if least[l] == 0 {
			least[l] = 0.5
		}
	}
	return least
}

func round3(x float64) float64 { return math.Round(x*1000) / 1000 }

func roundTitles(p classify.TitleParameters) classify.TitleParameters {
	for i := range p.Labels {
		p.Labels[i] = roundWeights(p.Labels[i])
	}
	p.Near, p.Duties, p.Candidate = roundWeights(p.Near), round3(p.Duties), round3(p.Candidate)
	for k, w := range p.Kinds {
		p.Kinds[k] = roundWeights(w)
	}
	return p
}

func roundWeights(w classify.Weights) classify.Weights {
	for k := range w {
		w[k] = round3(w[k])
	}
	return w
}

func roundLetters(v statement.Vector) classify.LetterWeights {
	for k := range v {
		v[k] = round3(v[k])
	}
	return classify.LetterWeights(v)
}
