package match

import (
	"cmp"
	"slices"

	"rolecall/lexicon/internal/words"
)

// Openers are the words by which parts of conditions may begin, side by side,
// so that to look for them is to read a few numbers that stand together. They
// do not change once they are built.
type Openers struct {
	Parts []int32 // by condition: the number of its first part; one more for the end
	Words []int32 // by part: where its words begin in Of; one more for the end
	Of    []int32
}

// NewOpeners returns the openers of conditions. Of a condition those parts come
// first that few words may begin, which are the least likely to be there.
func NewOpeners(conditions []Condition) *Openers {
	o := &Openers{Parts: make([]int32, 1, len(conditions)+1), Words: make([]int32, 1)}
	for i := range conditions {
		firsts := make([][]int32, len(conditions[i].Parts))
		for k := range firsts {
			for _, seq := range conditions[i].Parts[k].Words {
				firsts[k] = append(firsts[k], seq[0])
			}
			slices.Sort(firsts[k])
			firsts[k] = slices.Compact(firsts[k])
		}
		slices.SortStableFunc(firsts, func(a, b []int32) int { return cmp.Compare(len(a), len(b)) })
		for _, words := range firsts {
			o.Of = append(o.Of, words...)
			o.Words = append(o.Words, int32(len(o.Of)))
		}
		o.Parts = append(o.Parts, int32(len(o.Words)-1))
	}
	return o
}

// Clauses knows which words stand in the clause that was asked for last. Of
// twelve matches whose patterns ask for more in their clause, it refuses
// eleven. It is not safe for concurrent use.
type Clauses struct {
	*Openers
	begin, end int     // of the clause, in tokens
	seen       []int32 // by word: the clause that it was seen in last
	number     int32   // of the clause
}

// NewClauses returns one for the words of a vocabulary.
func NewClauses(o *Openers, v *words.Vocabulary) *Clauses {
	return &Clauses{Openers: o, seen: make([]int32, v.Size())}
}

// Reset makes c ready for another text.
func (c *Clauses) Reset() { c.begin, c.end = 0, 0 }

// Hold tells whether the clause of token i has a word with which each part of a
// condition may begin.
func (c *Clauses) Hold(condition int32, toks []words.Token, i int) bool {
	first, end := c.Parts[condition], c.Parts[condition+1]
	if first == end {
		return true
	}
	if i < c.begin || i >= c.end {
		c.read(toks, i)
	}
	for ; first < end; first++ {
		if !c.hasOne(c.Of[c.Words[first]:c.Words[first+1]]) {
			return false
		}
	}
	return true
}

// hasOne tells whether one of some words stands in the clause.
func (c *Clauses) hasOne(words []int32) bool {
	for _, w := range words {
		if c.seen[w] == c.number {
			return true
		}
	}
	return false
}

// read notes the words of the clause of token i.
func (c *Clauses) read(toks []words.Token, i int) {
	if c.number++; c.number < 0 { // after two billion clauses
		clear(c.seen)
		c.number = 1
	}
	for c.begin = i; c.begin > 0 && toks[c.begin].Marks&(words.Breaks|words.Clause) == 0; c.begin-- {
		c.seen[toks[c.begin].Word] = c.number
	}
	c.seen[toks[c.begin].Word] = c.number
	for c.end = i + 1; c.end < len(toks) && toks[c.end].Marks&(words.Breaks|words.Clause) == 0; c.end++ {
		c.seen[toks[c.end].Word] = c.number
	}
}
