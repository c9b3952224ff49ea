package lexicon

import (
	"fmt"
	"sync"
)

// A Lexicon is a compiled set of concepts. It is safe for concurrent use.
type Lexicon struct {
	Concepts []Concept
	Aspects  []Aspect
	Sources  []Source
	Titles   TitleGrammar
	Hash     string // of all data files, in hex

	names    map[Role]string
	words    wordRules
	vocab    *vocabulary
	patterns []patternRef
	matcher  *automaton
	mentions *mentionFinder
	readers  sync.Pool // of *reader
}

// patternRef says which pattern of which concept a number stands for.
type patternRef struct{ concept, pattern int }

// RoleName returns the full name of a role.
func (l *Lexicon) RoleName(r Role) string { return l.names[r] }

// compile builds the automaton. It returns the faults of patterns.
func (l *Lexicon) compile(mentions *mentionRules) (errs []error) {
	l.vocab = &vocabulary{rules: &l.words, ids: map[string]int32{}}
	l.mentions = newMentionFinder(mentions, l.vocab)
	b := newBuilder(l.vocab)
	for ci := range l.Concepts {
		c := &l.Concepts[ci]
		for pi, p := range c.Patterns {
			elements, err := parsePattern(p.Text, &l.words)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s:%d: pattern %q of %s: %w", c.File, p.Line, p.Text, c.ID, err))
				continue
			}
			b.add(int32(len(l.patterns)), elements)
			l.patterns = append(l.patterns, patternRef{ci, pi})
		}
	}
	if err := l.Titles.compile(l.vocab); err != nil {
		errs = append(errs, err)
	}
	l.matcher = b.finish()
	l.mentions.finish(l.vocab)
	l.readers.New = func() any {
		return &reader{newSplitter(l.vocab), newWalker(l.matcher), newWalker(l.Titles.levels.automaton), newWalker(l.Titles.readings.automaton)}
	}
	return errs
}

// A reader is the working memory of reading texts.
type reader struct {
	split                *splitter
	walk, levels, titles *walker
}

// A Hit is a place in a text that says a concept.
type Hit struct {
	Concept int // index into Lexicon.Concepts
	Pattern int // index into the concept's Patterns
	Start   int // bytes in the text
	End     int
}

// A Reading is what the lexicon finds in a text.
type Reading struct {
	Text     string
	Words    int       // compared words
	Hits     []Hit     // by start, then by concept; of one concept, no two overlap
	Mentions []Mention // names of roles, by start

	sentences []int32 // where each begins
}

// Read finds the concepts and the mentions of roles in a text. Words of a
// mention are no part of a hit.
func (l *Lexicon) Read(text string) Reading {
	r := l.readers.Get().(*reader)
	defer l.readers.Put(r)
	toks := r.split.split(text)
	out := Reading{Text: text, Words: len(toks), sentences: sentenceStarts(toks)}
	out.Mentions = l.mentions.mask(text, toks)
	out.Hits = l.hits(toks, r.walk)
	return out
}

// hits collects the matches: of one concept the leftmost, and of those that
// begin together the longest; a match inside an earlier one of the same
// concept says nothing new.
func (l *Lexicon) hits(toks []token, w *walker) []Hit {
	var hits []Hit
	covered := make([]int, len(l.Concepts)) // by concept: the end of its last hit, in tokens
	for i := range toks {
		first := len(hits)
		w.from(toks, i, func(p int32, last int) {
			ref := l.patterns[p]
			if end := covered[ref.concept]; i < end {
				// Longer than the one from the same start?
				for k := first; k < len(hits) && last >= end; k++ {
					if hits[k].Concept == ref.concept {
						hits[k].Pattern, hits[k].End = ref.pattern, int(toks[last].end)
						covered[ref.concept] = last + 1
					}
				}
				return
			}
			covered[ref.concept] = last + 1
			hits = append(hits, Hit{ref.concept, ref.pattern, int(toks[i].start), int(toks[last].end)})
		})
		sortHits(hits[first:])
	}
	return hits
}

func sortHits(hits []Hit) {
	// Few hits begin at one token: insertion sort, by concept.
	for i := 1; i < len(hits); i++ {
		for j := i; j > 0 && hits[j].Concept < hits[j-1].Concept; j-- {
			hits[j], hits[j-1] = hits[j-1], hits[j]
		}
	}
}
