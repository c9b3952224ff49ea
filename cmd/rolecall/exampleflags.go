package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify/evaluate"
	"rolecall/cmd/internal/labelled"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// exampleFlags say where the postings to learn from, and what people said of
// them, are read.
type exampleFlags struct {
	in     inputFlags
	labels string
	lines  string
	teach  string
	group  string
}

func (f *exampleFlags) add(cmd *cobra.Command) {
	f.in.add(cmd)
	fs := cmd.Flags()
	fs.StringVar(&f.labels, "labels", "", "`FILE` of JSON lines or CSV with id, label and, if known, second, confidence and scoring_only")
	fs.StringVar(&f.lines, "lines", "", "`FILE` of JSON lines with id and lines, each [start, end, letters]")
	fs.StringVar(&f.teach, "teaching", "", "`FILE` of JSON lines with id, label, second, confidence and lines, to learn from and never to score")
	fs.StringVar(&f.group, "group", "employer", "what must not stand on both sides of a fold: employer or source")
}

func (f *exampleFlags) check() error {
	if g := evaluate.Grouping(f.group); g != evaluate.BySourceGroup && g != evaluate.ByEmployerGroup {
		return fmt.Errorf("--group %q: source or employer", f.group)
	}
	return nil
}

// read reads the postings of a data set, with what people said of them. Where the
// words are to be learned from, the lexicon numbers all of them.
func (f *exampleFlags) read(cmd *cobra.Command, args []string, lex *lexicon.Lexicon, learn bool) (*labelled.Examples, error) {
	part, err := f.in.parse()
	if err != nil {
		return nil, err
	}
	bar := terminal.NewProgress(cmd.ErrOrStderr(), args, false)
	defer bar.Clear()
	return labelled.Source{
		Documents: collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: f.in.fields, Want: part.wants, Consumed: &bar.Consumed}),
		Named:     strings.Join(args, ", "), Labels: f.labels, Lines: f.lines, Teaching: f.teach, Group: evaluate.Grouping(f.group),
		Options: f.in.extract(), Jobs: f.in.jobs, Done: bar.Add,
	}.Read(cmd.Context(), lex, learn)
}
