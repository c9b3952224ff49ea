package lexicon

import (
	"slices"

	"rolecall/lexicon/internal/match"
	"rolecall/lexicon/internal/words"
)

// A Lexicon is a compiled set of concepts. It is safe for concurrent use.
type Lexicon struct {
	Concepts []Concept
	Aspects  []Aspect
	Sources  []Source
	Titles   TitleGrammar
	Hash     string // of all data files, in hex

	names      map[Role]string
	words      words.Rules
	vocab      *words.Vocabulary
	grammar    match.Grammar
	patterns   []patternRef
	conditions []match.Condition // what patterns ask; the first asks nothing
	asks       []int32           // by pattern: its condition
	openers    *match.Openers    // of the parts of conditions
	cues       []cue             // by pattern, behind those of concepts
	voices     []voiceRule
	matcher    *match.Automaton
	openings   *match.Automaton // of sentences, for their voices
	mentions   *words.MentionFinder
	memo       *words.Memo // of the words that readers split
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
		matcher: &t.Matcher, openings: &t.Openings, conditions: t.Conditions, openers: t.Openers, asks: t.Asks, cues: t.Cues, grammar: t.Grammar,
	}
	for i := range l.Aspects {
		l.Aspects[i].set = words.SetOf(l.Aspects[i].Concepts)
	}
	l.words.Index()
	l.vocab = words.NewVocabulary(&l.words, t.Stems)
	l.patterns = make([]patternRef, 0, len(t.Asks))
	for ci := range l.Concepts {
		for pi := range l.Concepts[ci].Patterns {
			l.patterns = append(l.patterns, patternRef{int32(ci), int32(pi)})
		}
	}
	l.mentions = words.NewMentionFinder(&c.Roles.Mentions, t.Classes)
	l.memo = words.NewMemo()
	l.Titles.index(t)
	return l
}
