package lexicon

import (
	"errors"
	"math"
	"strings"

	"rolecall/lexicon/internal/match"
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
func (g *TitleGrammar) addPatterns(levels, readings *match.Builder, parser *match.Parser) error {
	var errs []error
	for i, r := range g.Levels {
		errs = append(errs, addRule(levels, parser, i, r.Patterns))
	}
	for i, r := range g.Readings {
		errs = append(errs, addRule(readings, parser, i, r.Patterns))
	}
	return errors.Join(errs...)
}

// addRule makes an automaton accept a rule where one of its patterns matches.
func addRule(b *match.Builder, parser *match.Parser, rule int, patterns []string) error {
	for _, p := range patterns {
		x, err := parser.Parse(p)
		if err == nil && !x.AsksNothing() {
			err = errors.New("a title's pattern asks nothing (^ $ ! &) of the words around it")
		}
		if err != nil {
			return faultAt("titles.yaml", p, "pattern %q: %v", p, err)
		}
		b.Add(int32(rule), x.Elements)
	}
	return nil
}

// A titleMatcher finds the first of several rules that matches.
type titleMatcher struct {
	automaton *match.Automaton
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
func (m *titleMatcher) first(text string, toks []Token, w *match.Walker) int {
	const none = math.MaxInt
	best := none
	w.Read(toks)
	for i, t := range toks {
		for _, found := range w.From(i) {
			best = min(best, int(found.Pattern))
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
	r.split.Split(title)
	toks := r.split.Tokens
	var m TitleMatch
	if i := l.Titles.levels.first(title, toks, &r.levels); i >= 0 {
		m.Level = l.Titles.Levels[i].Level
	}
	if i := l.Titles.readings.first(title, toks, &r.titles); i >= 0 {
		m.Rule = &l.Titles.Readings[i]
	}
	return m
}
