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

// letterOfRole has the letter by which a role is marked, in the order of
// lexicon.Roles.
var letterOfRole = map[lexicon.Role]Letter{lexicon.TPM: Delivery, lexicon.PM: Product, lexicon.PMT: Depth, lexicon.EM: People, lexicon.None: Other}

// LetterOf returns the letter that marks what a role alone does.
func LetterOf(r lexicon.Role) Letter { return letterOfRole[r] }

// Speaks reports whether a statement with a letter can speak for a role. What
// product managers do, technical product managers do as well, and their
// technical depth is product work.
func (l Letter) Speaks(r lexicon.Role) bool {
	product := r == lexicon.PM || r == lexicon.PMT
	return letterOfRole[r] == l || product && (l == Product || l == Depth)
}

// A Vector has a value for each letter.
type Vector [NumLetters]float64

func (v *Vector) add(w *Vector) {
	for i := range v {
		v[i] += w[i]
	}
}
