package lexicon

import (
	"errors"
	"fmt"
	"slices"
)

// tables are what takes long to make of the files of a lexicon, and all else is
// quickly made of: the words of all patterns, and the automata that find them.
type tables struct {
	Hash                      string      // of the files
	Stems                     []string    // the vocabulary, from word 1
	Conditions                []condition // what patterns ask; the first asks nothing
	Asks                      []int32     // by pattern of Matcher and Openings: its condition
	Cues                      []cue       // by pattern behind those of concepts
	Matcher, Levels, Readings automaton
	Openings                  automaton // of voices: what sentences begin with
}

// tables makes the tables of a lexicon. The error joins the faults of patterns.
func (c *contents) tables() (*tables, error) {
	rules := c.Words
	rules.index()
	n := 0
	for i := range c.Concepts {
		n += len(c.Concepts[i].Patterns)
	}
	v, parser := newVocabulary(&rules, nil), newPatternParser(&rules, n)
	c.Roles.Mentions.words(&rules, func(stem string, _ mentionClass) { v.add(stem) })
	matcher, levels, readings, openings := newBuilder(v, n), newBuilder(v, 0), newBuilder(v, 0), newBuilder(v, 0)
	t := &tables{Hash: c.Hash, Conditions: make([]condition, 1)}
	errs := []error{
		rules.visitKinds(func(stem, next string, _ kind) {
			v.add(stem)
			if next != "" {
				v.add(next)
			}
		}),
		t.addPatterns(c, matcher, openings, parser), c.Titles.addPatterns(levels, readings, parser),
	}
	t.Stems = v.stems()
	for _, x := range []struct {
		name string
		b    *builder
		a    *automaton
	}{{"concepts", matcher, &t.Matcher}, {"levels", levels, &t.Levels}, {"readings", readings, &t.Readings}, {"voices", openings, &t.Openings}} {
		var err error
		if *x.a, err = x.b.finish(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", x.name, err))
		}
	}
	return t, errors.Join(errs...)
}

// addPatterns adds the patterns of all concepts and voices, numbered as they
// stand.
func (t *tables) addPatterns(c *contents, b, openings *builder, parser *patternParser) error {
	var errs []error
	known := map[string]int32{}
	add := func(b *builder, text string) error {
		p, err := parser.parse(text)
		if err != nil {
			return err
		}
		b.add(int32(len(t.Asks)), p.elements)
		t.Asks = append(t.Asks, t.condition(&p, b.vocab, known))
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
		fail := func(p textYAML, err error) {
			if err != nil {
				errs = append(errs, fmt.Errorf("voice.yaml:%d: %q: %w", p.Line, p.Text, err))
			}
		}
		for _, p := range r.Begins {
			fail(p, add(openings, p.Text))
			t.Cues = append(t.Cues, cue{rule, false})
		}
		for _, p := range r.Holds {
			fail(p, add(b, p.Text))
			t.Cues = append(t.Cues, cue{rule, false})
		}
		for _, p := range r.Clause {
			fail(p, add(b, p.Text))
			t.Cues = append(t.Cues, cue{rule, true})
		}
	}
	return errors.Join(errs...)
}

// condition returns the number of what a pattern asks.
func (t *tables) condition(p *parsed, v *vocabulary, known map[string]int32) int32 {
	c := condition{Verb: p.verb, Ends: p.ends, Denies: p.denies, Before: v.sequences(p.before), After: v.sequences(p.after)}
	for _, x := range p.parts {
		c.Parts = append(c.Parts, part{x.verb, x.ends, v.sequences(ways(x.elements))})
	}
	if c.empty() {
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

// ways returns all sequences of stems that elements stand for.
func ways(es []element) [][]string {
	out := [][]string{nil}
	for _, e := range es {
		var longer [][]string
		for _, begin := range out {
			for _, alt := range e.alts {
				longer = append(longer, slices.Concat(begin, alt))
			}
		}
		out = longer
	}
	return out
}

// sequences returns the words of sequences of stems.
func (v *vocabulary) sequences(stems [][]string) (out [][]int32) {
	for _, s := range stems {
		words := make([]int32, len(s))
		for i, stem := range s {
			words[i] = v.add(stem)
		}
		out = append(out, words)
	}
	return out
}
