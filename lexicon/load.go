package lexicon

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

//go:embed data
var embedded embed.FS

// Default returns the lexicon that is built in. It is compiled at the first
// call and shared by all.
func Default() (*Lexicon, error) { return defaultLexicon() }

var defaultLexicon = sync.OnceValues(func() (*Lexicon, error) {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, err
	}
	return Load(data)
})

// Load reads and compiles a lexicon from the files of data, laid out as
// README.md explains. The error joins all faults found, one a line, each with
// its file and line.
func Load(data fs.FS) (*Lexicon, error) {
	l := &loader{data: data, hash: sha256.New()}
	var (
		roles  roleFile
		source []Source
		lex    Lexicon
	)
	l.yaml("words.yaml", &lex.words)
	l.yaml("roles.yaml", &roles)
	l.yaml("sources.yaml", &source)
	l.yaml("titles.yaml", &lex.Titles)
	l.yaml("aspects.yaml", &lex.Aspects)
	for i := range lex.Aspects {
		lex.Aspects[i].set = setOf(lex.Aspects[i].Concepts)
	}
	lex.words.index()
	lex.Sources = source
	lex.names = roles.names()
	lex.Concepts = l.concepts()
	lex.Hash = hex.EncodeToString(l.hash.Sum(nil))[:16]
	if len(l.errs) == 0 {
		l.errs = lex.compile(&roles.Mentions)
	}
	return &lex, errors.Join(l.errs...)
}

type roleFile struct {
	Labels []struct {
		Label Role   `yaml:"label"`
		Name  string `yaml:"name"`
	} `yaml:"labels"`
	Mentions mentionRules `yaml:"mentions"`
}

func (r *roleFile) names() map[Role]string {
	names := make(map[Role]string, len(r.Labels))
	for _, l := range r.Labels {
		names[l.Label] = l.Name
	}
	return names
}

type loader struct {
	data fs.FS
	hash interface {
		Write([]byte) (int, error)
		Sum([]byte) []byte
	}
	errs []error
}

func (l *loader) failf(format string, args ...any) {
	l.errs = append(l.errs, fmt.Errorf(format, args...))
}

// yaml reads one file into v, strictly: an unknown field is an error.
func (l *loader) yaml(name string, v any) {
	b, err := fs.ReadFile(l.data, name)
	if err != nil {
		l.failf("%w", err)
		return
	}
	fmt.Fprintf(hashWriter{l}, "%s %d\n", name, len(b))
	l.hash.Write(b)
	if err := yaml.UnmarshalWithOptions(b, v, yaml.Strict()); err != nil {
		l.failf("%s:%s", name, strings.TrimPrefix(err.Error(), "["))
	}
}

type hashWriter struct{ l *loader }

func (w hashWriter) Write(b []byte) (int, error) { return w.l.hash.Write(b) }

// conceptYAML is a concept as it stands in a file.
type conceptYAML struct {
	Concept   string   `yaml:"concept"`
	Kind      Kind     `yaml:"kind"`
	SpeaksFor []string `yaml:"speaks-for"`
	Strength  Strength `yaml:"strength"`
	Attested  []struct {
		Document string `yaml:"document"`
		At       string `yaml:"at"`
	} `yaml:"attested"`
	Source   string        `yaml:"source"`
	Reason   string        `yaml:"reason"`
	Patterns []patternYAML `yaml:"patterns"`
}

// patternYAML is a pattern that knows its line.
type patternYAML Pattern

// UnmarshalYAML keeps the line beside the text.
func (p *patternYAML) UnmarshalYAML(n ast.Node) error {
	s, ok := n.(*ast.StringNode)
	if !ok {
		return fmt.Errorf("a pattern is a text in quotes, not %s", n.Type())
	}
	p.Text, p.Line = s.Value, s.GetToken().Position.Line
	return nil
}

func (l *loader) concepts() []Concept {
	files, err := fs.Glob(l.data, "concepts/*.yaml")
	if err != nil || len(files) == 0 {
		l.failf("concepts: no *.yaml files")
		return nil
	}
	slices.Sort(files)
	var all []Concept
	for _, f := range files {
		var list []conceptYAML
		l.yaml(f, &list)
		for _, y := range list {
			all = append(all, y.concept(path.Base(f)))
		}
	}
	return all
}

func (y *conceptYAML) concept(file string) Concept {
	c := Concept{ID: y.Concept, Kind: y.Kind, Strength: y.Strength, Field: y.Source == "field", Reason: y.Reason, File: file}
	for _, r := range y.SpeaksFor {
		if r == "shared" {
			c.Shared = true
			continue
		}
		c.SpeaksFor = append(c.SpeaksFor, Role(r))
	}
	for _, a := range y.Attested {
		c.Attested = append(c.Attested, Attestation{a.Document, a.At})
	}
	slices.SortStableFunc(c.Attested, func(a, b Attestation) int { return strings.Compare(a.Document, b.Document) })
	for _, p := range y.Patterns {
		c.Patterns = append(c.Patterns, Pattern(p))
	}
	if len(c.Patterns) > 0 {
		c.Line = c.Patterns[0].Line
	}
	return c
}
