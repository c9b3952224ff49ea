package lexicon

import (
	_ "embed"
	"fmt"
	"io/fs"
	"sync"

	"rolecall/lexicon/internal/blob"
)

//go:generate go run ./internal/generate

// builtin is what Compile makes of data.
//
//go:embed builtin.bin
var builtin string

// Default returns the lexicon that is built in. It is made at the first call
// and shared by all.
func Default() (*Lexicon, error) { return defaultLexicon() }

var defaultLexicon = sync.OnceValues(func() (*Lexicon, error) { return open(builtin) })

// compiled is what is written down of a lexicon.
type compiled struct {
	Contents contents
	Tables   flatTables
}

// Compile returns what Load makes of the files of data, as the bytes that go
// generate builds in: reading them saves parsing the files and building the
// automata. The error is that of Load.
func Compile(data fs.FS) ([]byte, error) {
	files, err := readFiles(data)
	if err != nil {
		return nil, err
	}
	c, err := files.parse()
	if err != nil {
		return nil, err
	}
	t, err := c.tables()
	if err != nil {
		return nil, err
	}
	return blob.Marshal(compiled{*c, t.flat()}), nil
}

// open makes a lexicon of what Compile returned.
func open(data string) (*Lexicon, error) {
	var c compiled
	if err := blob.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("the built-in lexicon is of another version: go generate ./lexicon: %w", err)
	}
	return newLexicon(&c.Contents, c.Tables.tables()), nil
}

// flatTables are tables of which the large ones are numbers only, which take no
// time to read.
type flatTables struct {
	Hash                      string
	Stems                     []string
	Conditions                []condition
	Asks                      []int32
	Cues                      []cue
	Matcher, Levels, Readings flatAutomaton
	Openings                  flatAutomaton
}

type flatAutomaton struct{ Begin, States, Steps, Accepts, Gaps []int32 }

func (t *tables) flat() flatTables {
	return flatTables{t.Hash, t.Stems, t.Conditions, t.Asks, t.Cues, t.Matcher.flat(), t.Levels.flat(), t.Readings.flat(), t.Openings.flat()}
}

func (f *flatTables) tables() *tables {
	return &tables{f.Hash, f.Stems, f.Conditions, f.Asks, f.Cues, f.Matcher.automaton(), f.Levels.automaton(), f.Readings.automaton(), f.Openings.automaton()}
}

func (a *automaton) flat() flatAutomaton {
	f := flatAutomaton{Begin: a.begin, Accepts: a.accepts}
	for _, s := range a.states {
		f.States = append(f.States, s.accepts, s.acceptsEnd, s.gap, s.steps, int32(s.words), int32(s.words>>32))
	}
	for _, s := range a.steps {
		f.Steps = append(f.Steps, s.word, s.to, s.next)
	}
	for _, g := range a.gaps {
		f.Gaps = append(f.Gaps, g.to, g.words)
	}
	return f
}

func (f *flatAutomaton) automaton() automaton {
	a := automaton{
		begin: f.Begin, accepts: f.Accepts,
		states: make([]state, len(f.States)/6), steps: make([]step, len(f.Steps)/3), gaps: make([]gap, len(f.Gaps)/2),
	}
	for i := range a.states {
		x := f.States[6*i:][:6]
		a.states[i] = state{x[0], x[1], x[2], x[3], uint64(uint32(x[4])) | uint64(uint32(x[5]))<<32}
	}
	for i := range a.steps {
		x := f.Steps[3*i:][:3]
		a.steps[i] = step{x[0], x[1], x[2]}
	}
	for i := range a.gaps {
		a.gaps[i] = gap{f.Gaps[2*i], f.Gaps[2*i+1]}
	}
	return a
}
