package lexicon

import (
	"errors"
	"fmt"
)

// tables are what takes long to make of the files of a lexicon, and all else is
// quickly made of: the words of all patterns, and the automata that find them.
type tables struct {
	hash                      string   // of the files
	stems                     []string // the vocabulary, from word 1
	matcher, levels, readings automaton
}

// tables makes the tables of a lexicon. The error joins the faults of patterns.
func (c *contents) tables() (*tables, error) {
	rules := c.words
	rules.index()
	n := 0
	for i := range c.concepts {
		n += len(c.concepts[i].Patterns)
	}
	v, parser := newVocabulary(&rules, nil), newPatternParser(&rules, n)
	c.roles.Mentions.words(&rules, func(stem string, _ mentionClass) { v.add(stem) })
	matcher, levels, readings := newBuilder(v, n), newBuilder(v, 0), newBuilder(v, 0)
	errs := []error{c.addPatterns(matcher, parser), c.titles.addPatterns(levels, readings, parser)}

	t := &tables{hash: c.hash, stems: v.stems()}
	for _, x := range []struct {
		name string
		b    *builder
		a    *automaton
	}{{"concepts", matcher, &t.matcher}, {"levels", levels, &t.levels}, {"readings", readings, &t.readings}} {
		var err error
		if *x.a, err = x.b.finish(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", x.name, err))
		}
	}
	return t, errors.Join(errs...)
}

// addPatterns adds the patterns of all concepts, numbered as they stand.
func (c *contents) addPatterns(b *builder, parser *patternParser) error {
	var errs []error
	id := int32(0)
	for i := range c.concepts {
		x := &c.concepts[i]
		for _, p := range x.Patterns {
			elements, err := parser.parse(p.Text)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s:%d: pattern %q of %s: %w", x.File, p.Line, p.Text, x.ID, err))
				continue
			}
			b.add(id, elements)
			id++
		}
	}
	return errors.Join(errs...)
}
