package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/classify/evaluate/metrics"
)

// shownFalseAlarms is how many false alarms are listed for people to read.
const shownFalseAlarms = 10

// printSwaps measures the audit on swapped titles, and on the postings' own.
func printSwaps(cmd *cobra.Command, form string, c *classify.Classifier, body []metrics.Prediction) error {
	r := metrics.Swap(body, c.ReadTitle)
	r.FalseAlarms = r.FalseAlarms[:min(len(r.FalseAlarms), shownFalseAlarms)]
	if form == "json" {
		return writeJSON(cmd.OutOrStdout(), r, "  ")
	}
	_, err := fmt.Fprint(cmd.OutOrStdout(), swapsText(&r))
	return err
}

func swapsText(r *metrics.SwapReport) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-30s %6s %6s %6s %6s %9s %7s %9s %8s\n", "TITLES", "WRONG", "FOUND", "RIGHT", "FALSE", "PRECISION", "RECALL", "ROC AREA", "PR AREA")
	line := func(name string, a metrics.Alarms) {
		fmt.Fprintf(&b, "%-30s %6d %6d %6d %6d %9.3f %7.3f %9.3f %8.3f\n", name, a.Wrong, a.Found, a.Right, a.False, a.Precision, a.Recall, a.ROC, a.PR)
	}
	line("swapped", r.All)
	line("swapped, but for PM/PM-T", r.Far)
	line("swapped, PM/PM-T", r.Neighbours)
	line("their own", r.Natural)
	line("their own, but for PM/PM-T", r.NaturalFar)
	fmt.Fprintf(&b, "\nthe worst false alarms among their own titles\n%-14s %-8s %-6s %-6s %s\n", "ID", "SEVERITY", "LABEL", "DUTIES", "TITLE")
	for _, a := range r.FalseAlarms {
		fmt.Fprintf(&b, "%s %-8.3f %-6s %-6s %s\n", fit(a.ID, 14), a.Severity, a.Truth, a.Duties, terminalText(a.Title))
	}
	return b.String()
}
