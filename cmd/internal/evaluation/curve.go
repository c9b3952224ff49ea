package evaluation

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/metrics"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/labelled"
	"rolecall/cmd/internal/terminal"
)

// A learningCurve is what the folds say that were fitted to so many labels.
type learningCurve struct {
	points []curvePoint
	others []curvePoint // of other models
}

// A curvePoint is the macro-F1 of a model that was fitted to so many labels.
type curvePoint struct {
	Model   string  `json:"model"`
	Labels  int     `json:"labels"` // 0 for all
	MacroF1 float64 `json:"macro_f1"`
}

// The two readings of rolecall, as a curve names them.
const (
	curveDuties   = "rolecall, duties"
	curveCombined = "rolecall, title and duties"
)

// MeasureCurve fits the folds to each number of labels. The last point, that of
// all labels, is what was measured already. others are the figures of other
// models; progress returns what is called with each fold.
func (e *Evaluation) MeasureCurve(x *labelled.Examples, folds int, numbers []int, others []curvePoint, progress func(labels int) func(fold int)) error {
	for _, labels := range slices.Compact(slices.Sorted(slices.Values(numbers))) {
		var body, combined []metrics.Prediction
		folding := evaluate.Folding{Folds: folds, Labels: labels, Progress: progress(labels)}
		err := folding.Each(x.Lex, x.All, func(c *classify.Classifier, out []evaluate.Example) {
			b, both := evaluate.Predict(c, evaluate.Labelled(out))
			body, combined = append(body, b...), append(combined, both...)
		})
		if err != nil {
			return fmt.Errorf("--curve %d: %w", labels, err)
		}
		e.curve.add(labels, metrics.Measure(body).MacroF1, metrics.Measure(combined).MacroF1)
	}
	e.curve.add(0, e.readings[0].MacroF1, e.readings[1].MacroF1)
	e.curve.others = others
	return nil
}

func (c *learningCurve) add(labels int, duties, combined float64) {
	c.points = append(c.points, curvePoint{curveDuties, labels, duties}, curvePoint{curveCombined, labels, combined})
}

// ReadCurves reads the figures of other models: CSV with a header, of model,
// labels (a number or all) and macro_f1.
func ReadCurves(path string) ([]curvePoint, error) {
	if path == "" {
		return nil, nil
	}
	in, err := labelled.OpenText(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	rows := csv.NewReader(in)
	rows.FieldsPerRecord = 3
	var out []curvePoint
	for n := 1; ; n++ {
		fields, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("%s: %w", path, err)
		case n == 1 && slices.Equal(fields, []string{"model", "labels", "macro_f1"}):
			continue
		case n == 1:
			return nil, fmt.Errorf("%s:1: columns %s: want model,labels,macro_f1", path, strings.Join(fields, ","))
		}
		p := curvePoint{Model: fields[0]}
		if fields[1] != "all" {
			if p.Labels, err = strconv.Atoi(fields[1]); err != nil || p.Labels < 1 {
				return nil, fmt.Errorf("%s:%d: labels %q: a number, or all", path, n, fields[1])
			}
		}
		if p.MacroF1, err = strconv.ParseFloat(fields[2], 64); err != nil {
			return nil, fmt.Errorf("%s:%d: macro_f1 %q: a number from 0 to 1", path, n, fields[2])
		}
		out = append(out, p)
	}
}

// table returns the numbers of labels, the smallest first and all last, the
// models in their order, and the figures of each by number.
func (c *learningCurve) table() (labels []int, models []string, figures map[string]map[int]float64) {
	numbers := map[int]bool{}
	figures = map[string]map[int]float64{}
	for _, p := range slices.Concat(c.points, c.others) {
		numbers[p.Labels] = true
		if figures[p.Model] == nil {
			models = append(models, p.Model)
			figures[p.Model] = map[int]float64{}
		}
		figures[p.Model][p.Labels] = p.MacroF1
	}
	labels = slices.SortedFunc(maps.Keys(numbers), func(a, b int) int {
		if a == 0 || b == 0 {
			return cmp.Compare(b, a)
		}
		return cmp.Compare(a, b)
	})
	return labels, models, figures
}

func labelsName(n int) string {
	if n == 0 {
		return "all"
	}
	return strconv.Itoa(n)
}

func curveText(b *strings.Builder, c *learningCurve, s *terminal.Style) {
	labels, models, figures := c.table()
	var numbers []string
	for _, n := range labels {
		numbers = append(numbers, labelsName(n))
	}
	t := terminal.NewFigures("MACRO-F1 BY LABELS", 52, terminal.Alike(7, numbers...)...)
	for _, m := range models {
		var cells []string
		for _, n := range labels {
			cells = append(cells, figureOr(figures[m], n))
		}
		t.Add(m, cells...)
	}
	b.WriteString(t.Draw(s) + "\n")
}

func curveMarkdown(b *strings.Builder, c *learningCurve) {
	labels, models, figures := c.table()
	b.WriteString("\n## Learning curve\n\nMacro-F1 by how many labels the fit of each fold may learn from, in the same folds. rolecall has the documents too, and what the\ntitles of postings say that nobody labelled.\n\n| model |")
	for _, n := range labels {
		fmt.Fprintf(b, " %s |", labelsName(n))
	}
	b.WriteString("\n| --- |" + strings.Repeat(" --: |", len(labels)) + "\n")
	for _, m := range models {
		fmt.Fprintf(b, "| %s |", escape.Markdown(m))
		for _, n := range labels {
			fmt.Fprintf(b, " %s |", figureOr(figures[m], n))
		}
		b.WriteByte('\n')
	}
}

func figureOr(figures map[int]float64, n int) string {
	if x, ok := figures[n]; ok {
		return fmt.Sprintf("%.3f", x)
	}
	return "–"
}
