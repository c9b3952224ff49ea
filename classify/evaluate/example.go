package evaluate

import (
	"crypto/sha1"
	"math/big"

	"rolecall/classify"
	"rolecall/lexicon"
)

// An Example is a posting to learn from or to measure with.
type Example struct {
	ID       string
	Employer string // lower case; "" where unknown
	Source   string
	Words    int
	Title    classify.TitleReading
	Titled   string          // the title's own words
	Marks    []classify.Mark // what the lexicon finds in it

	// Label is what a person said that the body describes; "" where nobody
	// did. Such a posting can still teach what its title says of it.
	Label lexicon.Role
	Sure  float64 // how sure that person was, 0 to 1; 0 means not stated
}

// group is what must not stand on both sides of a fold: the employer, or the
// posting itself where it has none.
func (e *Example) group() string {
	if e.Employer != "" {
		return e.Employer
	}
	return e.ID
}

// Fold returns the fold of the example: SHA-1 of its employer (its id, where
// it has none) as an integer, modulo folds. Other tools use the same rule, so
// that figures can be compared.
func (e *Example) Fold(folds int) int {
	sum := sha1.Sum([]byte(e.group()))
	n := new(big.Int).SetBytes(sum[:])
	return int(n.Mod(n, big.NewInt(int64(folds))).Int64())
}

// Labelled returns the examples that a person labelled.
func Labelled(examples []Example) []Example {
	var out []Example
	for _, e := range examples {
		if e.Label != "" {
			out = append(out, e)
		}
	}
	return out
}
