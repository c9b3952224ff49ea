package lexicon

import (
	"fmt"
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

// A titleMatcher finds the first of several rules that matches.
type titleMatcher struct {
	automaton *automaton
	rules     []int          // by pattern
	names     map[string]int // rule by name
}

func (g *TitleGrammar) compile(v *vocabulary, parser *patternParser) (err error) {
	levels, readings := newBuilder(v, 0), newBuilder(v, 0)
	g.levels = titleMatcher{}
	g.readings = titleMatcher{names: map[string]int{}}
	for i, r := range g.Levels {
		if err := g.levels.add(levels, parser, i, r.Patterns); err != nil {
			return fmt.Errorf("titles.yaml: level %q: %w", r.Level, err)
		}
	}
	for i, r := range g.Readings {
		if err := g.readings.add(readings, parser, i, r.Patterns); err != nil {
			return fmt.Errorf("titles.yaml: reading %d: %w", i+1, err)
		}
		for _, n := range r.Names {
			g.readings.names[n] = i
		}
	}
	if g.levels.automaton, err = levels.finish(); err != nil {
		return fmt.Errorf("titles.yaml: levels: %w", err)
	}
	if g.readings.automaton, err = readings.finish(); err != nil {
		return fmt.Errorf("titles.yaml: readings: %w", err)
	}
	return nil
}

func (m *titleMatcher) add(b *builder, parser *patternParser, rule int, patterns []string) error {
	for _, p := range patterns {
		elements, err := parser.parse(p)
		if err != nil {
			return fmt.Errorf("pattern %q: %w", p, err)
		}
		b.add(int32(len(m.rules)), elements)
		m.rules = append(m.rules, rule)
	}
	return nil
}

// first returns the first rule that matches, -1 for none.
func (m *titleMatcher) first(text string, toks []token, w *walker) int {
	best := len(m.rules)
	w.toks = toks
	for i, t := range toks {
		for _, found := range w.from(i) {
			best = min(best, m.rules[found.pattern])
		}
		for n := 1; n <= 2 && i+n <= len(toks); n++ {
			if rule, ok := m.names[text[t.start:toks[i+n-1].end]]; ok {
				best = min(best, rule)
			}
		}
	}
	if best == len(m.rules) {
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
	toks, _ := r.split.split(title)
	var m TitleMatch
	if i := l.Titles.levels.first(title, toks, &r.levels); i >= 0 {
		m.Level = l.Titles.Levels[i].Level
	}
	if i := l.Titles.readings.first(title, toks, &r.titles); i >= 0 {
		m.Rule = &l.Titles.Readings[i]
	}
	return m
}
