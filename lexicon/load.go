package lexicon

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"rolecall/lexicon/internal/words"
)

// Load reads and compiles a lexicon from the files of data, laid out as
// README.md explains. The error joins all faults found, one a line, each with
// its file and line.
func Load(data fs.FS) (*Lexicon, error) {
	files, err := readFiles(data)
	if err != nil {
		return nil, err
	}
	return files.load()
}

// dataFiles are the files of a lexicon, in the order in which they are read.
type dataFiles []dataFile

type dataFile struct {
	name string
	text []byte
}

func readFiles(data fs.FS) (dataFiles, error) {
	names := []string{"words.yaml", "roles.yaml", "sources.yaml", "titles.yaml", "aspects.yaml", "voice.yaml"}
	concepts, err := fs.Glob(data, "concepts/*.yaml")
	if err == nil && len(concepts) == 0 {
		err = errors.New("concepts: no *.yaml files")
	}
	errs := []error{err}
	slices.Sort(concepts)
	var files dataFiles
	var missing []string
	for _, name := range append(names, concepts...) {
		text, err := fs.ReadFile(data, name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == "voice.yaml": // all that is said is said of the job
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, name)
		case err != nil:
			errs = append(errs, err)
		default:
			files = append(files, dataFile{name, text})
		}
	}
	if len(missing) > 0 {
		errs = append(errs, fmt.Errorf("there is no %s: a lexicon has all files that lexicon export writes", strings.Join(missing, ", no ")))
	}
	return files, errors.Join(errs...)
}

// hash returns the hash of all files, in hex.
func (fs dataFiles) hash() string {
	h := sha256.New()
	for _, f := range fs {
		fmt.Fprintf(h, "%s %d\n", f.name, len(f.text))
		h.Write(f.text)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func (fs dataFiles) load() (*Lexicon, error) {
	c, err := fs.parse()
	if err != nil {
		return nil, err
	}
	return compile(c)
}

// contents are what the files of a lexicon say.
type contents struct {
	Hash     string // of the files
	Words    words.Rules
	Roles    roleFile
	Sources  []Source
	Titles   TitleGrammar
	Aspects  []Aspect
	Voices   []voiceRule
	Concepts []Concept
}

type roleFile struct {
	Labels   []roleLabel        `yaml:"labels"`
	Mentions words.MentionRules `yaml:"mentions"`
}

type roleLabel struct {
	Label Role   `yaml:"label"`
	Name  string `yaml:"name"`
}

func (r *roleFile) names() map[Role]string {
	names := make(map[Role]string, len(r.Labels))
	for _, l := range r.Labels {
		names[l.Label] = l.Name
	}
	return names
}

func (fs dataFiles) parse() (*contents, error) {
	c := &contents{Hash: fs.hash()}
	var errs []error
	for _, f := range fs {
		errs = append(errs, c.parse(&f))
	}
	return c, errors.Join(errs...)
}

// parse adds what a file says.
func (c *contents) parse(f *dataFile) error {
	switch f.name {
	case "words.yaml":
		return f.parse(&c.Words)
	case "roles.yaml":
		return f.parse(&c.Roles)
	case "sources.yaml":
		return f.parse(&c.Sources)
	case "titles.yaml":
		return f.parse(&c.Titles)
	case "aspects.yaml":
		return f.parse(&c.Aspects)
	case "voice.yaml":
		return f.parse(&c.Voices)
	}
	var list []conceptYAML
	err := f.parse(&list)
	for _, y := range list {
		c.Concepts = append(c.Concepts, y.concept(f.name))
	}
	return err
}

// parse reads a file into v, strictly: an unknown field is an error.
func (f *dataFile) parse(v any) (err error) {
	defer func() {
		// The parser does so at a tag in front of nothing, for one.
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: the YAML parser panics: %v", f.name, r)
		}
	}()
	if err := yaml.UnmarshalWithOptions(f.text, v, yaml.Strict()); err != nil {
		return f.yamlError(err)
	}
	return nil
}

// yamlError is an error of the parser, with the file before the line.
func (f *dataFile) yamlError(err error) error {
	line, what, ok := strings.Cut(strings.TrimPrefix(err.Error(), "["), "] ")
	if !ok {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	return fmt.Errorf("%s:%s: %s", f.name, line, what)
}

// conceptYAML is a concept as it stands in a file.
type conceptYAML struct {
	Concept   fieldYAML   `yaml:"concept"`
	Name      string      `yaml:"name"`
	Kind      fieldYAML   `yaml:"kind"`
	SpeaksFor []fieldYAML `yaml:"speaks-for"`
	Strength  fieldYAML   `yaml:"strength"`
	Attested  []struct {
		Document fieldYAML `yaml:"document"`
		At       string    `yaml:"at"`
	} `yaml:"attested"`
	Source   fieldYAML  `yaml:"source"`
	Reason   fieldYAML  `yaml:"reason"`
	Patterns []textYAML `yaml:"patterns"`
	Yes      []textYAML `yaml:"yes"`
	Not      []textYAML `yaml:"not"`
}

// fieldYAML is what stands in a field, which knows its line.
type fieldYAML struct {
	Text string
	Line int
}

// UnmarshalYAML keeps the line beside the text.
func (t *fieldYAML) UnmarshalYAML(n ast.Node) error {
	t.Line = n.GetToken().Position.Line
	return yaml.NodeToValue(n, &t.Text)
}

// textYAML is a pattern or an example, which knows its line.
type textYAML struct {
	Text string
	Line int
}

// UnmarshalYAML keeps the line beside the text.
func (t *textYAML) UnmarshalYAML(n ast.Node) error {
	switch s := n.(type) {
	case *ast.StringNode:
		t.Text = s.Value
	case *ast.LiteralNode:
		t.Text = s.Value.Value
	default:
		return fmt.Errorf("a pattern or an example is a text in quotes, not %s", n.Type())
	}
	t.Line = n.GetToken().Position.Line
	return nil
}

func (y *conceptYAML) concept(file string) Concept {
	c := Concept{
		ID: y.Concept.Text, Name: y.Name, Kind: Kind(y.Kind.Text), Strength: Strength(y.Strength.Text), Field: y.Source.Text == "field", Reason: y.Reason.Text,
		File: file, Line: y.Concept.Line,
		lines: map[string]int{"kind": y.Kind.Line, "strength": y.Strength.Line, "source": y.Source.Line, "reason": y.Reason.Line},
	}
	for _, r := range y.SpeaksFor {
		c.lines[speaksFor(Role(r.Text))] = r.Line
		if r.Text == "shared" {
			c.Shared = true
			continue
		}
		c.SpeaksFor = append(c.SpeaksFor, Role(r.Text))
	}
	for _, a := range y.Attested {
		c.Attested = append(c.Attested, Attestation{a.Document.Text, a.At, a.Document.Line})
	}
	slices.SortStableFunc(c.Attested, func(a, b Attestation) int { return strings.Compare(a.Document, b.Document) })
	for _, p := range y.Patterns {
		c.Patterns = append(c.Patterns, Pattern(p))
	}
	for _, e := range y.Yes {
		c.Yes = append(c.Yes, Example(e))
	}
	for _, e := range y.Not {
		c.Not = append(c.Not, Example(e))
	}
	if c.Line == 0 && len(c.Patterns) > 0 {
		c.Line = c.Patterns[0].Line // it has no id
	}
	return c
}

// speaksFor names the line in which a concept says that it speaks for a role.
func speaksFor(r Role) string { return "speaks-for " + string(r) }
