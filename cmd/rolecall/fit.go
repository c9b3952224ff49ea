package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/cmd/internal/outfile"
)

func newFitCmd() *cobra.Command {
	var (
		in          inputFlags
		dir         string
		labels, out string
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
			if err := checkEnding("-o", out, "json"); err != nil {
				return err
			}
			if err := checkFiles(cmd, []outfile.Named{{As: "-o", Path: out}}, args, outfile.Named{As: "--labels", Path: labels}); err != nil {
				return err
			}
			lex, err := openLexicon(dir)
			if err != nil {
				return err
			}
			examples, err := readExamples(cmd, args, &in, classify.New(lex, classify.Options{}), labels)
			if err != nil {
				return err
			}
			m, err := evaluate.FitAll(lex, examples, fitFolds, evaluate.FitOptions{})
			if err != nil {
				return err
			}
			gold := len(evaluate.Labelled(examples))
			fitted := fmt.Sprintf("%d labelled postings, and the titles of %d others", gold, len(examples)-gold)
			return writeWeights(cmd, out, m.Parameters(lex, fitted))
		},
	}
	in.add(cmd)
	addLexicon(cmd, &dir)
	cmd.Flags().StringVar(&labels, "labels", "", "`FILE` of JSON lines with id and label")
	cmd.Flags().StringVarP(&out, "output", "o", "", "write to `FILE`.json in place of standard output")
	return cmd
}

// fitFolds is the number of folds on which temperature and titles are fitted.
const fitFolds = 5

func writeWeights(cmd *cobra.Command, path string, p *classify.Parameters) error {
	if path == "" || path == "-" {
		return classify.WriteParameters(cmd.OutOrStdout(), p)
	}
	return outfile.Write(path, func(f *outfile.File) error { return classify.WriteParameters(f, p) })
}
