package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
		folds        int
		ablate       string
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
time, and the macro-F1 without them is printed: what carries the result?`,
		Example: `  zcat postings.jsonl.gz | rolecall evaluate --labels gold.jsonl -
  rolecall evaluate --cv 5 --labels gold.jsonl postings.jsonl.gz
  rolecall evaluate --weights prior --format json labelled.jsonl`,
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
			return printEvaluation(cmd, form, body, combined)
		},
	}
	in.add(cmd)
	model.add(cmd)
	cmd.Flags().StringVar(&labels, "labels", "", "`FILE` of JSON lines with id and label")
	cmd.Flags().StringVar(&form, "format", "table", "table, json or markdown")
	cmd.Flags().IntVar(&folds, "cv", 0, "cross-validate over `N` folds by employer")
	cmd.Flags().StringVar(&ablate, "ablate", "", "leave out one part of the lexicon at a time: documents or kinds")
	return cmd
}

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
		Args: cobra.MinimumNArgs(1),
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

// A reading is what a person said of a posting.
type reading struct {
	ID         string       `json:"id"`
	Label      lexicon.Role `json:"label"`
	Confidence float64      `json:"confidence"` // how sure they were, 0 to 1; 0 or absent: not stated
}

// readLabels reads JSON lines of id and label. Without a file it returns nil.
func readLabels(path string) (map[string]reading, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	labels := map[string]reading{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		var l reading
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if l.Label.Index() < 0 {
			return nil, fmt.Errorf("%s:%d: label %q: one of TPM, PM, PM-T, EM, none", path, n, l.Label)
		}
		labels[l.ID] = l
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return labels, nil
}

// readExamples reads the postings of a data set, with the labels that people
// gave them.
func readExamples(cmd *cobra.Command, args []string, in *inputFlags, c *classify.Classifier, labels string) ([]evaluate.Example, error) {
	part, err := in.parse()
	if err != nil {
		return nil, err
	}
	truth, err := readLabels(labels)
	if err != nil {
		return nil, err
	}
	var examples []evaluate.Example
	documents := collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: in.fields})
	work := func(d collect.Document) *evaluate.Example { return newExample(c, d, truth) }
	err = inOrder(cmd.Context(), part.filter(documents), in.jobs, work, func(e *evaluate.Example) error {
		if e != nil {
			examples = append(examples, *e)
		}
		return nil
	})
	if err == nil && len(evaluate.Labelled(examples)) == 0 {
		err = fmt.Errorf("no labelled postings in %s", strings.Join(args, ", "))
	}
	return examples, err
}

// newExample reads a row; nil where it holds no posting.
func newExample(c *classify.Classifier, d collect.Document, truth map[string]reading) *evaluate.Example {
	if d.Row == nil {
		return nil
	}
	said := reading{Label: lexicon.Role(d.Row.Label)}
	if truth != nil {
		said = truth[d.Row.ID]
	}
	if said.Label.Index() < 0 {
		said.Label = ""
	}
	e := d.Extract(extractOptions())[0]
	if said.Label == "" && (!e.OK() || e.Posting.Language != lexicon.Language) {
		return nil
	}
	x := &evaluate.Example{ID: d.Row.ID, Employer: strings.ToLower(strings.TrimSpace(d.Row.Company)), Source: d.Row.Source, Label: said.Label, Sure: said.Confidence}
	x.Title = c.ReadTitle(d.Row.Title)
	x.Features, x.Words = c.Features(e)
	return x
}

// evaluation is what is measured of one reading.
type evaluation struct {
	Reading string `json:"reading"`
	evaluate.Metrics
	Interval  evaluate.Interval     `json:"macro_f1_95"`
	Titles    []evaluate.TitleGroup `json:"by_title"`
	Employers []evaluate.Slice      `json:"by_employer"`
	Sources   []evaluate.Slice      `json:"by_source"`
	Lengths   []evaluate.Slice      `json:"by_length"`
}

func newEvaluation(name string, ps []evaluate.Prediction) evaluation {
	return evaluation{
		Reading: name, Metrics: evaluate.Measure(ps), Interval: evaluate.Bootstrap(ps), Titles: evaluate.ByTitle(ps),
		Employers: evaluate.ByEmployer(ps), Sources: evaluate.BySource(ps), Lengths: evaluate.ByLength(ps),
	}
}

func printEvaluation(cmd *cobra.Command, form string, body, combined []evaluate.Prediction) error {
	all := []evaluation{newEvaluation("duties", body), newEvaluation("title and duties", combined)}
	switch form {
	case "json":
		return writeJSON(cmd.OutOrStdout(), all, "  ")
	case "markdown":
		how := "rolecall evaluate"
		cmd.Flags().Visit(func(f *pflag.Flag) {
			how += " --" + f.Name + " " + filepath.Base(f.Value.String())
		})
		_, err := fmt.Fprint(cmd.OutOrStdout(), figuresMarkdown(all, how+" DATA"))
		return err
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
	titlesText(&b, e)
	slicesText(&b, "SOURCE", e.Sources)
	slicesText(&b, "LENGTH", e.Lengths)
	slicesText(&b, "EMPLOYER", e.Employers)
	return b.String()
}

// titlesText says how the postings of each kind of title were labelled,
// whether a person labelled them or not.
func titlesText(b *strings.Builder, e *evaluation) {
	fmt.Fprintf(b, "%-40s %6s  labelled", "TITLE SAYS", "N")
	for _, c := range e.Classes {
		fmt.Fprintf(b, "%7s", c.Role)
	}
	b.WriteByte('\n')
	for _, g := range e.Titles {
		fmt.Fprintf(b, "%-40s %6d  %8s", g.Title, g.N, "")
		for _, n := range g.Labels {
			fmt.Fprintf(b, "%6.1f%%", 100*float64(n)/float64(g.N))
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
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

func slicesText(b *strings.Builder, name string, parts []evaluate.Slice) {
	fmt.Fprintf(b, "%-40s %6s %9s %9s %11s\n", name, "N", "ACCURACY", "MACRO-F1", "CONFIDENCE")
	for _, s := range parts {
		fmt.Fprintf(b, "%s %6d %9.3f %9.3f %11.3f\n", fit(s.Name, 40), s.N, s.Accuracy, s.MacroF1, s.Confidence)
	}
	b.WriteByte('\n')
}
