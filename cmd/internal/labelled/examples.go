// Package labelled reads postings with what people said of them: labels, marked
// lines, and which rows are used for what.
package labelled

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/sealed"
	"rolecall/cmd/internal/pipeline"
	"rolecall/cmd/internal/result"
	"rolecall/extract"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// A rawExample is a posting before its statements are observed.
type rawExample struct {
	row        collect.Row
	extraction extract.Extraction
	said       reading
	sealed     bool // for scoring only
	teaches    bool // for the fit only
}

// Examples are postings to learn from or to measure with, and a lexicon that
// numbers their words.
type Examples struct {
	All   []evaluate.Example
	Lex   *lexicon.Lexicon
	Notes []string // what was used and what was not, for the person who gave it
}

// A Source says where postings are read, and what people said of them.
type Source struct {
	Documents iter.Seq[collect.Document]
	Named     string            // what the documents are, in words
	Labels    string            // the file of labels; "" for those in the documents
	Lines     string            // the file of marked lines; "" for none
	Teaching  string            // the file of labels and lines that are learned from and not scored; "" for none
	Group     evaluate.Grouping // what must not stand on both sides of a fold
	Options   extract.Options
	Jobs      int    // documents read at once
	Done      func() // is called for each document that was read
}

// Read reads the postings, with the labels and marks that people gave them. Where
// the words are to be learned from, the lexicon numbers all of them.
func (s Source) Read(ctx context.Context, lex *lexicon.Lexicon, learn bool) (*Examples, error) {
	truth, err := readLabels(s.Labels)
	if err != nil {
		return nil, err
	}
	marks, err := readLines(s.Lines)
	if err != nil {
		return nil, err
	}
	teaching, err := readTeaching(s.Teaching)
	if err != nil {
		return nil, err
	}
	raw, used, err := s.readRaw(ctx, truth, teaching)
	if err != nil {
		return nil, err
	}
	x := &Examples{Lex: lex}
	if learn {
		x.Lex = lex.WithWords(stemsOf(lex, raw))
	}
	c := classify.New(x.Lex, classify.Options{})
	seen := map[string]bool{}
	for i := range raw {
		e, err := newExample(c, &raw[i], marks, teaching)
		if err != nil {
			return nil, err
		}
		if seen[e.ID] && e.Label != "" {
			used.again.add(e.ID)
		}
		seen[e.ID] = true
		x.All = append(x.All, e)
	}
	x.Notes = used.notes(x.All)
	x.note("label", s.Labels, slices.Sorted(maps.Keys(truth)), seen)
	x.note("marks", s.Lines, slices.Sorted(maps.Keys(marks)), seen)
	x.note("label", s.Teaching, slices.Sorted(maps.Keys(teaching)), seen)
	evaluate.GroupBy(x.All, s.Group)
	return x, nil
}

// note remembers the ids of a file that no posting of the data has.
func (x *Examples) note(what, file string, ids []string, seen map[string]bool) {
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return seen[id] })
	if len(missing) > 0 {
		x.Notes = append(x.Notes, fmt.Sprintf("%s: %d of %d have no posting in the data, the first %q: their %s is not used", file, len(missing), len(ids), missing[0], what))
	}
}

// maxExamples is how many postings are held at once: a hundred thousand take
// some 5 GB of memory.
const maxExamples = 100_000

// readRaw reads the postings that have a label or a title to learn from.
func (s Source) readRaw(ctx context.Context, truth map[string]reading, teaching map[string]lesson) ([]rawExample, *rowUsage, error) {
	var raw []rawExample
	var failed error // why the first document that could not be read was not
	used, labelled := &rowUsage{}, 0
	type answer struct {
		example *rawExample
		left    left
		name    string
		err     error
	}
	work := func(d collect.Document) answer {
		x, why := newRaw(d, s.Options, truth, teaching)
		return answer{x, why, d.Name, d.Err}
	}
	err := pipeline.InOrder(ctx, s.Documents, s.Jobs, work, func(a answer) error {
		s.Done()
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
		return nil, nil, fmt.Errorf("no labelled postings in %s: %w", s.Named, failed)
	}
	return nil, nil, fmt.Errorf("no labelled postings in %s%s: name them with --labels FILE, or let the data have a column label", s.Named, used.why())
}

// newRaw reads a row; nil where it holds nothing to learn from, and why.
func newRaw(d collect.Document, o extract.Options, truth map[string]reading, teaching map[string]lesson) (*rawExample, left) {
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
	if l, ok := teaching[d.Row.ID]; ok && x.said.role == "" {
		x.said, x.teaches = l.reading, true
	}
	x.sealed = x.said.ScoringOnly || sealed.Holds(d.Row.ID)
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

// stemsOf returns the stems of the words of the labelled postings that may be
// learned from, in order.
func stemsOf(lex *lexicon.Lexicon, raw []rawExample) []string {
	stem, count := map[string][]string{}, map[string]int{}
	for i := range raw {
		if raw[i].said.role == "" || raw[i].sealed {
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

func newExample(c *classify.Classifier, x *rawExample, marks map[string][]span, teaching map[string]lesson) (evaluate.Example, error) {
	o := c.Observe(x.extraction)
	e := evaluate.Example{
		ID: x.row.ID, Employer: strings.ToLower(strings.TrimSpace(x.row.Company)), Source: x.row.Source, Titled: x.row.Title, Title: c.ReadTitle(x.row.Title),
		Words: o.Words, Statements: o.Statements, Label: x.said.role, Second: x.said.second, Sure: x.said.Confidence,
		Sealed: x.sealed, TeachingOnly: x.teaches,
	}
	spans, scored := marks[e.ID]
	if e.Label != "" || scored {
		e.Extraction = x.extraction
	}
	if !scored && !e.Sealed {
		spans = teaching[e.ID].Lines
	}
	if !scored && spans == nil {
		return e, nil
	}
	lines, err := markedLines(spans, x.row.Text)
	if err != nil {
		return e, fmt.Errorf("marks of %s: %w", e.ID, err)
	}
	if e.Marks = evaluate.MarksOf(&o, lines); scored {
		e.Lines = lines
	}
	return e, nil
}
