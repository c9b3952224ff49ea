package evaluation

import (
	"fmt"
	"io"
	"strconv"

	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/metrics"
	"rolecall/cmd/internal/terminal"
)

// WriteAblations prints the macro-F1 with all concepts, and without each part.
func WriteAblations(w io.Writer, parts []evaluate.Ablation, examples []evaluate.Example, each Judging, s *terminal.Style) error {
	t := terminal.NewFigures("WITHOUT", 16, terminal.Alike(9, "CONCEPTS", "DUTIES", "LOSS", "COMBINED", "LOSS")...)
	var body0, combined0 float64
	line := func(name string, concepts int, examples []evaluate.Example) error {
		b, c, err := predicted(examples, each)
		if err != nil {
			return err
		}
		body, combined := metrics.Measure(b).MacroF1, metrics.Measure(c).MacroF1
		if body0 == 0 {
			body0, combined0 = body, combined
		}
		t.Add(name, strconv.Itoa(concepts), fmt.Sprintf("%.3f", body), fmt.Sprintf("%+.3f", body0-body), fmt.Sprintf("%.3f", combined), fmt.Sprintf("%+.3f", combined0-combined))
		return nil
	}
	if err := line("nothing", 0, examples); err != nil {
		return err
	}
	for i := range parts {
		if err := line(parts[i].Name, parts[i].Concepts, parts[i].Apply(examples)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, t.Draw(s))
	return err
}
