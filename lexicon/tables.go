package lexicon

import (
	"errors"
	"fmt"

	"rolecall/lexicon/internal/match"
	"rolecall/lexicon/internal/words"
)

// tables are what takes long to make of the files of a lexicon, and all else is
// quickly made of: the words of all patterns, and the automata that find them.
type tables struct {
	Hash                      string            // of the files
	Stems                     []string          // the vocabulary, from word 1
	Conditions                []match.Condition // what patterns ask; the first asks nothing
	Openers                   *match.Openers    // of the parts of conditions
	Asks                      []int32           // by pattern of Matcher and Openings: its condition
	Grammar                   match.Grammar
	Classes                   []words.MentionClass // by word
	Cues                      []cue                // by pattern behind those of concepts
	Matcher, Levels, Readings match.Automaton
	Openings                  match.Automaton // of voices: what sentences begin with
}

// tables makes the tables of a lexicon. The error joins the faults of patterns.
func (c *contents) tables() (*tables, error) {
	rules := c.Words
	rules.Index()
	n := 0
	for i := range c.Concepts {
		n += len(c.Concepts[i].Patterns)
	}
	v, parser := words.NewVocabulary(&rules, nil), match.NewParser(&rules, n)
	c.Roles.Mentions.Words(&rules, func(stem string, _ words.MentionClass) { v.Add(stem) })
	matcher, levels, readings, openings := match.NewBuilder(v, n), match.NewBuilder(v, 0), match.NewBuilder(v, 0), match.NewBuilder(v, 0)
	t := &tables{Hash: c.Hash, Conditions: make([]match.Condition, 1)}
	errs := []error{
		rules.VisitKinds(func(stem, next string, _ words.Kind) {
			v.Add(stem)
			if next != "" {
				v.Add(next)
			}
		}),
		t.addPatterns(c, matcher, openings, parser), c.Titles.addPatterns(levels, readings, parser),
	}
	t.Stems, t.Openers, t.Classes = v.Stems(), match.NewOpeners(t.Conditions), c.Roles.Mentions.Classes(v)
	t.Grammar, _ = match.NewGrammar(v) // an error was found above
	for _, x := range []struct {
		name string
		b    *match.Builder
		a    *match.Automaton
	}{{"concepts", matcher, &t.Matcher}, {"levels", levels, &t.Levels}, {"readings", readings, &t.Readings}, {"voices", openings, &t.Openings}} {
		var err error
		if *x.a, err = x.b.Finish(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", x.name, err))
		}
	}
	return t, errors.Join(errs...)
}

// addPatterns adds the patterns of all concepts and voices, numbered as they
// stand.
func (t *tables) addPatterns(c *contents, b, openings *match.Builder, parser *match.Parser) error {
	var errs []error
	for i := range c.Concepts {
		for _, p := range c.Concepts[i].Patterns {
			parser.Count(p.Text)
		}
	}
	known := map[string]int32{}
	add := func(b *match.Builder, text string) error {
		p, err := parser.Parse(text)
		if err != nil {
			return err
		}
		b.Add(int32(len(t.Asks)), p.Elements)
		t.Asks = append(t.Asks, t.condition(p.Condition(b.Vocab), known))
		return nil
	}
	for i := range c.Concepts {
		x := &c.Concepts[i]
		for _, p := range x.Patterns {
			if err := add(b, p.Text); err != nil {
				errs = append(errs, fmt.Errorf("%s:%d: pattern %q of %s: %w", x.File, p.Line, p.Text, x.ID, err))
			}
		}
	}
	for i := range c.Voices {
		rule, r := int32(i), &c.Voices[i]
		for _, x := range []struct {
			patterns []textYAML
			b        *match.Builder
			place    cuePlace
		}{{r.Begins, openings, begins}, {r.Heads, openings, heads}, {r.Named, openings, named}, {r.Stated, openings, stated}, {r.Holds, b, holds}, {r.Clause, b, clause}} {
			for _, p := range x.patterns {
				if err := add(x.b, p.Text); err != nil {
					errs = append(errs, fmt.Errorf("voice.yaml:%d: %q: %w", p.Line, p.Text, err))
				}
				t.Cues = append(t.Cues, cue{rule, x.place})
			}
		}
	}
	return errors.Join(errs...)
}

// condition returns the number of what a pattern asks.
func (t *tables) condition(c match.Condition, known map[string]int32) int32 {
	if c.Empty() {
		return 0
	}
	key := fmt.Sprint(c)
	n, ok := known[key]
	if !ok {
		n = int32(len(t.Conditions))
		known[key] = n
		t.Conditions = append(t.Conditions, c)
	}
	return n
}
