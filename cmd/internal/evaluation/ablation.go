package evaluation

import (
	"fmt"
	"io"

	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/metrics"
)

// WriteAblations prints the macro-F1 with all concepts, and without each part.
func WriteAblations(w io.Writer, parts []evaluate.Ablation, examples []evaluate.Example, each Judging) error {
	fmt.Fprintf(w, "%-16s %8s %8s %8s %8s %8s\n", "WITHOUT", "CONCEPTS", "DUTIES", "LOSS", "COMBINED", "LOSS")
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
		_, err = fmt.Fprintf(w, "%-16s %8d %8.3f %+8.3f %8.3f %+8.3f\n", name, concepts, body, body0-body, combined, combined0-combined)
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
