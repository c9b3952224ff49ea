package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"rolecall/lexicon/internal/match"
)

// Faults returns all that is wrong with the files of a lexicon, one error a
// fault, each with its file and line; nil means sound. What Load refuses is left
// out, and the rest is checked as Check does.
func Faults(data fs.FS) []error {
	files, err := readFiles(data)
	if err != nil {
		return []error{err}
	}
	c, errs := files.parseEach()
	unread := len(errs) > 0
	t, err := c.tables()
	broken := map[string]bool{}
	if err != nil {
		errs = append(errs, parted(err)...)
		c.leaveOut(broken)
		if t, err = c.tables(); err != nil {
			return files.located(errs)
		}
	}
	check := newLexicon(c, t).checker()
	check.broken, check.unread = broken, unread
	errs = append(errs, check.all()...)
	return files.located(append(errs, files.unexplained(c.Concepts)...))
}

// unexplained are the concepts whose strength has no comment above it that says
// why: whoever fits or edits next could not tell whether it still holds.
func (fs dataFiles) unexplained(concepts []Concept) (errs []error) {
	for _, f := range fs {
		lines := bytes.Split(f.text, []byte("\n"))
		for i := range concepts {
			x := &concepts[i]
			at := x.lines["strength"]
			if x.File != f.name || x.Strength != Weak && x.Strength != Strong || at > 1 && isComment(lines[at-2]) {
				continue
			}
			errs = append(errs, fmt.Errorf("%s:%d: concept %s: strength without a reason: write why in a comment (# …) on the line above", f.name, at, x.ID))
		}
	}
	return errs
}

func isComment(line []byte) bool {
	text, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("#"))
	return ok && len(bytes.TrimSpace(text)) > 0
}

// parted are the errors that are joined in one.
func parted(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, parted(e)...)
	}
	return all
}

// parseEach is parse that leaves out what it cannot read, concept by concept.
func (fs dataFiles) parseEach() (*contents, []error) {
	c := &contents{Hash: fs.hash()}
	var errs []error
	for _, f := range fs {
		if path.Dir(f.name) != "concepts" {
			if err := c.parse(&f); err != nil {
				errs = append(errs, err)
			}
			continue
		}
		concepts, faults := f.concepts()
		c.Concepts, errs = append(c.Concepts, concepts...), append(errs, faults...)
	}
	return c, errs
}

// concepts reads the concepts of a file one by one.
func (f *dataFile) concepts() (list []Concept, errs []error) {
	defer func() {
		if r := recover(); r != nil { // see parse
			errs = append(errs, fmt.Errorf("%s: the YAML parser panics: %v", f.name, r))
		}
	}()
	tree, err := parser.ParseBytes(f.text, 0)
	if err != nil {
		return nil, []error{f.yamlError(err)}
	}
	for _, doc := range tree.Docs {
		entries, ok := doc.Body.(*ast.SequenceNode)
		if !ok {
			continue
		}
		for _, n := range entries.Values {
			var y conceptYAML
			if err := yaml.NodeToValue(n, &y, yaml.Strict()); err != nil {
				errs = append(errs, f.yamlError(err))
				continue
			}
			list = append(list, y.concept(f.name))
		}
	}
	return list, errs
}

// leaveOut leaves out the patterns that cannot be read, and says of which
// concepts they are. It leaves out the grammar of titles and the voices, too,
// where they cannot be read.
func (c *contents) leaveOut(broken map[string]bool) {
	rules := c.Words
	rules.Index()
	p := match.NewParser(&rules, 0)
	for i := range c.Concepts {
		x := &c.Concepts[i]
		var good []Pattern
		for _, pattern := range x.Patterns {
			if _, err := p.Parse(pattern.Text); err != nil {
				broken[x.ID] = true
				continue
			}
			good = append(good, pattern)
		}
		x.Patterns = good
	}
	if _, err := c.tables(); err != nil {
		c.Titles, c.Voices = TitleGrammar{}, nil
	}
}

// A fault is an error in a file; about is what stands in its line.
type fault struct {
	file, about string
	text        string
}

func (f *fault) Error() string { return f.file + ": " + f.text }

// faultAt is the fault of a file in whose line something stands.
func faultAt(file, about, format string, args ...any) error {
	return &fault{file, about, fmt.Sprintf(format, args...)}
}

// located adds to the faults the lines in which they are.
func (fs dataFiles) located(errs []error) []error {
	for i, err := range errs {
		var f *fault
		if !errors.As(err, &f) {
			continue
		}
		for _, file := range fs {
			if at := bytes.Index(file.text, []byte(f.about)); file.name == f.file && at >= 0 {
				errs[i] = fmt.Errorf("%s:%d: %s", f.file, 1+bytes.Count(file.text[:at], []byte("\n")), f.text)
			}
		}
	}
	return errs
}
