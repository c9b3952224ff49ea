package main

import (
	"fmt"
	"io"
	"slices"

	"rolecall/cmd/internal/audit"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/selection"
)

// auditNotes says on standard error what the rows do not: the counts, where
// no table shows them, what of the baseline is of no use, and why it fails.
func auditNotes(w io.Writer, format string, accepted *audit.Baseline, sum *audit.Summary, o *auditOptions) {
	if format != "table" {
		fmt.Fprintln(w, sum.Counts())
	}
	for _, line := range accepted.Notes() {
		fmt.Fprintln(w, escape.Terminal(line))
	}
	if o.fails && sum.Failing > 0 {
		fmt.Fprintf(w, "--fail-on %s: %d of them\n", o.failOn, sum.Failing)
	}
}

// auditFormats are the formats of the audit.
var auditFormats = []string{"table", "json", "jsonl", "csv", "xlsx", "parquet", "markdown", "sarif"}

// auditFormat tells the format, and whether there is such a one.
func auditFormat(out *outputFlags, stdout io.Writer) (string, error) {
	return out.Choose(stdout, auditFormats)
}

// writeAudit writes the rows in a format.
func writeAudit(stdout io.Writer, out *outputFlags, format string, rows []*audit.Row, sum *audit.Summary, pick *selection.Selection) error {
	rows = pickAudit(rows, pick)
	if slices.Contains([]string{"parquet", "markdown", "sarif"}, format) {
		return writeAuditDocument(stdout, out, format, rows, sum)
	}
	if pick != nil && pick.Narrows() {
		var shown []output.Row
		for _, r := range rows {
			shown = append(shown, output.NewNarrow(pick, r.Cells()))
		}
		return out.WriteAll(stdout, format, output.Table{Header: pick.Names(), Grid: true}, shown)
	}
	var shown []output.Row
	for _, r := range rows {
		if format != "table" || !r.Quiet() || pick != nil && pick.Filters() {
			shown = append(shown, auditRow{r})
		}
	}
	if format == "table" {
		shown = append(shown, summaryRow{sum})
	}
	return out.WriteAll(stdout, format, output.Table{Header: audit.Header, Heading: auditListing.Heading}, shown)
}

// pickAudit are the rows that are wanted, in their order.
func pickAudit(rows []*audit.Row, pick *selection.Selection) []*audit.Row {
	if pick == nil {
		return rows
	}
	var wanted []*audit.Row
	s := selection.NewRows(pick, func(r *audit.Row, _ []string) error { wanted = append(wanted, r); return nil })
	for _, r := range rows {
		s.Add(r, r.Cells()) // nothing that can fail
	}
	s.Close()
	return wanted
}

// writeAuditDocument writes the formats that are written as a whole.
func writeAuditDocument(stdout io.Writer, out *outputFlags, format string, rows []*audit.Row, sum *audit.Summary) error {
	return out.Print(stdout, func(w io.Writer) error {
		switch format {
		case "parquet":
			return audit.WriteParquet(w, rows)
		case "sarif":
			return audit.WriteSARIF(w, rows)
		}
		_, err := io.WriteString(w, audit.Markdown(rows, sum))
		return err
	})
}
