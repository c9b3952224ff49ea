package lexicon

import "slices"

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
	readers  readers
}

// patternRef says which pattern of which concept a number stands for.
type patternRef struct{ concept, pattern int32 }

// RoleName returns the full name of a role.
func (l *Lexicon) RoleName(r Role) string { return l.names[r] }

// compile makes a lexicon of what its files say, which it leaves as it is. The
// error joins the faults of patterns.
func compile(c *contents) (*Lexicon, error) {
	t, err := c.tables()
	if err != nil {
		return nil, err
	}
	return newLexicon(c, t), nil
}

// newLexicon makes a lexicon of what its files say and the tables of that,
// both of which it leaves as they are.
func newLexicon(c *contents, t *tables) *Lexicon {
	l := &Lexicon{
		Concepts: slices.Clone(c.concepts), Aspects: slices.Clone(c.aspects), Sources: slices.Clone(c.sources),
		Titles: c.titles, Hash: c.hash, names: c.roles.names(), words: c.words, matcher: &t.matcher,
	}
	for i := range l.Aspects {
		l.Aspects[i].set = setOf(l.Aspects[i].Concepts)
	}
	l.words.index()
	l.vocab = newVocabulary(&l.words, t.stems)
	l.patterns = make([]patternRef, 0, len(t.matcher.accepts))
	for ci := range l.Concepts {
		for pi := range l.Concepts[ci].Patterns {
			l.patterns = append(l.patterns, patternRef{int32(ci), int32(pi)})
		}
	}
	l.mentions = newMentionFinder(&c.roles.Mentions, l.vocab)
	l.Titles.index(t)
	return l
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
	r := l.reader()
	defer l.readers.put(r)
	toks, starts := r.split.split(text)
	out := Reading{Text: text, Words: len(toks), sentences: slices.Clone(starts)}
	r.mentions = l.mentions.mask(r.mentions[:0], text, toks)
	out.Mentions = append(out.Mentions, r.mentions...)
	out.Hits = append(out.Hits, l.hits(toks, r)...)
	return out
}

// hits collects the matches: of one concept the leftmost, and of those that
// begin together the longest; a match inside an earlier one of the same
// concept says nothing new. The hits are valid until the reader's next text.
func (l *Lexicon) hits(toks []token, r *reader) []Hit {
	r.hits = r.hits[:0]
	clear(r.covered)
	r.walk.toks = toks
	for i := range toks {
		if !r.walk.begins(i) {
			continue
		}
		first := len(r.hits)
		for _, m := range r.walk.from(i) {
			ref := l.patterns[m.pattern]
			hit := Hit{int(ref.concept), int(ref.pattern), int(toks[i].start), int(toks[m.last].end)}
			switch end := r.covered[ref.concept]; {
			case int32(i) >= end:
				r.hits = append(r.hits, hit)
			case m.last >= end:
				// Longer than the one from the same start?
				k := slices.IndexFunc(r.hits[first:], func(h Hit) bool { return h.Concept == hit.Concept })
				if k < 0 {
					continue
				}
				r.hits[first+k] = hit
			default:
				continue
			}
			r.covered[ref.concept] = m.last + 1
		}
		sortHits(r.hits[first:])
	}
	return r.hits
}

func sortHits(hits []Hit) {
	// Few hits begin at one token: insertion sort, by concept.
	for i := 1; i < len(hits); i++ {
		for j := i; j > 0 && hits[j].Concept < hits[j-1].Concept; j-- {
			hits[j], hits[j-1] = hits[j-1], hits[j]
		}
	}
}
