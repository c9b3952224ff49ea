package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/metrics"
)

// evaluateFlags are the flags of evaluate.
type evaluateFlags struct {
	from   exampleFlags
	model  modelFlags
	form   string
	folds  int
	ablate string
	swap   bool
}

func newEvaluateCmd() *cobra.Command {
	var f evaluateFlags
	cmd := &cobra.Command{
		Use:   "evaluate DATA...",
		Short: "Measure the labels against postings that people have labelled",
		Long: `evaluate labels the postings of a data set and compares with the labels that
people gave: those of --labels (JSON lines of id, label and, if known, how sure
the reader was: confidence), or of the data set's own column label. Both
readings are measured: the duties alone, and title and duties together.

With --cv, the weights are fitted anew for each fold, on the postings of the
employers outside it, and every posting is labelled by a model that has seen
none of its employer's. Postings without a label then teach what their titles
say of them; else they are passed over.

With --ablate, the concepts of one document, or of one kind, are left out at a
time, and the macro-F1 without them is printed: what carries the result?

With --swap-titles, the audit is measured: each posting of one of the four
roles is given the title of another (TPM to PM, PM to PM-T, PM-T to EM, EM to
TPM), and it is counted how many of these titles are found, and how many of
those that match are taken for a mismatch. So are the postings' own titles.`,
		Example: `  zcat postings.jsonl.gz | rolecall evaluate --labels gold.jsonl -
  rolecall evaluate --cv 5 --labels gold.jsonl postings.jsonl.gz
  rolecall evaluate --weights prior --format json labelled.jsonl
  rolecall evaluate --cv 5 --swap-titles --labels gold.jsonl postings.jsonl.gz`,
		Args: atLeastOne(nothingLabelled),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.from.add(cmd)
	f.model.add(cmd)
	fs := cmd.Flags()
	fs.StringVar(&f.form, "format", "table", "table, json or markdown")
	fs.IntVar(&f.folds, "cv", 0, "cross-validate over `N` folds, see --group")
	fs.StringVar(&f.ablate, "ablate", "", "leave out one part of the lexicon at a time: documents or kinds")
	fs.BoolVar(&f.swap, "swap-titles", false, "measure the audit on postings whose titles were swapped")
	return cmd
}

func (f *evaluateFlags) run(cmd *cobra.Command, args []string) error {
	if err := f.check(); err != nil {
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
	printNotes(cmd, x.notes)
	predict := func(examples []evaluate.Example) (body, combined []metrics.Prediction, lines metrics.LineScore, err error) {
		if f.folds == 0 {
			body, combined = evaluate.Predict(c, examples, &lines)
			return body, combined, lines, nil
		}
		return evaluate.CrossValidate(x.lex, examples, f.folds, foldNote(cmd, f.folds))
	}
	if parts != nil {
		return printAblations(cmd, parts, x.all, predict)
	}
	body, combined, lines, err := predict(x.all)
	if err != nil {
		return err
	}
	if f.swap {
		return printSwaps(cmd, f.form, c, body)
	}
	return printEvaluation(cmd, f.form, body, combined, &lines)
}

// check finds what cannot be done before anything is read: that takes minutes.
func (f *evaluateFlags) check() error {
	formats, by := []string{"table", "json", "markdown"}, ""
	switch {
	case f.ablate != "" && f.swap:
		return errors.New("--ablate and --swap-titles: one at a time")
	case f.ablate != "":
		formats, by = formats[:1], " with --ablate"
	case f.swap:
		formats, by = formats[:2], " with --swap-titles"
	}
	if !slices.Contains(formats, f.form) {
		return fmt.Errorf("--format %q: one of %s%s", f.form, strings.Join(formats, ", "), by)
	}
	if err := f.from.check(); err != nil {
		return err
	}
	if f.folds == 1 || f.folds < 0 {
		return fmt.Errorf("--cv %d: at least 2 folds", f.folds)
	}
	return nil
}

// printAblations prints the macro-F1 with all concepts, and without each part.
func printAblations(cmd *cobra.Command, parts []evaluate.Ablation, examples []evaluate.Example,
	predict func([]evaluate.Example) (body, combined []metrics.Prediction, lines metrics.LineScore, err error)) error {
	fmt.Fprintf(cmd.OutOrStdout(), "%-16s %8s %8s %8s %8s %8s\n", "WITHOUT", "CONCEPTS", "DUTIES", "LOSS", "COMBINED", "LOSS")
	var body0, combined0 float64
	line := func(name string, concepts int, examples []evaluate.Example) error {
		b, c, _, err := predict(examples)
		if err != nil {
			return err
		}
		body, combined := metrics.Measure(b).MacroF1, metrics.Measure(c).MacroF1
		if body0 == 0 {
			body0, combined0 = body, combined
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%-16s %8d %8.3f %+8.3f %8.3f %+8.3f\n", name, concepts, body, body0-body, combined, combined0-combined)
		return err
	}
	if err := line("nothing", 0, examples); err != nil {
		return err
	}
	for i := range parts {
		if err := line(parts[i].Name, parts[i].Concepts, parts[i].Apply(examples)); err != nil {
			return err
		}
	}
	return nil
}

func printNotes(cmd *cobra.Command, notes []string) {
	for _, n := range notes {
		fmt.Fprintln(cmd.ErrOrStderr(), "note: "+n)
	}
}

// foldNote says which fold is being fitted.
func foldNote(cmd *cobra.Command, folds int) func(int) {
	return func(k int) { fmt.Fprintf(cmd.ErrOrStderr(), "fold %d of %d\n", k+1, folds) }
}
