package classify

import (
	"cmp"
	"slices"
	"strings"

	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

// ByWords is the Evidence.Concept of a statement that speaks for a role by its
// words, without one of the lexicon's concepts.
const ByWords = "by-its-words"

// wordNames name such evidence, by letter.
var wordNames = [statement.NumLetters]string{
	"program delivery, by its words", "product management, by its words", "technical product work, by its words",
	"engineering management, by its words", "another job's work, by its words",
}

// What a statement needs to be evidence: that a reader would say so, too.
const (
	evidenceLeast = 0.15 // probability that it bears a letter of the role
	wordsLeast    = 0.40 // the same, where no concept stands in it
	otherWords    = 0.50 // the same of another job's work
	otherVoice    = 0.6  // the same, where it does not plainly speak of the job
	thinLeast     = 0.08 // of the label's best statements, where there are fewer than minPieces
	labelFirst    = 0.35 // from which on it is cited for the label, even where it says more of another role
	minPieces     = 3
	leastWords    = 5 // of a statement without a concept: "Responsibilities" states nothing, nor does "Message via LinkedIn"
)

// evidence lists what speaks for a role, a phrase each, since one that is
// counted for one thing is not cited for three others, in the order of
// strongestFirst.
func (c *Classifier) evidence(d *dutiesReading, label lexicon.Role) []Evidence {
	d.pieces, d.thin, d.telling = d.pieces[:0], d.thin[:0], d.telling[:0]
	little := saysLittle(d.read.Among)
	for i := range d.statements {
		s := &d.statements[i]
		if s.adds == (vector{}) {
			continue
		}
		letter, p := speaksFor(d, i, label, little)
		if p < thinLeast || p < labelFirst && !letter.Speaks(label) {
			continue // it would be neither
		}
		h := hint{i, letter, c.tellingHits(d, i, letter)}
		least := evidenceLeast
		if len(h.hits) == 0 {
			if !hasFields(d.text.Text[s.Start:s.End], leastWords) {
				continue // a heading
			}
			least = wordsLeast
			if letter == statement.Other {
				least = otherWords
			}
		}
		if s.voice != lexicon.JobVoice {
			least = max(least, otherVoice)
		}
		switch {
		case p >= least:
			d.pieces = c.appendPieces(d.pieces, d, h, label)
		case letter.Speaks(label) && s.voice == lexicon.JobVoice && statement.ZoneOf(s.section) != statement.AsideZone:
			d.thin = append(d.thin, h) // what speaks for the label, but hardly
		}
	}
	if speaking := countFor(d.pieces, label); speaking < minPieces && len(d.thin) > 0 {
		d.pieces = c.appendBest(d.pieces, minPieces-speaking, d, label)
	}
	return strongestFirst(d.pieces)
}

// hasFields tells whether s has n words, parted by white space, at least.
func hasFields(s string, n int) bool {
	for range strings.FieldsSeq(s) {
		if n--; n == 0 {
			return true
		}
	}
	return false
}

// A hint is a statement that would be evidence if it said so plainly enough.
type hint struct {
	statement int
	letter    statement.Letter
	hits      []lexicon.Hit // the most telling
}

// appendBest appends those pieces of thin hints, n at most, that add most to a
// label.
func (c *Classifier) appendBest(out []Evidence, n int, d *dutiesReading, label lexicon.Role) []Evidence {
	var pieces []Evidence
	for _, h := range d.thin {
		pieces = c.appendPieces(pieces, d, h, label)
	}
	pieces = strongestFirst(pieces)
	for i := 0; i < min(n, len(pieces)) && pieces[i].Weight > 0; i++ {
		out = append(out, pieces[i])
	}
	return out
}

// speaksFor is speaks of a statement. Where a posting says little, one that
// says more by itself than among the others is taken by itself.
func speaksFor(d *dutiesReading, i int, label lexicon.Role, little bool) (letter statement.Letter, p float64) {
	letter, p = speaks(&d.read.Among[i], label)
	if little && len(d.seen.statements[i].Concepts) > 0 {
		if l, likely := speaks(&d.read.Alone[i], label); likely > p {
			return l, likely
		}
	}
	return letter, p
}

// strongestFirst returns evidence in order: what adds to the label before what
// does not, of that what states a concept before what speaks by its words alone,
// which readers doubt twice as often, and then by weight.
func strongestFirst(es []Evidence) []Evidence {
	rank := func(e *Evidence) int {
		switch {
		case e.Weight <= 0:
			return 2
		case e.Concept == ByWords:
			return 1
		}
		return 0
	}
	order := make([]int32, len(es)) // evidence itself is too large to be moved about
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(i, j int32) int {
		a, b := &es[i], &es[j]
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Start, b.Start))
	})
	out := make([]Evidence, len(es))
	for i, at := range order {
		out[i] = es[at]
	}
	return out
}

// countFor counts the pieces that speak for a role and add to its score.
func countFor(es []Evidence, role lexicon.Role) (n int) {
	for i := range es {
		if es[i].Role == role && es[i].Weight > 0 {
			n++
		}
	}
	return n
}

// littleSaid is how many statements with a letter are to be expected of a
// posting that says hardly anything, so that it gives none of them a context.
const littleSaid = 2

func saysLittle(letters []statement.Vector) bool {
	said := 0.0
	for i := range letters {
		for _, p := range letters[i] {
			said += p
		}
	}
	return said < littleSaid
}

