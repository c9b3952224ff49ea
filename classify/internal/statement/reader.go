package statement

// A Reader reads the statements of a posting: each by itself, then among the
// others.
type Reader struct {
	Alone  Alone
	Rounds []Round

	// Least is the probability from which on a statement bears a letter.
	Least Vector
}

// Read returns, for each statement, the probability of each letter among the
// others, and the logarithm of its odds by itself.
func (r *Reader) Read(statements []Statement) (among, alone []Vector) {
	alone = make([]Vector, len(statements))
	for i := range statements {
		alone[i] = r.Alone.read(&statements[i])
	}
	among = alone
	for i := range r.Rounds {
		among = r.Rounds[i].Again(among)
	}
	return probabilities(among), alone
}

func probabilities(logits []Vector) []Vector {
	out := make([]Vector, len(logits))
	for i := range logits {
		for l, x := range logits[i] {
			out[i][l] = Probability(x)
		}
	}
	return out
}

// Letters returns the letters that a statement bears, likeliest first, "" for
// none.
func (r *Reader) Letters(p *Vector) string {
	best, next := -1, -1
	for l := range p {
		switch {
		case p[l] < r.Least[l]:
		case best < 0 || p[l] > p[best]:
			best, next = l, best
		case next < 0 || p[l] > p[next]:
			next = l
		}
	}
	switch {
	case best < 0:
		return ""
	case next < 0:
		return LetterNames[best : best+1]
	}
	return string([]byte{LetterNames[best], LetterNames[next]})
}
