package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"rolecall/classify"
	"rolecall/classify/evaluate/internal/regression"
	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

// How the reading of statements is fitted.
//
// A statement by itself is read by a logistic regression of each letter: on its
// grams, on the concepts that the lexicon finds in it (which start from what
// the documents say, and stay there where the marks say nothing), on its
// section and on its voice. Then its posting is taken into account, twice (see
// statement.Context). The second step must not learn from readings that are
// better than those of new postings: what it is given comes from folds that
// the first did not see, and so on to the posting's sum.

// Penalties, chosen on folds by source.
const (
	gramStrength    = 0.3
	conceptStrength = 1.0
	placeStrength   = 0.3 // of sections and voices
	contextStrength = 30.0
)

const (
	aloneIterations   = 80
	contextIterations = 100
	innerFolds        = 6
)

// A lineSample is a statement that a reader marked.
type lineSample struct {
	statement *statement.Statement
	marks     [numLetters]float64
	employer  int
	taught    bool // of a posting that only teaches
}

// aloneFit are the weights of the first step.
type aloneFit struct {
	vocabulary *vocabulary
	concepts   int
	weights    []statement.Vector // grams, concepts, sections, voices, and what only teaches
	bias       statement.Vector
}

func (a *aloneFit) features() int {
	return a.taught() + 1
}

// taught is the feature of statements of postings that only teach: how often a
// letter is there differs between those and the ones that a model is judged by,
// and what they teach is which words bear it. New statements never have it.
func (a *aloneFit) taught() int {
	return len(a.vocabulary.keys) + a.concepts + len(statement.Sections) + len(statement.Voices)
}

// row returns all features of a statement.
func (a *aloneFit) row(s *statement.Statement) regression.Row {
	r := a.vocabulary.row(s)
	at := len(a.vocabulary.keys)
	for _, c := range s.Concepts {
		r.Add(at+c, 1)
	}
	at += a.concepts
	r.Add(at+statement.SectionIndex(s.Section), 1)
	r.Add(at+len(statement.Sections)+statement.VoiceIndex(s.Voice), 1)
	return r
}

// fitAlone fits the first step. prior has the documents' weight of each
// concept.
func fitAlone(samples []lineSample, prior []statement.Vector) (a *aloneFit, err error) {
	a = &aloneFit{vocabulary: newVocabulary(samples), concepts: len(prior)}
	if a.weights, a.bias, err = newAloneProblem(a, samples, prior).Fit(aloneIterations); err != nil {
		return nil, fmt.Errorf("fitting statements: %w", err)
	}
	return a, nil
}

// priorAlone reads statements as the documents' prior does, where nobody marked
// one.
func priorAlone(prior []statement.Vector) *aloneFit {
	lines := classify.PriorLines()
	a := &aloneFit{vocabulary: newVocabulary(nil), concepts: len(prior), bias: lines.Bias}
	a.weights = append(a.weights, prior...)
	for _, k := range statement.Sections {
		a.weights = append(a.weights, lines.Sections[string(k)])
	}
	for _, v := range statement.Voices {
		a.weights = append(a.weights, lines.Voices[v.String()])
	}
	return a
}

func newAloneProblem(a *aloneFit, samples []lineSample, prior []statement.Vector) *regression.Letters {
	p := &regression.Letters{Features: a.features(), Rows: make([]regression.Row, len(samples)), Marks: make([][numLetters]float64, len(samples))}
	for i := range samples {
		p.Rows[i], p.Marks[i] = a.row(samples[i].statement), samples[i].marks
		if samples[i].taught {
			p.Rows[i].Add(a.taught(), 1)
		}
	}
	p.Prior, p.Strength = make([]statement.Vector, p.Features), make([]float64, p.Features)
	for f := range p.Strength {
		switch c := f - len(a.vocabulary.keys); {
		case c < 0:
			p.Strength[f] = gramStrength
		case c < len(prior):
			p.Strength[f], p.Prior[f] = conceptStrength, prior[c]
		default:
			p.Strength[f] = placeStrength
		}
	}
	return p
}

// logits reads statements by themselves.
func (a *aloneFit) logits(statements []statement.Statement) []statement.Vector {
	out := make([]statement.Vector, len(statements))
	for i := range statements {
		r := a.row(&statements[i])
		out[i] = a.bias
		for k, f := range r.Index {
			for l := range out[i] {
				out[i][l] += a.weights[f][l] * float64(r.Value[k])
			}
		}
	}
	return out
}

// A linesFit is the whole reading of statements.
type linesFit struct {
	alone  *aloneFit
	rounds []statement.Round
}

// fitLines fits the reading of statements to the examples whose lines are
// marked. alone and among are the probabilities of every example's statements
// by fits that did not see its group.
func fitLines(examples []Example, prior []statement.Vector) (f *linesFit, alone, among [][]statement.Vector, err error) {
	f = &linesFit{}
	if MarkedPostings(examples) == 0 {
		f.alone = priorAlone(prior)
		for i := range examples {
			alone = append(alone, statement.Probabilities(f.alone.logits(examples[i].Statements)))
		}
		return f, alone, alone, nil
	}
	if f.alone, err = fitAlone(lineSamples(examples, -1), prior); err != nil {
		return nil, nil, nil, err
	}
	held, err := eachHeld(examples, func(k int) (func(i int) []statement.Vector, error) {
		a, err := fitAlone(lineSamples(examples, k), prior)
		return func(i int) []statement.Vector { return a.logits(examples[i].Statements) }, err
	})
	if err != nil {
		return nil, nil, nil, err
	}
	alone = allProbabilities(held)
	for range contextRounds {
		r, err := fitRound(examples, held, -1)
		if err != nil {
			return nil, nil, nil, err
		}
		f.rounds = append(f.rounds, r)
		before := held
		held, err = eachHeld(examples, func(k int) (func(i int) []statement.Vector, error) {
			r, err := fitRound(examples, before, k)
			return func(i int) []statement.Vector { return r.Again(before[i], statement.Probabilities(before[i])) }, err
		})
		if err != nil {
			return nil, nil, nil, err
		}
	}
	return f, alone, allProbabilities(held), nil
}

