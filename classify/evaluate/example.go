package evaluate

import (
	"crypto/sha1"
	"math/big"
	"strings"

	"rolecall/classify"
	"rolecall/classify/evaluate/marked"
	"rolecall/classify/internal/statement"
	"rolecall/extract"
	"rolecall/lexicon"
)

const (
	numRoles   = lexicon.NumRoles
	numLetters = statement.NumLetters
)

// An Example is a posting to learn from or to measure with.
type Example struct {
	ID       string
	Employer string // lower case; "" where unknown
	Source   string
	Words    int
	Title    classify.TitleReading
	Titled   string // the title's own words

	Statements []statement.Statement // what the model sees of the posting
	Marks      []Mark                // what a reader said of each statement; nil where nobody did

	// What is judged of a labelled posting beside its label: the posting itself,
	// and its lines as a reader marked them; nil where nobody did. Sealed
	// postings are for scoring only: nobody reads how they were misread, and
	// nothing is fitted to them.
	Extraction extract.Extraction
	Lines      []marked.Line
	Sealed     bool

	// TeachingOnly postings are learned from and never scored: their readers are
	// not those of the labels that a model is judged by.
	TeachingOnly bool

	// Label is what a person said that the body describes; "" where nobody
	// did. Such a posting can still teach what its title says of it.
	Label  lexicon.Role
	Second lexicon.Role // the next best, where it was a close call
	Sure   float64      // how sure that person was, 0 to 1; 0 means not stated

	// Group is what must not stand on both sides of a fold: see GroupBy.
	Group string
}

// A Mark has the letters that a reader gave a statement: "" for none.
type Mark string

// unsaid marks a statement of which no reader said whether it has letters. A
// fit does not learn from it: it learned wrong from every fifth statement with
// letters, and read technical depth (K) worst.
const unsaid Mark = "?"

func (m Mark) isSaid() bool { return !strings.Contains(string(m), string(unsaid)) }

func (m Mark) vector() (v [numLetters]float64) {
	for l := range v {
		if strings.IndexByte(string(m), statement.LetterNames[l]) >= 0 {
			v[l] = 1
		}
	}
	return v
}

// employer names who wrote the posting: the posting itself where that is not
// known.
func (e *Example) employer() string {
	if e.Employer != "" {
		return e.Employer
	}
	return e.ID
}

// employerNumbers number employers from 0, as they come.
type employerNumbers map[string]int

func (n employerNumbers) number(e *Example) int {
	k, ok := n[e.employer()]
	if !ok {
		k = len(n)
		n[e.employer()] = k
	}
	return k
}

// A Grouping says what must not stand on both sides of a fold.
type Grouping string

// The groupings. In that by source, the largest source is parted by employer,
// and postings of an employer that stands in the fold are kept out of the fit.
const (
	BySourceGroup   Grouping = "source"
	ByEmployerGroup Grouping = "employer"
)

// GroupBy sets the group of each example.
func GroupBy(examples []Example, g Grouping) {
	largest := ""
	if g == BySourceGroup {
		largest = largestSource(examples)
	}
	for i := range examples {
		e := &examples[i]
		e.Group = e.employer()
		if g == BySourceGroup && e.Source != "" && e.Source != largest {
			e.Group = e.Source
		}
	}
}

// largestSource returns the source of most labelled examples, the first in
// their order among equals.
func largestSource(examples []Example) (largest string) {
	count := map[string]int{}
	for i := range examples {
		if examples[i].Label != "" && !examples[i].TeachingOnly {
			count[examples[i].Source]++
		}
	}
	for i := range examples {
		if s := examples[i].Source; count[s] > count[largest] {
			largest = s
		}
	}
	return largest
}

// Fold returns the fold of the example: SHA-1 of its group as an integer,
// modulo folds. Other tools use the same rule, so that figures can be compared.
func (e *Example) Fold(folds int) int { return fold(e.group(), folds) }

// inner returns the fold of the example within a fit, by a rule that cuts
// across that of Fold.
func (e *Example) inner() int { return fold("inner "+e.group(), innerFolds) }

func (e *Example) group() string {
	if e.Group != "" {
		return e.Group
	}
	return e.employer()
}

func fold(group string, folds int) int {
	sum := sha1.Sum([]byte(group))
	n := new(big.Int).SetBytes(sum[:])
	return int(n.Mod(n, big.NewInt(int64(folds))).Int64())
}

// Labelled returns the examples that a person labelled, to be scored.
func Labelled(examples []Example) []Example {
	return those(examples, func(e *Example) bool { return e.Label != "" && !e.TeachingOnly })
}

// Judged returns the examples that a model may be judged by: all but those that
// only teach.
func Judged(examples []Example) []Example {
	return those(examples, func(e *Example) bool { return !e.TeachingOnly })
}

// Teaching returns the examples that may be fitted to: all but the sealed.
func Teaching(examples []Example) []Example {
	return those(examples, func(e *Example) bool { return !e.Sealed })
}

func those(examples []Example, are func(*Example) bool) (out []Example) {
	for i := range examples {
		if are(&examples[i]) {
			out = append(out, examples[i])
		}
	}
	return out
}

// MarkedPostings counts the examples whose lines a reader marked.
func MarkedPostings(examples []Example) (n int) {
	for i := range examples {
		if examples[i].Marks != nil {
			n++
		}
	}
	return n
}
