// Package evaluation says how well postings are labelled: the figures of readings,
// lines, damaged texts, learning curves and swapped titles, and the postings that
// were misread, as text, JSON and Markdown.
package evaluation

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/marked"
	"rolecall/classify/evaluate/metrics"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/terminal"
)

// An Evaluation is what is measured at once.
type Evaluation struct {
	readings []ReadingFigures // of the duties, and of title and duties
	lines    marked.Score     // of the lines that readers marked, if any
	damaged  []damagedReading // with --damage
	curve    learningCurve    // with --curve
}

// ReadingFigures is what is measured of one reading.
type ReadingFigures struct {
	Reading string `json:"reading"`
	metrics.Metrics
	Interval  metrics.Interval     `json:"macro_f1_95"`
	Sure      metrics.Sure         `json:"sure"`
	Product   metrics.Neighbours   `json:"pm_against_pmt"`
	Titles    []metrics.TitleGroup `json:"by_title"`
	Employers []metrics.Slice      `json:"by_employer"`
	Sources   []metrics.Slice      `json:"by_source"`
	Lengths   []metrics.Slice      `json:"by_length"`
}

func newReading(name string, ps []metrics.Prediction) ReadingFigures {
	return ReadingFigures{
		Reading: name, Metrics: metrics.Measure(ps), Interval: metrics.Bootstrap(ps), Titles: metrics.ByTitle(ps), Sure: metrics.OfSure(ps),
		Product: metrics.OfNeighbours(ps), Employers: metrics.ByEmployer(ps), Sources: metrics.BySource(ps), Lengths: metrics.ByLength(ps),
	}
}

// Measure judges all examples, and with damage their texts without what they can
// lose.
func Measure(all []evaluate.Example, each Judging, damage bool) (*Evaluation, error) {
	e := &Evaluation{}
	var body, combined []metrics.Prediction
	err := each(all, func(c *classify.Classifier, out []evaluate.Example) {
		b, both := evaluate.Predict(c, out)
		body, combined = append(body, b...), append(combined, both...)
		evaluate.ScoreLines(&e.lines, c, out)
		if damage {
			e.damaged = readDamaged(e.damaged, c, out)
		}
	})
	if err != nil {
		return nil, err
	}
	e.readings = []ReadingFigures{newReading("duties", body), newReading("title and duties", combined)}
	sumDamaged(e.damaged)
	return e, nil
}

// Write writes an evaluation as text, JSON or Markdown. how says by which command
// it was measured.
func Write(w io.Writer, form string, e *Evaluation, how string) error {
	switch form {
	case "json":
		return output.WriteJSON(w, e.sections(), "  ")
	case "markdown":
		_, err := io.WriteString(w, figuresMarkdown(e, how))
		return err
	}
	var b strings.Builder
	if e.lines.Letters.Lines > 0 {
		linesText(&b, &e.lines)
	}
	for i := range e.readings {
		b.WriteString(evaluationText(&e.readings[i]))
	}
	if e.damaged != nil {
		damagedText(&b, e.damaged)
	}
	if e.curve.points != nil {
		curveText(&b, &e.curve)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sections are the figures as JSON has them: the two readings, and what was
// asked for besides, each with the field reading as its name.
func (e *Evaluation) sections() []any {
	var all []any
	for i := range e.readings {
		all = append(all, &e.readings[i])
	}
	if e.lines.Letters.Lines > 0 {
		all = append(all, newLineFigures(&e.lines))
	}
	if e.damaged != nil {
		all = append(all, map[string]any{"reading": "damaged texts", "lost": e.damaged})
	}
	if e.curve.points != nil {
		all = append(all, map[string]any{"reading": "learning curve", "points": slices.Concat(e.curve.points, e.curve.others)})
	}
	return all
}

func evaluationText(e *ReadingFigures) string {
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
	fmt.Fprintf(&b, "\n%s\n", neighboursWords(&e.Product))
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

// neighboursWords says what comes of the hardest two of the roles.
func neighboursWords(n *metrics.Neighbours) string {
	return fmt.Sprintf("PM against PM-T: of %d labelled one of the two and read as one of the two, %d right (%.3f); the two counted as one role, macro-F1 %.3f",
		n.N, n.Right, n.Accuracy, n.Joined)
}

// titlesText says how the postings of each kind of title were labelled,
// whether a person labelled them or not.
func titlesText(b *strings.Builder, e *ReadingFigures) {
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
		fmt.Fprintf(b, "%s %6d %9.3f %9.3f %11.3f\n", terminal.Fit(s.Name, 40), s.N, s.Accuracy, s.MacroF1, s.Confidence)
	}
	b.WriteByte('\n')
}
