package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

func newEvaluateCmd() *cobra.Command {
	var (
		in           inputFlags
		model        modelFlags
		labels, form string
	)
	cmd := &cobra.Command{
		Use:   "evaluate DATA...",
		Short: "Measure the labels against postings that people have labelled",
		Long: `evaluate labels the postings of a data set and compares with the labels that
people gave: those of --labels (JSON lines of id and label), or of the data
set's own column label. Postings without a label are passed over. Both readings
are measured: the duties alone, and duties and title together.`,
		Example: `  zcat postings.jsonl.gz | rolecall evaluate --labels gold.jsonl -
  rolecall evaluate --format json labelled.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if form != "table" && form != "json" {
				return fmt.Errorf("--format %q: one of table, json", form)
			}
			c, _, err := model.classifier()
			if err != nil {
				return err
			}
			truth, err := readLabels(labels)
			if err != nil {
				return err
			}
			body, combined, err := predictions(cmd, args, &in, c, truth)
			if err != nil {
				return err
			}
			return printEvaluation(cmd, form, body, combined)
		},
	}
	in.add(cmd)
	model.add(cmd)
	cmd.Flags().StringVar(&labels, "labels", "", "`FILE` of JSON lines with id and label")
	cmd.Flags().StringVar(&form, "format", "table", "table or json")
	return cmd
}

// readLabels reads JSON lines of id and label. Without a file it returns nil.
func readLabels(path string) (map[string]lexicon.Role, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	labels := map[string]lexicon.Role{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		var l struct {
			ID    string       `json:"id"`
			Label lexicon.Role `json:"label"`
		}
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if l.Label.Index() < 0 {
			return nil, fmt.Errorf("%s:%d: label %q: one of TPM, PM, PM-T, EM, none", path, n, l.Label)
		}
		labels[l.ID] = l.Label
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return labels, nil
}

// predictions labels the postings that have a truth.
func predictions(cmd *cobra.Command, args []string, in *inputFlags, c *classify.Classifier, truth map[string]lexicon.Role) (body, combined []evaluate.Prediction, err error) {
	part, err := in.parse()
	if err != nil {
		return nil, nil, err
	}
	type pair struct {
		body, combined evaluate.Prediction
		ok             bool
	}
	documents := collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: in.fields})
	work := func(d collect.Document) (p pair) {
		if d.Row == nil {
			return p
		}
		label := lexicon.Role(d.Row.Label)
		if truth != nil {
			label = truth[d.Row.ID]
		}
		if label.Index() < 0 {
			return p
		}
		e := d.Extract(extractOptions())[0]
		r := c.Classify(e)
		base := evaluate.Prediction{ID: d.Row.ID, Employer: strings.ToLower(d.Row.Company), Words: len(strings.Fields(e.Posting.Text)), Truth: label}
		return pair{withProbabilities(base, r.Body.Probabilities), withProbabilities(base, r.Probabilities), true}
	}
	err = inOrder(cmd.Context(), part.filter(documents), in.jobs, work, func(p pair) error {
		if p.ok {
			body, combined = append(body, p.body), append(combined, p.combined)
		}
		return nil
	})
	if err == nil && len(body) == 0 {
		err = fmt.Errorf("no labelled postings in %s", strings.Join(args, ", "))
	}
	return body, combined, err
}

// withProbabilities fills in what was read; a posting that could not be read
// counts as labelled none, with certainty.
func withProbabilities(p evaluate.Prediction, read map[lexicon.Role]float64) evaluate.Prediction {
	if len(read) == 0 {
		read = map[lexicon.Role]float64{lexicon.None: 1}
	}
	for i, r := range lexicon.Roles() {
		p.P[i] = read[r]
	}
	return p
}

// evaluation is what is measured of one reading.
type evaluation struct {
	Reading string `json:"reading"`
	evaluate.Metrics
	Interval evaluate.Interval `json:"macro_f1_95"`
}

func printEvaluation(cmd *cobra.Command, form string, body, combined []evaluate.Prediction) error {
	all := []evaluation{
		{"duties", evaluate.Measure(body), evaluate.Bootstrap(body)},
		{"title and duties", evaluate.Measure(combined), evaluate.Bootstrap(combined)},
	}
	if form == "json" {
		return writeJSON(cmd.OutOrStdout(), all, "  ")
	}
	for i := range all {
		if _, err := fmt.Fprint(cmd.OutOrStdout(), evaluationText(&all[i])); err != nil {
			return err
		}
	}
	return nil
}

func evaluationText(e *evaluation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d postings, macro-F1 %.3f (95%% interval %.3f to %.3f), accuracy %.3f\n",
		strings.ToUpper(e.Reading), e.N, e.MacroF1, e.Interval.Low, e.Interval.High, e.Accuracy)
	fmt.Fprintf(&b, "calibration error %.3f (floor %.3f), Brier %.3f, log loss %.3f, coverage at 95%% accuracy %.2f\n\n",
		e.ECE, e.ECEFloor, e.Brier, e.LogLoss, e.CoverageAt95)
	fmt.Fprintf(&b, "%-6s %5s %9s %6s %6s   labelled as", "TRUTH", "N", "PRECISION", "RECALL", "F1")
	for _, c := range e.Classes {
		fmt.Fprintf(&b, "%6s", c.Role)
	}
	b.WriteByte('\n')
	for k, c := range e.Classes {
		fmt.Fprintf(&b, "%-6s %5d %9.3f %6.3f %6.3f   %11s", c.Role, c.N, c.Precision, c.Recall, c.F1, "")
		for _, n := range e.Counts[k] {
			fmt.Fprintf(&b, "%6d", n)
		}
		b.WriteByte('\n')
	}
	b.WriteString("\nconfidence")
	for _, bin := range e.Reliability {
		fmt.Fprintf(&b, " %5.2f", bin.Confidence)
	}
	b.WriteString("\naccuracy  ")
	for _, bin := range e.Reliability {
		fmt.Fprintf(&b, " %5.2f", bin.Accuracy)
	}
	b.WriteString("\n\n")
	return b.String()
}
