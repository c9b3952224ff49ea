package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"rolecall/classify/evaluate"
	"rolecall/lexicon"
)

func newEvaluateCmd() *cobra.Command {
	var (
		in           inputFlags
		model        modelFlags
		labels, form string
		folds        int
		ablate       string
		swap         bool
	)
	cmd := &cobra.Command{
		Use:   "evaluate DATA...",
		Short: "Measure the labels against postings that people have labelled",
		Long: `evaluate labels the postings of a data set and compares with the labels that
people gave: those of --labels (JSON lines of id, label and, if known, how sure the reader
was: confidence), or of the data
set's own column label. Both readings are measured: the duties alone, and title
and duties together.

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
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains([]string{"table", "json", "markdown"}, form) {
				return fmt.Errorf("--format %q: one of table, json, markdown", form)
			}
			if folds == 1 || folds < 0 {
				return fmt.Errorf("--cv %d: at least 2 folds", folds)
			}
			c, lex, err := model.classifier()
			if err != nil {
				return err
			}
			examples, err := readExamples(cmd, args, &in, c, labels)
			if err != nil {
				return err
			}
			predict := func(examples []evaluate.Example) (body, combined []evaluate.Prediction, err error) {
				if folds == 0 {
					body, combined = evaluate.Predict(c.Model(), examples)
					return body, combined, nil
				}
				return evaluate.CrossValidate(lex, examples, folds, evaluate.FitOptions{})
			}
			if ablate != "" {
				return printAblations(cmd, lex, ablate, examples, predict)
			}
			body, combined, err := predict(examples)
			if err != nil {
				return err
			}
			if swap {
				return printSwaps(cmd, form, c, body)
			}
			return printEvaluation(cmd, form, body, combined)
		},
	}
	in.add(cmd)
	model.add(cmd)
	cmd.Flags().StringVar(&labels, "labels", "", "`FILE` of JSON lines with id and label")
	cmd.Flags().StringVar(&form, "format", "table", "table, json or markdown")
	cmd.Flags().IntVar(&folds, "cv", 0, "cross-validate over `N` folds by employer")
	cmd.Flags().StringVar(&ablate, "ablate", "", "leave out one part of the lexicon at a time: documents or kinds")
	cmd.Flags().BoolVar(&swap, "swap-titles", false, "measure the audit on postings whose titles were swapped")
	return cmd
}

// printAblations prints the macro-F1 with all concepts, and without each part.
func printAblations(cmd *cobra.Command, lex *lexicon.Lexicon, by string, examples []evaluate.Example,
	predict func([]evaluate.Example) (body, combined []evaluate.Prediction, err error)) error {
	parts, err := evaluate.Ablations(lex, by)
	if err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%-16s %8s %8s %8s %8s %8s\n", "WITHOUT", "CONCEPTS", "DUTIES", "LOSS", "COMBINED", "LOSS")
	var body0, combined0 float64
	line := func(name string, concepts int, examples []evaluate.Example) error {
		b, c, err := predict(examples)
		if err != nil {
			return err
		}
		body, combined := evaluate.Measure(b).MacroF1, evaluate.Measure(c).MacroF1
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
