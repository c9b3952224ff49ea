package statement

// A Reader reads the statements of a posting: each by itself, then among the
// others.
type Reader struct {
	Alone  Alone
	Rounds []Round

	// Least is the probability from which on a statement bears a letter.
	Least Vector
}

// Read returns, for each statement, the probability of each letter by itself,
// which is what adds up to the posting, and among the others, which is what it
// is said to bear: a sum of what the others have a part in would count them
// twice.
func (r *Reader) Read(statements []Statement) (alone, among []Vector) {
	logits := r.readAlone(statements)
	alone = Probabilities(logits)
	among = alone
	for i := range r.Rounds {
		logits = r.Rounds[i].Again(logits, among)
		among = Probabilities(logits)
	}
	return alone, among
}

// ReadAlone returns, for each statement, the probability of each letter by
// itself.
func (r *Reader) ReadAlone(statements []Statement) []Vector {
	return Probabilities(r.readAlone(statements))
}

func (r *Reader) readAlone(statements []Statement) (logits []Vector) {
	logits = make([]Vector, len(statements))
	for i := range statements {
		logits[i] = r.Alone.read(&statements[i])
	}
	return logits
}

// Probabilities returns those of logarithms of odds.
func Probabilities(logits []Vector) []Vector {
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
