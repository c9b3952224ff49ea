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
	lines, alone, among, err := fitLines(examples, letterPriors(prior))
	if err != nil {
		return nil, err
	}
	held := make([]heldOutScore, len(examples))
	step("how statements add up")
	words := newPostingWords(lex, examples)
	sum, err := fitSum(words, examples, alone, prior, -1)
	if err != nil {
		return nil, err
	}
	for k := range innerFolds {
		s, err := fitSum(words, examples, alone, prior, k)
		if err != nil {
			return nil, err
		}
		for i := range examples {
			if examples[i].inner() == k {
				held[i] = heldOutScore{Example: examples[i], scores: s.score(examples[i].Statements, alone[i])}
			}
		}
	}
	scale, err := fitScaling(judgedOnly(held))
	if err != nil {
		return nil, err
	}
	for i := range held {
		for k, b := range scale.bias {
			held[i].scores[k] += b
		}
	}
	for k, b := range scale.bias {
		sum.Bias[k] += b
	}
	p := &classify.Parameters{Format: 2, Lexicon: lex.Hash, Temperature: scale.temperature, Titles: classify.Prior(lex).Titles()}
	lines.parameters(lex, p)
	sum.parameters(p)
	slices.SortFunc(p.Concepts, func(a, b classify.ConceptParameters) int { return cmp.Compare(a.Concept, b.Concept) })
	p.Lines.Least = leastLetters(examples, among)
	m, err := classify.NewModel(lex, p)
	if err != nil {
		return nil, err
	}
	step("what titles add")
	titled, err := fitTitles(m, judgedOnly(held))
	if err != nil {
		return nil, err
	}
	p.Titles = roundTitles(titled.Titles())
	return &Fit{p, held}, nil
}

// judgedOnly returns the examples whose readers a model is judged by; all where
// there are none. How sure to be, and from which probability on to call a
// statement by a letter, is a matter of how often a letter or a role is there,
// and that differs between sets of postings.
func judgedOnly(held []heldOutScore) []heldOutScore {
	var out []heldOutScore
	labelled := 0
	for i := range held {
		if !held[i].TeachingOnly {
			out = append(out, held[i])
			if held[i].Label != "" {
				labelled++
			}
		}
	}
	if labelled == 0 {
		return held
	}
	return out
}

func letterPriors(prior []classify.ConceptParameters) []statement.Vector {
	out := make([]statement.Vector, len(prior))
	for i := range prior {
		out[i] = prior[i].Letters
	}
	return out
}

// asGood is how near to the best F1 one is that counts as the same: it moves
// by more from one set of postings to the next.
const asGood = 0.006

// leastLetters returns, for each letter, the least probability from which on
// calling a statement by it gives as good an F1 over the marked statements as
// any: of two that are the same, that which finds more.
func leastLetters(examples []Example, letters [][]statement.Vector) (least classify.LetterWeights) {
	for l := range least {
		best := 0.0
		for step := 80; step >= 10; step -= 2 {
			at := float64(step) / 100
			f := markedF1(examples, letters, l, at)
			if f > 0 && f >= best-asGood {
				least[l] = at
			}
			best = max(best, f)
		}
		if best == 0 {
			least[l] = 0.5
		}
	}
	return least
}

// markedF1 returns the F1 of a letter over the marked statements, where those
// bear it whose probability is a number at least.
func markedF1(examples []Example, letters [][]statement.Vector, l int, least float64) float64 {
	var hit, said, marked float64
	for i := range examples {
		if examples[i].TeachingOnly {
			continue
		}
		for j, m := range examples[i].Marks {
			if !m.isSaid() {
				continue
			}
			is := m.vector()[l]
			marked += is
			if letters[i][j][l] >= least {
				said++
				hit += is
			}
		}
	}
	return 2 * hit / max(said+marked, 1)
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
