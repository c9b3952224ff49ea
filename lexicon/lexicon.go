package lexicon

import "slices"

// A Lexicon is a compiled set of concepts. It is safe for concurrent use.
type Lexicon struct {
	Concepts []Concept
	Aspects  []Aspect
	Sources  []Source
	Titles   TitleGrammar
	Hash     string // of all data files, in hex

	names      map[Role]string
	words      wordRules
	vocab      *vocabulary
	grammar    grammar
	patterns   []patternRef
	conditions []condition // what patterns ask; the first asks nothing
	asks       []int32     // by pattern: its condition
	cues       []cue       // by pattern, behind those of concepts
	voices     []voiceRule
	matcher    *automaton
	openings   *automaton // of sentences, for their voices
	mentions   *mentionFinder
	readers    readers
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
		Concepts: slices.Clone(c.Concepts), Aspects: slices.Clone(c.Aspects), Sources: slices.Clone(c.Sources),
		Titles: c.Titles, Hash: c.Hash, names: c.Roles.names(), words: c.Words, voices: c.Voices,
		matcher: &t.Matcher, openings: &t.Openings, conditions: t.Conditions, asks: t.Asks, cues: t.Cues,
	}
	for i := range l.Aspects {
		l.Aspects[i].set = setOf(l.Aspects[i].Concepts)
	}
	l.words.index()
	l.vocab = newVocabulary(&l.words, t.Stems)
	l.grammar = newGrammar(l.vocab)
	l.patterns = make([]patternRef, 0, len(t.Asks))
	for ci := range l.Concepts {
		for pi := range l.Concepts[ci].Patterns {
			l.patterns = append(l.patterns, patternRef{int32(ci), int32(pi)})
		}
	}
	l.mentions = newMentionFinder(&c.Roles.Mentions, l.vocab)
	l.Titles.index(t)
	return l
}
