package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rolecall/classify/evaluate/metrics"
)

// evaluation is what is measured of one reading.
type evaluation struct {
	Reading string `json:"reading"`
	metrics.Metrics
	Interval  metrics.Interval     `json:"macro_f1_95"`
	Sure      metrics.Sure         `json:"sure"`
	Titles    []metrics.TitleGroup `json:"by_title"`
	Employers []metrics.Slice      `json:"by_employer"`
	Sources   []metrics.Slice      `json:"by_source"`
	Lengths   []metrics.Slice      `json:"by_length"`
}

func newEvaluation(name string, ps []metrics.Prediction) evaluation {
	return evaluation{
		Reading: name, Metrics: metrics.Measure(ps), Interval: metrics.Bootstrap(ps), Titles: metrics.ByTitle(ps), Sure: metrics.OfSure(ps),
		Employers: metrics.ByEmployer(ps), Sources: metrics.BySource(ps), Lengths: metrics.ByLength(ps),
	}
}

func printEvaluation(cmd *cobra.Command, form string, body, combined []metrics.Prediction, lines *metrics.LineScore) error {
	all := []evaluation{newEvaluation("duties", body), newEvaluation("title and duties", combined)}
	switch form {
	case "json":
		return writeJSON(cmd.OutOrStdout(), all, "  ")
	case "markdown":
		how := "rolecall evaluate"
		cmd.Flags().Visit(func(f *pflag.Flag) {
			how += " --" + f.Name + " " + filepath.Base(f.Value.String())
		})
		_, err := fmt.Fprint(cmd.OutOrStdout(), figuresMarkdown(all, lines, how+" DATA"))
		return err
	}
	if lines.Statements > 0 {
		fmt.Fprint(cmd.OutOrStdout(), linesText(lines))
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
	fmt.Fprintf(&b, "the %d of which readers were sure (%.2f): macro-F1 %.3f, accuracy %.3f\n", e.Sure.N, metrics.SureReader, e.Sure.MacroF1, e.Sure.Accuracy)
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

func slicesText(b *strings.Builder, name string, parts []metrics.Slice) {
	fmt.Fprintf(b, "%-40s %6s %9s %9s %11s\n", name, "N", "ACCURACY", "MACRO-F1", "CONFIDENCE")
	for _, s := range parts {
		fmt.Fprintf(b, "%s %6d %9.3f %9.3f %11.3f\n", fit(s.Name, 40), s.N, s.Accuracy, s.MacroF1, s.Confidence)
	}
	b.WriteByte('\n')
}

// linesText says how well the letters of statements agree with readers'.
func linesText(s *metrics.LineScore) string {
	var b strings.Builder
	fmt.Fprintf(&b, "LINES: %d marked statements, line F1 %.3f\n%-6s %7s %9s %6s %6s\n", s.Statements, s.F1(), "LETTER", "MARKED", "PRECISION", "RECALL", "F1")
	for l := range s.Marked {
		precision, recall, f1 := s.Letter(l)
		fmt.Fprintf(&b, "%-6s %7d %9.3f %6.3f %6.3f\n", metrics.LetterName(l), s.Marked[l], precision, recall, f1)
	}
	return b.String() + "\n"
}
