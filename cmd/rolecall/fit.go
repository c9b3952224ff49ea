package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/classify/evaluate"
)

func newFitCmd() *cobra.Command {
	var (
		in          inputFlags
		model       modelFlags
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
			c, lex, err := model.classifier()
			if err != nil {
				return err
			}
			examples, err := readExamples(cmd, args, &in, c, labels)
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
	model.add(cmd)
	cmd.Flags().StringVar(&labels, "labels", "", "`FILE` of JSON lines with id and label")
	cmd.Flags().StringVarP(&out, "output", "o", "", "write to `FILE` in place of standard output")
	return cmd
}

// fitFolds is the number of folds on which temperature and titles are fitted.
const fitFolds = 5

func writeWeights(cmd *cobra.Command, path string, p *classify.Parameters) error {
	var b bytes.Buffer
	if err := classify.WriteParameters(&b, p); err != nil {
		return err
	}
	if path == "" || path == "-" {
		_, err := cmd.OutOrStdout().Write(b.Bytes())
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
