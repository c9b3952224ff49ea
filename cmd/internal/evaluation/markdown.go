package evaluation

import (
	"fmt"
	"strings"

	"rolecall/classify/evaluate/metrics"
	"rolecall/cmd/internal/escape"
	"rolecall/lexicon"
)

// figuresMarkdown is an evaluation as a page of documentation.
func figuresMarkdown(e *Evaluation, how string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Figures\n\nWritten by `%s`; do not edit.\n\n", how)
	b.WriteString("An expected calibration error (ECE) at or below its floor cannot be told from that of a perfectly calibrated\nclassifier on as many postings. Coverage is the share of postings, the surest first, of which 95% are labelled right.\n")
	if e.lines.Letters.Lines > 0 {
		linesMarkdown(&b, &e.lines)
	}
	for i := range e.readings {
		readingMarkdown(&b, &e.readings[i])
	}
	if e.damaged != nil {
		damagedMarkdown(&b, e.damaged)
	}
	if e.curve.points != nil {
		curveMarkdown(&b, &e.curve)
	}
	return b.String()
}

func readingMarkdown(b *strings.Builder, e *ReadingFigures) {
	fmt.Fprintf(b, "\n## %s\n\n", strings.ToUpper(e.Reading[:1])+e.Reading[1:])
	fmt.Fprintf(b, "%d postings: macro-F1 %.3f (95%% interval %.3f to %.3f), accuracy %.3f, ECE %.3f (floor %.3f), Brier %.3f,\nlog loss %.3f, coverage at 95%% accuracy %.2f.\n\n",
		e.N, e.MacroF1, e.Interval.Low, e.Interval.High, e.Accuracy, e.ECE, e.ECEFloor, e.Brier, e.LogLoss, e.CoverageAt95)
	fmt.Fprintf(b, "Of the %d of which readers were sure (%.2f and more): macro-F1 %.3f, accuracy %.3f.\n\n", e.Sure.N, metrics.SureReader, e.Sure.MacroF1, e.Sure.Accuracy)
	b.WriteString("| truth | n | precision | recall | F1 | labelled")
	for _, r := range lexicon.Roles() {
		fmt.Fprintf(b, " %s |", r)
	}
	b.WriteString("\n| --- | --: | --: | --: | --: |" + strings.Repeat(" --: |", len(lexicon.Roles())) + "\n")
	for k, c := range e.Classes {
		fmt.Fprintf(b, "| %s | %d | %.3f | %.3f | %.3f |", c.Role, c.N, c.Precision, c.Recall, c.F1)
		for _, n := range e.Counts[k] {
			fmt.Fprintf(b, " %d |", n)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "\n%s.\n", neighboursWords(&e.Product))
	b.WriteString("\nReliability, in tenths of the postings by confidence:\n\n| confidence |")
	line := func(format string, value func(metrics.Bin) float64) {
		for _, bin := range e.Reliability {
			fmt.Fprintf(b, format, value(bin))
		}
		b.WriteByte('\n')
	}
	line(" %.2f |", func(x metrics.Bin) float64 { return x.Confidence })
	b.WriteString("| --- |" + strings.Repeat(" --: |", len(e.Reliability)) + "\n| accuracy |")
	line(" %.2f |", func(x metrics.Bin) float64 { return x.Accuracy })
	slicesMarkdown(b, "source", e.Sources)
	slicesMarkdown(b, "length", e.Lengths)
	titlesMarkdown(b, e)
}

func slicesMarkdown(b *strings.Builder, name string, parts []metrics.Slice) {
	fmt.Fprintf(b, "\n| %s | n | accuracy | macro-F1 | confidence |\n| --- | --: | --: | --: | --: |\n", name)
	for _, s := range parts {
		fmt.Fprintf(b, "| %s | %d | %.3f | %.3f | %.3f |\n", escape.Markdown(s.Name), s.N, s.Accuracy, s.MacroF1, s.Confidence)
	}
}

func titlesMarkdown(b *strings.Builder, e *ReadingFigures) {
	b.WriteString("\nAll postings of the data, by what their titles say, whether a person labelled them or not:\n\n| title says | n |")
	for _, r := range lexicon.Roles() {
		fmt.Fprintf(b, " %s |", r)
	}
	b.WriteString("\n| --- | --: |" + strings.Repeat(" --: |", len(lexicon.Roles())) + "\n")
	for _, g := range e.Titles {
		fmt.Fprintf(b, "| %s | %d |", g.Title, g.N)
		for _, n := range g.Labels {
			fmt.Fprintf(b, " %.1f%% |", 100*float64(n)/float64(g.N))
		}
		b.WriteByte('\n')
	}
}
