package statement

// A Reader reads the statements of a posting: each by itself, then among the
// others.
type Reader struct {
	Alone  Alone
	Rounds []Round

	// Least is the probability from which on a statement bears a letter.
	Least Vector
}

// Read returns, for each statement, the probability of each letter.
func (r *Reader) Read(statements []Statement) []Vector {
	v := make([]Vector, len(statements))
	for i := range statements {
		v[i] = r.Alone.read(&statements[i])
	}
	for i := range r.Rounds {
		v = r.Rounds[i].Again(v)
	}
	for i := range v {
		for l := range v[i] {
			v[i][l] = Probability(v[i][l])
		}
	}
	return v
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
