// Package evaluation says how well postings are labelled: the figures of readings,
// lines, damaged texts, learning curves and swapped titles, and the postings that
// were misread, as text, JSON and Markdown.
package evaluation

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/marked"
	"rolecall/classify/evaluate/metrics"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
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
func Write(w io.Writer, form string, e *Evaluation, how string, s *terminal.Style) error {
	switch form {
	case "json":
		return output.WriteJSON(w, e.sections(), "  ")
	case "markdown":
		_, err := io.WriteString(w, figuresMarkdown(e, how))
		return err
	}
	var b strings.Builder
	if e.lines.Letters.Lines > 0 {
		linesText(&b, &e.lines, s)
	}
	for i := range e.readings {
		b.WriteString(evaluationText(&e.readings[i], s))
	}
	if e.damaged != nil {
		damagedText(&b, e.damaged, s)
	}
	if e.curve.points != nil {
		curveText(&b, &e.curve, s)
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

func evaluationText(e *ReadingFigures, s *terminal.Style) string {
	var b strings.Builder
	say := func(format string, args ...any) { b.WriteString(s.Fitted(fmt.Sprintf(format, args...), 2) + "\n") }
	say("%s: %d postings, macro-F1 %.3f (95%% interval %.3f to %.3f), accuracy %.3f",
		strings.ToUpper(e.Reading), e.N, e.MacroF1, e.Interval.Low, e.Interval.High, e.Accuracy)
	say("the %d of which readers were sure (%.2f): macro-F1 %.3f, accuracy %.3f", e.Sure.N, metrics.SureReader, e.Sure.MacroF1, e.Sure.Accuracy)
	say("calibration error %.3f (floor %.3f), Brier %.3f, log loss %.3f, coverage at 95%% accuracy %.2f",
		e.ECE, e.ECEFloor, e.Brier, e.LogLoss, e.CoverageAt95)
	b.WriteString("\n" + classesTable(e).Draw(s) + "\n")
	say("%s", neighboursWords(&e.Product))
	b.WriteString("\n" + reliabilityTable(e).Draw(s) + "\n" + titlesTable(e).Draw(s) + "\n")
	for _, x := range []struct {
		name  string
		parts []metrics.Slice
	}{{"SOURCE", e.Sources}, {"LENGTH", e.Lengths}, {"EMPLOYER", e.Employers}} {
		b.WriteString(slicesTable(x.name, x.parts).Draw(s) + "\n")
	}
	return b.String()
}

// classesTable says how the postings of each role were labelled.
func classesTable(e *ReadingFigures) *terminal.Figures {
	columns := []terminal.Column{{Heading: "N", Width: 6}, {Heading: "PRECISION", Width: 10}, {Heading: "RECALL", Width: 7}, {Heading: "F1", Width: 7}, {Heading: "labelled as", Width: 14}}
	t := terminal.NewFigures("TRUTH", 6, append(columns, terminal.Alike(6, result.Strings(lexicon.Roles())...)...)...)
	for k, c := range e.Classes {
		cells := append([]string{strconv.Itoa(c.N)}, append(thousandths(c.Precision, c.Recall, c.F1), "")...)
		for _, n := range e.Counts[k] {
			cells = append(cells, strconv.Itoa(n))
		}
		t.Add(string(c.Role), cells...)
	}
	return t
}

// reliabilityTable sets the accuracy of tenths of the postings below their
// confidence.
func reliabilityTable(e *ReadingFigures) *terminal.Figures {
	var confidence, accuracy []string
	for _, bin := range e.Reliability {
		confidence, accuracy = append(confidence, fmt.Sprintf("%.2f", bin.Confidence)), append(accuracy, fmt.Sprintf("%.2f", bin.Accuracy))
	}
	t := terminal.NewFigures("confidence", 10, terminal.Alike(6, confidence...)...)
	t.Add("accuracy", accuracy...)
	return t
}

// thousandths writes numbers with three digits behind the point.
func thousandths(numbers ...float64) []string {
	cells := make([]string, len(numbers))
	for i, x := range numbers {
		cells[i] = strconv.FormatFloat(x, 'f', 3, 64)
	}
	return cells
}

// neighboursWords says what comes of the hardest two of the roles.
func neighboursWords(n *metrics.Neighbours) string {
	return fmt.Sprintf("PM against PM-T: of %d labelled one of the two and read as one of the two, %d right (%.3f); the two counted as one role, macro-F1 %.3f",
		n.N, n.Right, n.Accuracy, n.Joined)
}

// titlesTable says how the postings of each kind of title were labelled, whether a
// person labelled them or not.
func titlesTable(e *ReadingFigures) *terminal.Figures {
	columns := []terminal.Column{{Heading: "N", Width: 7}, {Heading: "labelled", Width: 10}}
	t := terminal.NewFigures("TITLE SAYS", 40, append(columns, terminal.Alike(7, result.Strings(lexicon.Roles())...)...)...)
	for _, g := range e.Titles {
		cells := []string{strconv.Itoa(g.N), ""}
		for _, n := range g.Labels {
			cells = append(cells, fmt.Sprintf("%.1f%%", 100*float64(n)/float64(g.N)))
		}
		t.Add(g.Title, cells...)
	}
	return t
}

func slicesTable(name string, parts []metrics.Slice) *terminal.Figures {
	t := terminal.NewFigures(name, 40, terminal.Column{Heading: "N", Width: 7}, terminal.Column{Heading: "ACCURACY", Width: 10},
		terminal.Column{Heading: "MACRO-F1", Width: 10}, terminal.Column{Heading: "CONFIDENCE", Width: 12})
	for _, p := range parts {
		t.Add(p.Name, append([]string{strconv.Itoa(p.N)}, thousandths(p.Accuracy, p.MacroF1, p.Confidence)...)...)
	}
	return t
}
