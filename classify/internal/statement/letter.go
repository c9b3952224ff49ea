package statement

import "rolecall/lexicon"

// A Letter says for which role a statement speaks. Its value is a place in a
// Vector.
type Letter int

// The letters, in their order.
const (
	Delivery    Letter = iota // T: technical program management
	Product                   // P: product management
	Depth                     // K: technical depth of product work
	People                    // E: engineering management
	Other                     // X: another job's own work
	NumLetters  = int(iota)
	LetterNames = "TPKEX" // by value
)

// LetterOf returns the letter that marks what a role alone does.
func LetterOf(r lexicon.Role) Letter {
	switch r {
	case lexicon.PM:
		return Product
	case lexicon.PMT:
		return Depth
	case lexicon.EM:
		return People
	case lexicon.None:
		return Other
	}
	return Delivery
}

// Speaks reports whether a statement with a letter can speak for a role. What
// product managers do, technical product managers do as well, and their
// technical depth is product work.
func (l Letter) Speaks(r lexicon.Role) bool {
	product := r == lexicon.PM || r == lexicon.PMT
	return LetterOf(r) == l || product && (l == Product || l == Depth)
}

// A Vector has a value for each letter.
type Vector [NumLetters]float64

func (v *Vector) add(w *Vector) {
	for i := range v {
		v[i] += w[i]
	}
}
