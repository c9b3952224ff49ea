package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/cmd/internal/evaluation"
	"rolecall/cmd/internal/labelled"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

// evaluateFlags are the flags of evaluate.
type evaluateFlags struct {
	from   exampleFlags
	model  modelFlags
	out    outputFlags
	folds  int
	ablate string
	swap   bool
	errors bool
	damage bool
	curve  []int
	beside string
}

func newEvaluateCmd() *cobra.Command {
	var f evaluateFlags
	cmd := &cobra.Command{
		Use:   "evaluate DATA...",
		Short: "Measure the labels against postings that people have labelled",
		Long: `evaluate labels the postings of a data set and compares with the labels that
people gave: those of --labels (JSON lines or CSV of id, label and, if known, how
sure the reader was: confidence), or of the data set's own column label. Both
readings are measured: the duties alone, and title and duties together.

With --cv, the weights are fitted anew for each fold, on the postings of the
employers outside it (or sources, see --group), and every posting is labelled by
a model that has seen none of its employer's. Postings without a label then teach
what their titles say of them; else they are passed over.

With --lines, the letters of statements and the soundness of evidence are
measured by lines that readers marked: by letter, source and concept, with the
patterns of the lexicon that are seldom right and lines that they were found in.

With --errors, the postings that were misread are listed: what the reader said
and how surely, what the program says, and the statements that decided.

With --damage, the texts are read again without their line breaks, commas, all
punctuation, or second half: what does each loss cost?

With --curve, the folds are fitted to so many labels only, for each number of
the list: what are more labels worth? --beside FILE (CSV of model, labels and
macro_f1) puts the figures of other models beside it.

With --ablate, the concepts of one document, or of one kind, are left out at a
time, and the macro-F1 without them is printed: what carries the result?

With --swap-titles, the audit is measured: each posting of one of the four
roles is given the title of another (TPM to PM, PM to PM-T, PM-T to EM, EM to
TPM), and it is counted how many of these titles are found, and how many of
those that match are taken for a mismatch. So are the postings' own titles, and
what comes of titles that name another job, or nearly one of the four.

Postings that are marked as for scoring only (scoring_only in --labels, or by
rolecall's own list) are counted like others, but --errors refuses them, no list
shows them, and no fold is fitted to them.`,
		Example: `  zcat postings.jsonl.gz | rolecall evaluate --labels gold.jsonl -
  rolecall evaluate --cv 5 --labels gold.jsonl postings.jsonl.gz
  rolecall evaluate --cv 5 --errors --labels gold.jsonl postings.jsonl.gz -o errors.csv
  rolecall evaluate --weights prior --format json labelled.jsonl
  rolecall evaluate --cv 5 --swap-titles --labels gold.jsonl postings.jsonl.gz`,
		Args: atLeastOne(nothingLabelled),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.from.add(cmd)
	f.model.add(cmd)
	f.out.add(cmd, "table, json or markdown; with --errors table, json, jsonl, csv or xlsx")
	fs := cmd.Flags()
	fs.IntVar(&f.folds, "cv", 0, "cross-validate over `N` folds, see --group")
	fs.StringVar(&f.ablate, "ablate", "", "leave out one part of the lexicon at a time: documents or kinds")
	fs.BoolVar(&f.swap, "swap-titles", false, "measure the audit on postings whose titles were swapped")
	fs.BoolVar(&f.errors, "errors", false, "list the postings that were misread, and the statements that decided")
	fs.BoolVar(&f.damage, "damage", false, "measure what it costs that texts lost line breaks, commas, punctuation or their end")
	fs.IntSliceVar(&f.curve, "curve", nil, "measure with so many labels to fit to, for each `NUMBER` of the list; needs --cv")
	fs.StringVar(&f.beside, "beside", "", "`FILE` of other models' figures to stand beside --curve")
	return cmd
}

func (f *evaluateFlags) run(cmd *cobra.Command, args []string) error {
	format, err := f.check(cmd, args)
	if err != nil {
		return err
	}
	others, err := evaluation.ReadCurves(f.beside)
	if err != nil {
		return err
	}
	c, lex, err := f.model.classifier()
	if err != nil {
		return err
	}
	var parts []evaluate.Ablation
	if f.ablate != "" {
		if parts, err = evaluate.Ablations(lex, f.ablate); err != nil {
			return err
		}
	}
	x, err := f.from.read(cmd, args, c.Lexicon(), f.folds > 0)
	if err != nil {
		return err
	}
	if err := f.checkExamples(x, lex); err != nil {
		return err
	}
	f.note(cmd, x.Notes)
	each, style := f.each(cmd, c, x), f.out.Style(cmd.OutOrStdout())
	switch {
	case parts != nil:
		return f.out.Print(cmd.OutOrStdout(), func(w io.Writer) error { return evaluation.WriteAblations(w, parts, x.All, each, style) })
	case f.errors:
		return f.printErrors(cmd, format, x.All, each)
	case f.swap:
		return f.out.Print(cmd.OutOrStdout(), func(w io.Writer) error { return evaluation.WriteSwaps(w, format, c, x.All, each, style) })
	}
	e, err := evaluation.Measure(x.All, each, f.damage)
	if err != nil {
		return err
	}
	if len(f.curve) > 0 {
		progress := func(labels int) func(int) { return f.foldNote(cmd, fmt.Sprintf(", %d labels", labels)) }
		if err := e.MeasureCurve(x, f.folds, f.curve, others, progress); err != nil {
			return err
		}
	}
	return f.out.Print(cmd.OutOrStdout(), func(w io.Writer) error { return evaluation.Write(w, format, e, howMeasured(cmd), style) })
}

// checkExamples refuses postings that cannot be measured as it is asked, and notes
// what is not fitted to.
func (f *evaluateFlags) checkExamples(x *labelled.Examples, lex *lexicon.Lexicon) error {
	teaching := evaluate.Teaching(x.All)
	if f.errors && len(evaluate.Labelled(teaching)) == 0 {
		return errors.New("--errors: these postings are for scoring only: nobody reads how they were misread, or they would say nothing of postings that nobody has seen; evaluate without --errors scores them")
	}
	if f.folds == 0 {
		p, err := f.model.parameters()
		x.Notes = append(x.Notes, evaluation.Stale(p, lex)...)
		return err
	}
	notes := sealedNotes(len(x.All) - len(teaching))
	x.Notes = append(x.Notes, notes...)
	err := evaluate.TeachesFolds(x.All, f.folds)
	if err != nil && notes != nil {
		return fmt.Errorf("%w; %s", err, notes[0])
	}
	return err
}

func (f *evaluateFlags) each(cmd *cobra.Command, c *classify.Classifier, x *labelled.Examples) evaluation.Judging {
	return func(examples []evaluate.Example, judge func(*classify.Classifier, []evaluate.Example)) error {
		if f.folds == 0 {
			judge(c, evaluate.Judged(examples))
			return nil
		}
		return evaluate.Folding{Folds: f.folds, Progress: f.foldNote(cmd, "")}.Each(x.Lex, examples, judge)
	}
}

// check finds what cannot be done before anything is read: that takes minutes.
// It returns the format of the output.
func (f *evaluateFlags) check(cmd *cobra.Command, args []string) (format string, err error) {
	formats, by := []string{"table", "json", "markdown"}, ""
	var alone []string
	for _, x := range []struct {
		flag string
		is   bool
	}{{"--ablate", f.ablate != ""}, {"--swap-titles", f.swap}, {"--errors", f.errors}, {"--damage or --curve", f.damage || len(f.curve) > 0}} {
		if x.is {
			alone = append(alone, x.flag)
		}
	}
	switch {
	case len(alone) > 1:
		return "", fmt.Errorf("%s: one at a time", strings.Join(alone, " and "))
	case f.ablate != "":
		formats, by = formats[:1], " with --ablate"
	case f.swap:
		formats, by = formats[:2], " with --swap-titles"
	case f.errors:
		shape := evaluation.MisreadTable()
		formats, by = shape.Formats(), " with --errors"
	}
	if !f.errors && f.out.Format == "" && f.out.ToStdout() {
		f.out.Format = "table"
	}
	if f.out.Format != "" && !slices.Contains(formats, f.out.Format) {
		return "", fmt.Errorf("--format %q: one of %s%s", f.out.Format, strings.Join(formats, ", "), by)
	}
	if err := f.from.check(); err != nil {
		return "", err
	}
	switch {
	case f.folds == 1 || f.folds < 0:
		return "", fmt.Errorf("--cv %d: at least 2 folds", f.folds)
	case len(f.curve) > 0 && f.folds == 0:
		return "", errors.New("--curve: needs --cv, since each number of labels is fitted to anew")
	case len(f.curve) > 0 && slices.Min(f.curve) < 1:
		return "", fmt.Errorf("--curve %d: numbers of labels, 1 and more", slices.Min(f.curve))
	case f.beside != "" && len(f.curve) == 0:
		return "", errors.New("--beside: needs --curve")
	}
	others := append(f.model.files(), outfile.Named{As: "--labels", Path: f.from.labels}, outfile.Named{As: "--lines", Path: f.from.lines}, outfile.Named{As: "--beside", Path: f.beside})
	if err := checkFiles(cmd, []outfile.Named{{As: "-o", Path: f.out.File()}}, args, others...); err != nil {
		return "", err
	}
	return f.out.Choose(cmd.OutOrStdout(), formats)
}

func (f *evaluateFlags) note(cmd *cobra.Command, notes []string) {
	if !f.out.quiet {
		printNotes(cmd, notes)
	}
}

func printNotes(cmd *cobra.Command, notes []string) {
	s := terminal.StyleOf(cmd.ErrOrStderr(), false)
	for _, n := range notes {
		fmt.Fprintln(cmd.ErrOrStderr(), s.Fitted("note: "+n, 2))
	}
}

// foldNote says which fold is being fitted.
func (f *evaluateFlags) foldNote(cmd *cobra.Command, of string) func(int) {
	if f.out.quiet {
		return nil
	}
	return func(k int) { fmt.Fprintf(cmd.ErrOrStderr(), "fold %d of %d%s\n", k+1, f.folds, of) }
}

// howMeasured is the command line, without the folders of files.
func howMeasured(cmd *cobra.Command) string {
	how := "rolecall evaluate"
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch value := strings.Trim(f.Value.String(), "[]"); {
		case f.Name == "output" || f.Name == "quiet":
		case value == "true":
			how += " --" + f.Name
		default:
			how += " --" + f.Name + " " + filepath.Base(value)
		}
	})
	return how + " DATA"
}

// printErrors lists the postings that were misread.
func (f *evaluateFlags) printErrors(cmd *cobra.Command, format string, examples []evaluate.Example, each evaluation.Judging) error {
	m, err := evaluation.FindMisread(examples, each)
	if err != nil {
		return err
	}
	if err := f.out.WriteAll(cmd.OutOrStdout(), format, evaluation.MisreadTable(), m.Rows); err != nil {
		return err
	}
	f.note(cmd, m.Notes())
	return nil
}
