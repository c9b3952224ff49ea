package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/cmd/internal/labelled"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/terminal"
)

func newFitCmd() *cobra.Command {
	var (
		from     exampleFlags
		dir, out string
	)
	cmd := &cobra.Command{
		Use:   "fit DATA...",
		Short: "Fit new weights to labelled postings",
		Long: `fit learns the weights of the concepts from postings that people have labelled,
starting from what the documents say; see evaluate for the labels. Postings
without a label teach what their titles say of them. The same data gives the
same bytes. Use the result with --weights.`,
		Example: `  rolecall fit --labels gold.jsonl -o weights.json postings.jsonl.gz
  rolecall classify --weights weights.json saved/`,
		Args: atLeastOne(nothingLabelled),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := output.CheckEnding("-o", out, "json"); err != nil {
				return err
			}
			if err := checkFiles(cmd, []outfile.Named{{As: "-o", Path: out}}, args, outfile.Named{As: "--labels", Path: from.labels}, outfile.Named{As: "--lines", Path: from.lines}); err != nil {
				return err
			}
			lex, err := openLexicon(dir)
			if err != nil {
				return err
			}
			if err := from.check(); err != nil {
				return err
			}
			x, err := from.read(cmd, args, lex, true)
			if err != nil {
				return err
			}
			teaching := evaluate.Teaching(x.All)
			notes := append(x.Notes, sealedNotes(len(x.All)-len(teaching))...)
			x.All = teaching
			printNotes(cmd, append(notes, fitNotes(x)...))
			fit, err := evaluate.FitAll(x.Lex, x.All, func(step string) { fmt.Fprintln(cmd.ErrOrStderr(), "fitting "+step) })
			if err != nil {
				return err
			}
			p := fit.Parameters
			gold := len(evaluate.Labelled(x.All))
			p.Fitted = fmt.Sprintf("%d labelled postings, the lines of %d, and the titles of %d others", gold, evaluate.MarkedPostings(x.All), len(x.All)-gold)
			return writeWeights(cmd, out, p)
		},
	}
	from.add(cmd)
	addLexicon(cmd, &dir)
	cmd.Flags().StringVarP(&out, "output", "o", "", "write to `FILE`.json in place of standard output")
	return cmd
}

// sealedNotes say how many postings are scored, and not fitted to.
func sealedNotes(n int) []string {
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf("for scoring only, and not fitted to: %s", terminal.Plural(n, "posting"))}
}

// fitNotes say what a fit does not learn.
func fitNotes(x *labelled.Examples) (notes []string) {
	if unseen := evaluate.Unseen(x.Lex, x.All); len(unseen) > 0 {
		notes = append(notes, fmt.Sprintf("not fitted: %s: no labelled posting has %s, and what the documents say, and no more, is counted", terminal.Listed(unseen), terminal.Pronoun(unseen)))
	}
	return notes
}

func writeWeights(cmd *cobra.Command, path string, p *classify.Parameters) error {
	if path == "" || path == "-" {
		return classify.WriteParameters(cmd.OutOrStdout(), p)
	}
	return outfile.Write(path, func(f *outfile.File) error { return classify.WriteParameters(f, p) })
}