// speaks returns the letter that a statement bears most likely, and how likely
// it is that it bears one of that letter's role, by the probabilities of its
// letters. Letters of the label come
// before others: where both are there, what speaks for the label is cited.
func speaks(probabilities *statement.Vector, label lexicon.Role) (letter statement.Letter, p float64) {
	none := 1.0 // that no letter of the label is there
	best := [2]statement.Letter{-1, -1}
	for l := range statement.Letter(statement.NumLetters) {
		of := 1
		if l.Speaks(label) {
			of = 0
			none *= 1 - probabilities[l]
		}
		if best[of] < 0 || probabilities[l] > probabilities[best[of]] {
			best[of] = l
		}
	}
	if other := best[1]; other >= 0 && probabilities[other] > 1-none && 1-none < labelFirst {
		return other, probabilities[other]
	}
	return best[0], 1 - none
}

// bytesAPiece is the length of a statement for which it is cited once more: a
// long sentence is a list of duties.
const bytesAPiece = 160

// appendPieces appends the evidence of a statement: its most telling hits, or
// its words where there are none. What it adds by speaking for their role is
// shared out among them.
func (c *Classifier) appendPieces(out []Evidence, d *dutiesReading, of hint, label lexicon.Role) []Evidence {
	first, text, s := len(out), d.text.Text, &d.statements[of.statement]
	for _, h := range of.hits {
		concept := &c.lex.Concepts[h.Concept]
		from, to := d.text.Quote(h)
		out = append(out, Evidence{
			Concept: concept.ID, Name: concept.Name, Documents: c.concepts[h.Concept].documents,
			Start: h.Start, End: h.End, Sentence: text[from:to],
		})
	}
	if len(of.hits) == 0 {
		end := s.Start + wholeWords(text[s.Start:s.End], maxQuote)
		out = append(out, Evidence{Concept: ByWords, Name: wordNames[of.letter], Documents: []string{}, Start: s.Start, End: end, Sentence: text[s.Start:end]})
	}
	role := roleOf(of.letter, label)
	rest := addsFor(&d.read.Shares[of.statement], role)
	for i := first; i < len(out); i++ {
		e := &out[i]
		e.Role, e.Zone, e.Text = role, s.section, text[e.Start:e.End]
		e.adds = rest.scale(1 / float64(len(out)-i)).thousandths()
		rest = rest.add(e.adds.scale(-1)).thousandths()
		e.Weight = e.adds[label.Index()]
	}
	return out
}

// addsFor returns what a statement's share adds to the score of each role by
// speaking for one: by that role's letters, and by its concepts. What else it
// says is not what it is cited for: one of hiring engineers that asks for code as
// well speaks for engineering management, if for less of it.
func addsFor(share *statement.Share, role lexicon.Role) vector {
	v := vector(share.Concepts)
	for l := range statement.Letter(statement.NumLetters) {
		if l.Speaks(role) {
			v = v.add(vector(share.Letters[l]))
		}
	}
	return v.thousandths()
}

// roleOf is the role that a letter speaks for: of product work the label's,
// where that is product management of either kind, since what product managers
// do technical ones do as well.
func roleOf(l statement.Letter, label lexicon.Role) lexicon.Role {
	if l.Speaks(label) {
		return label
	}
	for _, r := range roles {
		if statement.LetterOf(r) == l {
			return r
		}
	}
	return lexicon.None
}

// tellingHits returns the hits of a statement whose concepts say most for a
// letter among those that speak for it, none over another, and one for each
// bytesAPiece at most.
func (c *Classifier) tellingHits(d *dutiesReading, i int, letter statement.Letter) []lexicon.Hit {
	s, first := &d.text.Statements[i], len(d.telling)
	for _, h := range d.text.Hits[s.FirstHit:s.EndHit] {
		if h.Voice == lexicon.JobVoice && c.concepts[h.Concept].letters[letter] {
			d.telling = append(d.telling, h)
		}
	}
	out, most := d.telling[first:len(d.telling):len(d.telling)], 1+(s.End-s.Start)/bytesAPiece
	weight := func(h *lexicon.Hit) float64 { return c.model.reader.Alone.Concepts[h.Concept][letter] }
	slices.SortStableFunc(out, func(a, b lexicon.Hit) int { return cmp.Compare(weight(&b), weight(&a)) })
	n := 0
	for _, h := range out {
		if n < most && !slices.ContainsFunc(out[:n], func(o lexicon.Hit) bool {
			return h.Start < o.End && o.Start < h.End || h.Concept == o.Concept
		}) {
			out[n] = h
			n++
		}
	}
	return out[:n]
}

// maxQuote is how many bytes of a statement without a concept are quoted.
const maxQuote = 400

// wholeWords returns how many bytes of s are its whole words within a limit.
func wholeWords(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	if n := strings.LastIndexByte(s[:limit], ' '); n > 0 {
		return n
	}
	for limit > 0 && s[limit]&0xC0 == 0x80 {
		limit--
	}
	return limit
}

// conceptFacts are what results say of a concept, whatever the posting.
type conceptFacts struct {
	documents []string                   // that attest it; never nil
	aspects   []bool                     // by the index of the aspect: whether it is read from the concept
	strength  float64                    // what its strength weighs
	letters   [statement.NumLetters]bool // that its roles are marked by
}

func conceptFactsOf(lex *lexicon.Lexicon) []conceptFacts {
	facts := make([]conceptFacts, len(lex.Concepts))
	for i := range lex.Concepts {
		concept, f := &lex.Concepts[i], &facts[i]
		f.documents = append([]string{}, concept.Documents()...)
		f.strength = strengthWeight[concept.Strength]
		for l := range f.letters {
			f.letters[l] = slices.ContainsFunc(concept.SpeaksFor, statement.Letter(l).Speaks)
		}
		f.aspects = make([]bool, len(lex.Aspects))
		for a := range lex.Aspects {
			f.aspects[a] = lex.Aspects[a].Has(concept.ID)
		}
	}
	return facts
}
