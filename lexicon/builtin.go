package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"rolecall/lexicon/internal/blob"
	"rolecall/lexicon/internal/match"
	"rolecall/lexicon/internal/words"
)

//go:generate go run ./internal/generate

// builtin is what Compile makes of data.
//
//go:embed builtin.bin
var builtin string

// sources are those that builtin was made of.
//
//go:embed data
var sources embed.FS

// Data returns the files of the lexicon that is built in, as Load reads them.
func Data() (fs.FS, error) { return fs.Sub(sources, "data") }

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
	Conditions                match.FlatConditions
	Openers                   match.Openers
	Asks                      []int32
	Kinds                     []int32
	Pairs                     []match.Pair
	Classes                   string
	Cues                      []cue
	Matcher, Levels, Readings match.Flat
	Openings                  match.Flat
}

func (t *tables) flat() flatTables {
	f := flatTables{
		Hash: t.Hash, Stems: t.Stems, Conditions: match.FlattenConditions(t.Conditions), Openers: *t.Openers, Asks: t.Asks, Pairs: t.Grammar.Pairs, Cues: t.Cues,
		Matcher: t.Matcher.Flat(), Levels: t.Levels.Flat(), Readings: t.Readings.Flat(), Openings: t.Openings.Flat(),
	}
	for _, k := range t.Grammar.Kinds {
		f.Kinds = append(f.Kinds, int32(k))
	}
	for _, c := range t.Classes {
		f.Classes += string([]byte{byte(c)})
	}
	return f
}

func (f *flatTables) tables() *tables {
	t := &tables{
		Hash: f.Hash, Stems: f.Stems, Conditions: f.Conditions.Conditions(), Openers: &f.Openers, Asks: f.Asks, Cues: f.Cues,
		Grammar: match.Grammar{Kinds: make([]words.Kind, len(f.Kinds)), Pairs: f.Pairs}, Classes: make([]words.MentionClass, len(f.Classes)),
		Matcher: f.Matcher.Automaton(), Levels: f.Levels.Automaton(), Readings: f.Readings.Automaton(), Openings: f.Openings.Automaton(),
	}
	for i, k := range f.Kinds {
		t.Grammar.Kinds[i] = words.Kind(k)
	}
	for i := range f.Classes {
		t.Classes[i] = words.MentionClass(f.Classes[i])
	}
	return t
}
