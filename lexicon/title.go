package lexicon

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// A TitleGrammar says how titles are read: data/titles.yaml.
type TitleGrammar struct {
	Levels   []LevelRule `yaml:"levels"`
	Readings []TitleRule `yaml:"readings"`

	levels, readings titleMatcher
}

// A LevelRule names a level of seniority by the words that state it.
type LevelRule struct {
	Level    string   `yaml:"level"`
	Patterns []string `yaml:"patterns"`
}

// A TitleRule is one reading of titles.
type TitleRule struct {
	Label      Role     `yaml:"label"`
	Candidates []Role   `yaml:"candidates"`
	Near       string   `yaml:"near"`
	Patterns   []string `yaml:"patterns"`
	Names      []string `yaml:"names"`
}

// A TitleMatch is what the grammar finds in a title.
type TitleMatch struct {
	Level string     // "" for none stated
	Rule  *TitleRule // nil where no rule reads it
}

// addPatterns adds the patterns of levels and of readings. Each has the number
// of its rule, which is all that is asked of a title.
func (g *TitleGrammar) addPatterns(levels, readings *builder, parser *patternParser) error {
	for i, r := range g.Levels {
		if err := levels.addRule(parser, i, r.Patterns); err != nil {
			return fmt.Errorf("titles.yaml: level %q: %w", r.Level, err)
		}
	}
	for i, r := range g.Readings {
		if err := readings.addRule(parser, i, r.Patterns); err != nil {
			return fmt.Errorf("titles.yaml: reading %d: %w", i+1, err)
		}
	}
	return nil
}

// addRule makes the automaton accept a rule where one of its patterns matches.
func (b *builder) addRule(parser *patternParser, rule int, patterns []string) error {
	for _, p := range patterns {
		x, err := parser.parse(p)
		if err == nil && (x.verb || x.ends || len(x.before)+len(x.after)+len(x.parts) > 0) {
			err = errors.New("a title's pattern asks nothing (^ $ ! &) of the words around it")
		}
		if err != nil {
			return fmt.Errorf("pattern %q: %w", p, err)
		}
		b.add(int32(rule), x.elements)
	}
	return nil
}

// A titleMatcher finds the first of several rules that matches.
type titleMatcher struct {
	automaton *automaton
	names     map[string]int // rule by name
}

// index prepares the grammar for use.
func (g *TitleGrammar) index(t *tables) {
	g.levels, g.readings = titleMatcher{&t.Levels, nil}, titleMatcher{&t.Readings, map[string]int{}}
	for i, r := range g.Readings {
		for _, n := range r.Names {
			g.readings.names[n] = i
		}
	}
}

// first returns the first rule that matches, -1 for none.
func (m *titleMatcher) first(text string, toks []Token, w *walker) int {
	const none = math.MaxInt
	best := none
	w.toks = toks
	for i, t := range toks {
		for _, found := range w.from(i) {
			best = min(best, int(found.pattern))
		}
		for n := 1; n <= 2 && i+n <= len(toks); n++ {
			if rule, ok := m.names[text[t.Start:toks[i+n-1].End]]; ok {
				best = min(best, rule)
			}
		}
	}
	if best == none {
		return -1
	}
	return best
}

// maxTitle is the longest title that is read, in bytes; what follows says no
// more of the role.
const maxTitle = 300

// ReadTitle reads a job title by the title grammar.
func (l *Lexicon) ReadTitle(title string) TitleMatch {
	if len(title) > maxTitle {
		title = strings.ToValidUTF8(title[:maxTitle], "")
	}
	r := l.reader()
	defer l.readers.put(r)
	r.split.split(title)
	toks := r.split.toks
	var m TitleMatch
	if i := l.Titles.levels.first(title, toks, &r.levels); i >= 0 {
		m.Level = l.Titles.Levels[i].Level
	}
	if i := l.Titles.readings.first(title, toks, &r.titles); i >= 0 {
		m.Rule = &l.Titles.Readings[i]
	}
	return m
}
