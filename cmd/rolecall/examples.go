package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/extract"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// exampleFlags say where the postings to learn from, and what people said of
// them, are read.
type exampleFlags struct {
	in     inputFlags
	labels string
	lines  string
	group  string
}

func (f *exampleFlags) add(cmd *cobra.Command) {
	f.in.add(cmd)
	fs := cmd.Flags()
	fs.StringVar(&f.labels, "labels", "", "`FILE` of JSON lines or CSV with id, label and, if known, second and confidence")
	fs.StringVar(&f.lines, "lines", "", "`FILE` of JSON lines with id and lines, each [start, end, letters]")
	fs.StringVar(&f.group, "group", "employer", "what must not stand on both sides of a fold: employer or source")
}

func (f *exampleFlags) check() error {
	if g := evaluate.Grouping(f.group); g != evaluate.BySourceGroup && g != evaluate.ByEmployerGroup {
		return fmt.Errorf("--group %q: source or employer", f.group)
	}
	return nil
}

// A rawExample is a posting before its statements are observed.
type rawExample struct {
	row        collect.Row
	extraction extract.Extraction
	said       reading
}

// examples are postings to learn from or to measure with, and a lexicon that
// numbers their words.
type examples struct {
	all   []evaluate.Example
	lex   *lexicon.Lexicon
	notes []string // what was not used, for the person who gave it
}

// read reads the postings of a data set, with the labels and marks that people
// gave them. Where the words are to be learned from, the lexicon numbers all of
// them.
func (f *exampleFlags) read(cmd *cobra.Command, args []string, lex *lexicon.Lexicon, learn bool) (*examples, error) {
	truth, err := readLabels(f.labels)
	if err != nil {
		return nil, err
	}
	marks, err := readLines(f.lines)
	if err != nil {
		return nil, err
	}
	raw, err := f.readRaw(cmd, args, truth)
	if err != nil {
		return nil, err
	}
	x := &examples{lex: lex}
	if learn {
		x.lex = lex.WithWords(stemsOf(lex, raw))
	}
	c := classify.New(x.lex, classify.Options{})
	seen := map[string]bool{}
	for i := range raw {
		e, err := newExample(c, &raw[i], marks)
		if err != nil {
			return nil, err
		}
		seen[e.ID] = true
		x.all = append(x.all, e)
	}
	x.note("label", f.labels, slices.Sorted(maps.Keys(truth)), seen)
	x.note("marks", f.lines, slices.Sorted(maps.Keys(marks)), seen)
	evaluate.GroupBy(x.all, evaluate.Grouping(f.group))
	return x, nil
}

// note remembers the ids of a file that no posting of the data has.
func (x *examples) note(what, file string, ids []string, seen map[string]bool) {
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return seen[id] })
	if len(missing) > 0 {
		x.notes = append(x.notes, fmt.Sprintf("%s: %d of %d have no posting in the data, the first %q: their %s is not used", file, len(missing), len(ids), missing[0], what))
	}
}

// readRaw reads the postings that have a label or a title to learn from.
func (f *exampleFlags) readRaw(cmd *cobra.Command, args []string, truth map[string]reading) ([]rawExample, error) {
	part, err := f.in.parse()
	if err != nil {
		return nil, err
	}
	var raw []rawExample
	var failed error // why the first document that could not be read was not
	labelled := 0
	documents := collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: f.in.fields, Want: part.wants})
	type answer struct {
		example *rawExample
		err     error
	}
	work := func(d collect.Document) answer { return answer{newRaw(d, f.in.extract(), truth), d.Err} }
	err = inOrder(cmd.Context(), documents, f.in.jobs, work, func(a answer) error {
		if a.example != nil {
			raw = append(raw, *a.example)
			if a.example.said.role != "" {
				labelled++
			}
		}
		failed = cmp.Or(failed, a.err)
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case labelled > 0:
		return raw, nil
	case failed != nil:
		return nil, fmt.Errorf("no labelled postings in %s: %w", strings.Join(args, ", "), failed)
	}
	return nil, fmt.Errorf("no labelled postings in %s: name them with --labels FILE, or let the data have a column label", strings.Join(args, ", "))
}

// newRaw reads a row; nil where it holds no posting.
func newRaw(d collect.Document, o extract.Options, truth map[string]reading) *rawExample {
	if d.Row == nil {
		return nil
	}
	x := &rawExample{row: *d.Row}
	if truth != nil {
		x.said = truth[d.Row.ID]
	} else {
		x.said.role, _ = roleNamed(d.Row.Label)
	}
	x.extraction = d.Extract(o)[0]
	if x.said.role == "" && (!x.extraction.OK() || x.extraction.Posting.Language != lexicon.Language) {
		return nil
	}
	return x
}

// minStemPostings is in how many labelled postings a word must stand before it
// is numbered: one of fewer is never learned from.
const minStemPostings = 3

// stemsOf returns the stems of the labelled postings' words, in order.
func stemsOf(lex *lexicon.Lexicon, raw []rawExample) []string {
	stem, count := map[string][]string{}, map[string]int{}
	for i := range raw {
		if raw[i].said.role == "" {
			continue
		}
		here := map[string]bool{}
		for word := range strings.FieldsSeq(raw[i].extraction.Posting.Text) {
			stems, ok := stem[word]
			if !ok {
				stems = strings.Fields(lex.Stem(word))
				stem[word] = stems
			}
			for _, s := range stems {
				here[s] = true
			}
		}
		for s := range here {
			count[s]++
		}
	}
	maps.DeleteFunc(count, func(_ string, n int) bool { return n < minStemPostings })
	return slices.Sorted(maps.Keys(count))
}

func newExample(c *classify.Classifier, x *rawExample, marks map[string][]span) (evaluate.Example, error) {
	o := c.Observe(x.extraction)
	e := evaluate.Example{
		ID: x.row.ID, Employer: strings.ToLower(strings.TrimSpace(x.row.Company)), Source: x.row.Source, Titled: x.row.Title, Title: c.ReadTitle(x.row.Title),
		Words: o.Words, Statements: o.Statements, Label: x.said.role, Second: x.said.second, Sure: x.said.Confidence,
	}
	if spans, ok := marks[e.ID]; ok {
		lines, err := markedLines(spans, x.row.Text)
		if err != nil {
			return e, fmt.Errorf("marks of %s: %w", e.ID, err)
		}
		e.Marks = evaluate.MarksOf(&o, lines)
	}
	return e, nil
}
