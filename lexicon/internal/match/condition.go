package match

import (
	"slices"

	"rolecall/lexicon/internal/words"
)

// A Condition is what a pattern asks of the words around a match.
type Condition struct {
	Verb   bool // ^: it begins in a verb's place
	Ends   bool // $: it ends its phrase
	Denies bool // it says a denial itself

	Before, After [][]int32 // !: words that may not stand directly before and after
	Parts         []part    // &: what stands in the same clause, in any order
}

// Condition returns what a pattern asks, with its words in a vocabulary.
func (p *Pattern) Condition(v *words.Vocabulary) Condition {
	c := Condition{Verb: p.verb, Ends: p.ends, Denies: p.denies, Before: v.Sequences(p.before), After: v.Sequences(p.after)}
	for _, x := range p.Parts {
		part := part{Verb: x.verb, Ends: x.ends, Words: v.Sequences(ways(x.Elements))}
		for _, seq := range part.Words {
			part.Firsts |= wordBit(seq[0])
		}
		c.Parts = append(c.Parts, part)
	}
	return c
}

// AsksNothing tells whether a pattern is only its words.
func (p *Pattern) AsksNothing() bool {
	return !p.verb && !p.ends && len(p.before)+len(p.after)+len(p.Parts) == 0
}

// Empty tells whether nothing is asked.
func (c *Condition) Empty() bool {
	return !c.Verb && !c.Ends && !c.Denies && len(c.Before)+len(c.After)+len(c.Parts) == 0
}

// A part is one of the things that a pattern asks to stand in one clause.
type part struct {
	Verb, Ends bool
	Words      [][]int32 // ways of saying it
	Firsts     uint64    // a bit for each word that one of them begins with, as in a state
}

// maxClause is how many words to either side of a match belong to its clause at
// most: few clauses are longer, and a text without punctuation is one.
const maxClause = 40

// maxSpan is how many words the last of the things that a pattern asks for in a
// clause may stand behind the first: what is further away belongs to another
// phrase.
const maxSpan = 15

// Meets tells whether a match from token first to last is as c asks, and
// returns the place of all that belongs to it.
//
// What c asks of the clause is told sooner by Clauses, where that is no.
func (g *Grammar) Meets(c *Condition, toks []words.Token, first, last int) (from, to int, ok bool) {
	if c.Verb && !g.inDutysPlace(toks, first) || c.Ends && !g.endsItsPhrase(toks, last) {
		return 0, 0, false
	}
	for _, seq := range c.After {
		if follow(toks[last+1:], seq) {
			return 0, 0, false
		}
	}
	for _, seq := range c.Before {
		if n := len(seq); first >= n && toks[first].Marks&(words.Breaks|words.Clause|words.Comma) == 0 && startWith(toks[first-n:], seq) {
			return 0, 0, false
		}
	}
	if len(c.Parts) == 0 {
		return first, last, true
	}
	return g.together(c.Parts, toks, first, last)
}

// follow tells whether a sequence begins toks, which no punctuation parts from what
// is before them.
func follow(toks []words.Token, seq []int32) bool {
	return len(toks) > 0 && toks[0].Marks&(words.Breaks|words.Clause|words.Comma) == 0 && startWith(toks, seq)
}

// startWith tells whether toks begin with a sequence of words, in one sentence.
func startWith(toks []words.Token, seq []int32) bool {
	if len(toks) < len(seq) {
		return false
	}
	for i, w := range seq {
		if toks[i].Word != w || i > 0 && toks[i].Marks&words.Breaks != 0 {
			return false
		}
	}
	return true
}

// together finds the parts in the clause of a match, each at the place nearest
// to it where no other part stands, and returns the place of all.
func (g *Grammar) together(parts []part, toks []words.Token, first, last int) (from, to int, ok bool) {
	begin, end := first, last+1
	for begin > 0 && first-begin < maxSpan && toks[begin].Marks&(words.Breaks|words.Clause) == 0 {
		begin--
	}
	for end < len(toks) && end-last < maxSpan && toks[end].Marks&(words.Breaks|words.Clause) == 0 {
		end++
	}
	from, to = first, last
	taken := append(make([][2]int, 0, 8), [2]int{first, last})
	for i := range parts {
		at, found := g.nearest(&parts[i], toks[:end], begin, taken)
		if !found {
			return 0, 0, false
		}
		taken = append(taken, at)
		from, to = min(from, at[0]), max(to, at[1])
	}
	return from, to, to-from <= maxSpan
}

// nearest returns the place of a part in toks[begin:] that is nearest to the
// first of those taken, and overlaps none of them.
func (g *Grammar) nearest(p *part, toks []words.Token, begin int, taken [][2]int) (at [2]int, found bool) {
	best := 0
	for i := begin; i < len(toks); i++ {
		if p.Firsts&wordBit(toks[i].Word) == 0 {
			continue // nearly always
		}
		for _, seq := range p.Words {
			if seq[0] != toks[i].Word || !startWith(toks[i:], seq) {
				continue
			}
			x := [2]int{i, i + len(seq) - 1}
			if slices.ContainsFunc(taken, func(t [2]int) bool { return x[0] <= t[1] && t[0] <= x[1] }) ||
				p.Verb && !g.inDutysPlace(toks, x[0]) || p.Ends && !g.endsItsPhrase(toks, x[1]) {
				continue
			}
			if d := max(taken[0][0]-x[1], x[0]-taken[0][1]); !found || d < best {
				at, best, found = x, d, true
			}
		}
	}
	return at, found
}