// eachHeld returns the logits of each example's statements by a reading that
// fit gave without the example's inner fold.
func eachHeld(examples []Example, fit func(without int) (read func(i int) []statement.Vector, err error)) ([][]statement.Vector, error) {
	held := make([][]statement.Vector, len(examples))
	for k := range innerFolds {
		read, err := fit(k)
		if err != nil {
			return nil, err
		}
		for i := range examples {
			if examples[i].inner() == k {
				held[i] = read(i)
			}
		}
	}
	return held, nil
}

func allProbabilities(logits [][]statement.Vector) [][]statement.Vector {
	out := make([][]statement.Vector, len(logits))
	for i := range logits {
		out[i] = statement.Probabilities(logits[i])
	}
	return out
}

const contextRounds = 1

// lineSamples returns the marked statements of the examples, but for those of
// an inner fold.
func lineSamples(examples []Example, without int) (out []lineSample) {
	employers := employerNumbers{}
	for i := range examples {
		e := &examples[i]
		if !e.teachesLines() || e.inner() == without {
			continue
		}
		employer := employers.number(e)
		for j := range e.Statements {
			if e.Marks[j].isSaid() {
				out = append(out, lineSample{&e.Statements[j], e.Marks[j].vector(), employer, e.TeachingOnly})
			}
		}
	}
	return out
}

// teachesLines tells whether a fit reads statements as those of the example were
// marked. Other jobs' postings that only teach are left out: they were chosen
// for being hard to tell from the roles', and with them what is asked of any
// engineer was less often read as technical depth (K) of product work.
func (e *Example) teachesLines() bool {
	return e.Marks != nil && !(e.TeachingOnly && e.Label == lexicon.None)
}

// fitRound fits a reading among the others, to all marked statements but those
// of an inner fold.
func fitRound(examples []Example, logits [][]statement.Vector, without int) (statement.Round, error) {
	const taught = statement.NumContext // as aloneFit has it
	p := &regression.Letters{Features: taught + 1, Strength: make([]float64, taught+1)}
	p.Strength[taught] = placeStrength
	all := make([]int32, statement.NumContext)
	for f := range all {
		all[f], p.Strength[f] = int32(f), contextStrength
	}
	for i := range examples {
		e := &examples[i]
		if !e.teachesLines() || e.inner() == without {
			continue
		}
		statement.Context(logits[i], statement.Probabilities(logits[i]), func(j int, f *[statement.NumContext]float64) {
			if !e.Marks[j].isSaid() {
				return
			}
			r := regression.Row{Index: slices.Clip(all), Value: make([]float32, len(f))}
			for k, x := range f {
				r.Value[k] = float32(x)
			}
			if e.TeachingOnly {
				r.Add(taught, 1)
			}
			p.Rows, p.Marks = append(p.Rows, r), append(p.Marks, e.Marks[j].vector())
		})
	}
	weights, bias, err := p.Fit(contextIterations)
	if err != nil {
		return statement.Round{}, fmt.Errorf("fitting statements among one another: %w", err)
	}
	return statement.Round{Weights: [statement.NumContext]statement.Vector(weights[:taught]), Bias: bias}, nil
}

// parameters writes the reading of statements into a model's.
func (f *linesFit) parameters(lex *lexicon.Lexicon, p *classify.Parameters) {
	v, at := f.alone.vocabulary, len(f.alone.vocabulary.keys)
	p.Lines.Bias = roundLetters(f.alone.bias)
	for i := range lex.Concepts {
		p.Concepts = append(p.Concepts, classify.ConceptParameters{Concept: lex.Concepts[i].ID, Letters: roundLetters(f.alone.weights[at+i])})
	}
	at += len(lex.Concepts)
	p.Lines.Sections, p.Lines.Voices = map[string]classify.LetterWeights{}, map[string]classify.LetterWeights{}
	for i, k := range statement.Sections {
		p.Lines.Sections[string(k)] = roundLetters(f.alone.weights[at+i])
	}
	at += len(statement.Sections)
	for i, k := range statement.Voices {
		p.Lines.Voices[k.String()] = roundLetters(f.alone.weights[at+i])
	}
	for _, r := range f.rounds {
		q := classify.RoundParameters{Bias: roundLetters(r.Bias)}
		for k := range q.Weights {
			q.Weights[k] = roundLetters(r.Weights[k])
		}
		p.Lines.Rounds = append(p.Lines.Rounds, q)
	}
	stems := lex.Stems()
	for i, k := range v.keys {
		p.Grams = append(p.Grams, gramLine(stems, k, f.alone.weights[i], v.worth[i]))
	}
	slices.Sort(p.Grams)
}

// gramLine writes a gram as classify.Parameters has it. One that says nothing
// is still one of those that a statement's number is counted by.
func gramLine(stems []string, k gramKey, weight statement.Vector, worth float64) string {
	line := gramWord(stems, k.first)
	if k.second != 0 {
		line += " " + gramWord(stems, k.second)
	}
	for l := range weight {
		n := math.Round(weight[l] * worth * statement.GramSteps)
		line += " " + strconv.Itoa(int(max(-127, min(127, n))))
	}
	return line
}

func gramWord(stems []string, number int32) string {
	switch number {
	case statement.NumberOfBegin:
		return statement.Begin
	case statement.NumberOfRole:
		return statement.Role
	}
	return stems[number]
}
