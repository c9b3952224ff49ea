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
	"rolecall/classify/evaluate/sealed"
	"rolecall/cmd/internal/pipeline"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
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
	fs.StringVar(&f.labels, "labels", "", "`FILE` of JSON lines or CSV with id, label and, if known, second, confidence and scoring_only")
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
	notes []string // what was used and what was not, for the person who gave it
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
	raw, used, err := f.readRaw(cmd, args, truth)
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
		if seen[e.ID] && e.Label != "" {
			used.again.add(e.ID)
		}
		seen[e.ID] = true
		x.all = append(x.all, e)
	}
	x.notes = used.notes(x.all)
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

// maxExamples is how many postings are held at once: a hundred thousand take
// some 5 GB of memory.
const maxExamples = 100_000

// readRaw reads the postings that have a label or a title to learn from.
func (f *exampleFlags) readRaw(cmd *cobra.Command, args []string, truth map[string]reading) ([]rawExample, *rowUsage, error) {
	part, err := f.in.parse()
	if err != nil {
		return nil, nil, err
	}
	var raw []rawExample
	var failed error // why the first document that could not be read was not
	used, labelled := &rowUsage{}, 0
	bar := terminal.NewProgress(cmd.ErrOrStderr(), args, false)
	defer bar.Clear()
	documents := collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: f.in.fields, Want: part.wants, Consumed: &bar.Consumed})
	type answer struct {
		example *rawExample
		left    left
		name    string
		err     error
	}
	work := func(d collect.Document) answer {
		x, why := newRaw(d, f.in.extract(), truth)
		return answer{x, why, d.Name, d.Err}
	}
	err = pipeline.InOrder(cmd.Context(), documents, f.in.jobs, work, func(a answer) error {
		bar.Add()
		used.count(a.left, a.name)
		if a.example != nil {
			if len(raw) == maxExamples {
				return fmt.Errorf("%s: more than %d postings do not fit into memory: give fewer of those without a label", a.name, maxExamples)
			}
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
		return nil, nil, err
	case labelled > 0:
		return raw, used, nil
	case failed != nil:
		return nil, nil, fmt.Errorf("no labelled postings in %s: %w", strings.Join(args, ", "), failed)
	}
	return nil, nil, fmt.Errorf("no labelled postings in %s%s: name them with --labels FILE, or let the data have a column label", strings.Join(args, ", "), used.why())
}

// newRaw reads a row; nil where it holds nothing to learn from, and why.
func newRaw(d collect.Document, o extract.Options, truth map[string]reading) (*rawExample, left) {
	if d.Row == nil {
		if d.Err != nil {
			return nil, leftBroken
		}
		return nil, leftDocument
	}
	x, why := &rawExample{row: *d.Row}, leftNone
	if truth != nil {
		x.said = truth[d.Row.ID]
	} else {
		x.said.role, _ = result.RoleNamed(d.Row.Label)
		if x.said.role == "" && strings.TrimSpace(d.Row.Label) != "" {
			why = leftUnknown
		}
	}
	x.extraction = d.Extract(o)[0]
	switch {
	case x.said.role != "":
	case !x.extraction.OK():
		return nil, leftUnreadable
	case x.extraction.Posting.Language != lexicon.Language:
		return nil, leftLanguage
	}
	return x, why
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
		Sealed: x.said.ScoringOnly || sealed.Holds(x.row.ID),
	}
	spans, ok := marks[e.ID]
	if e.Label != "" || ok {
		e.Extraction = x.extraction
	}
	if ok {
		lines, err := markedLines(spans, x.row.Text)
		if err != nil {
			return e, fmt.Errorf("marks of %s: %w", e.ID, err)
		}
		e.Lines, e.Marks = lines, evaluate.MarksOf(&o, lines)
	}
	return e, nil
}
