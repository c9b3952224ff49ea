package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// auditNotes says on standard error what the rows do not: the counts, where
// no table shows them, what of the baseline is of no use, and why it fails.
func auditNotes(w io.Writer, format string, accepted *baseline, sum *auditSummary, o *auditOptions) {
	if format != "table" {
		fmt.Fprintln(w, sum.counts())
	}
	for _, line := range accepted.notes() {
		fmt.Fprintln(w, terminalText(line))
	}
	if o.fails && sum.failing > 0 {
		fmt.Fprintf(w, "--fail-on %s: %d of them\n", o.failOn, sum.failing)
	}
}

// auditFormats are the formats of the audit.
var auditFormats = []string{"table", "json", "jsonl", "csv", "parquet", "markdown", "sarif"}

// auditFormat tells the format, and whether there is such a one.
func auditFormat(out *outputFlags, stdout io.Writer) (string, error) {
	format := out.formatFor(stdout)
	if !slices.Contains(auditFormats, format) {
		return "", fmt.Errorf("--format %q: one of %s", format, strings.Join(auditFormats, ", "))
	}
	return format, nil
}

// writeAudit writes the rows in a format.
func writeAudit(stdout io.Writer, out *outputFlags, format string, rows []*auditRow, sum *auditSummary) error {
	if slices.Contains([]string{"parquet", "markdown", "sarif"}, format) {
		return writeAuditDocument(stdout, out, format, rows, sum)
	}
	chosen := *out
	chosen.format = format
	w, err := chosen.open(stdout, table{header: auditHeader, heading: auditHeading})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if format == "table" && r.quiet() {
			continue
		}
		if err := w.write(r); err != nil {
			return errors.Join(err, w.close())
		}
	}
	if format == "table" {
		if err := w.write(summaryRow{sum}); err != nil {
			return errors.Join(err, w.close())
		}
	}
	return w.close()
}

// writeAuditDocument writes the formats that are written as a whole.
func writeAuditDocument(stdout io.Writer, out *outputFlags, format string, rows []*auditRow, sum *auditSummary) error {
	w, finish, err := out.destination(stdout)
	if err != nil {
		return err
	}
	switch format {
	case "parquet":
		err = auditParquet(w, rows)
	case "sarif":
		log := newSARIF(rows)
		err = log.write(w)
	default:
		_, err = io.WriteString(w, auditMarkdown(rows, sum))
	}
	return errors.Join(err, finish())
}
