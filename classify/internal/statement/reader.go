package statement

import "slices"

// A Reader reads the statements of a posting: each by itself, then among the
// others.
type Reader struct {
	Alone  Alone
	Rounds []Round

	// Least is the probability from which on a statement bears a letter.
	Least Vector
}

// A Reading is what a Reader and a Sum make of a posting, whose memory they use
// again: a posting after another takes none.
type Reading struct {
	// Alone is the probability of each letter of each statement by itself, which
	// is what adds up to the posting, and Among that among the others, which is
	// what it is said to bear: a sum of what the others have a part in would count
	// them twice.
	Alone, Among []Vector
	Shares       []Share // what each statement adds

	logits, again []Vector
	concepts      []ConceptWorth
	times         [][NumZones]uint8 // by concept
	parts         []wordPart
	counts        []uint8 // by word; all 0 between postings
}

// Read reads the statements of a posting.
func (r *Reader) Read(out *Reading, statements []Statement) {
	out.logits = r.appendAlone(out.logits[:0], statements)
	out.Alone = appendProbabilities(out.Alone[:0], out.logits)
	out.Among = append(out.Among[:0], out.Alone...)
	for i := range r.Rounds {
		out.again = r.Rounds[i].appendAgain(out.again[:0], out.logits, out.Among)
		out.logits, out.again = out.again, out.logits
		out.Among = appendProbabilities(out.Among[:0], out.logits)
	}
}

// ReadAlone returns, for each statement, the probability of each letter by
// itself.
func (r *Reader) ReadAlone(statements []Statement) []Vector {
	return Probabilities(r.appendAlone(nil, statements))
}

func (r *Reader) appendAlone(logits []Vector, statements []Statement) []Vector {
	logits = slices.Grow(logits, len(statements))
	for i := range statements {
		logits = append(logits, r.Alone.read(&statements[i]))
	}
	return logits
}

// Probabilities returns those of logarithms of odds.
func Probabilities(logits []Vector) []Vector { return appendProbabilities(nil, logits) }

func appendProbabilities(out, logits []Vector) []Vector {
	out = slices.Grow(out, len(logits))
	for i := range logits {
		var p Vector
		for l, x := range logits[i] {
			p[l] = Probability(x)
		}
		out = append(out, p)
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
