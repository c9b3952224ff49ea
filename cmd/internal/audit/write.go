package audit

import (
	"io"
	"slices"

	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/selection"
)

// Formats are those of an audit.
func Formats() []string {
	return []string{"table", "json", "jsonl", "csv", "xlsx", "parquet", "markdown", "sarif"}
}

// Write writes the rows in a format.
func Write(stdout io.Writer, out *output.Target, format string, rows []*Row, sum *Summary, pick *selection.Selection) error {
	rows = picked(rows, pick)
	if slices.Contains([]string{"parquet", "markdown", "sarif"}, format) {
		return writeDocument(stdout, out, format, rows, sum)
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
			shown = append(shown, r)
		}
	}
	if format == "table" {
		shown = append(shown, sum)
	}
	return out.WriteAll(stdout, format, output.Table{Header: Header, Heading: listing.Heading}, shown)
}

// picked are the rows that are wanted, in their order.
func picked(rows []*Row, pick *selection.Selection) []*Row {
	if pick == nil {
		return rows
	}
	var wanted []*Row
	s := selection.NewRows(pick, func(r *Row, _ []string) error { wanted = append(wanted, r); return nil })
	for _, r := range rows {
		s.Add(r, r.Cells()) // nothing that can fail
	}
	s.Close()
	return wanted
}

// writeDocument writes the formats that are written as a whole.
func writeDocument(stdout io.Writer, out *output.Target, format string, rows []*Row, sum *Summary) error {
	return out.Print(stdout, func(w io.Writer) error {
		switch format {
		case "parquet":
			return WriteParquet(w, rows)
		case "sarif":
			return WriteSARIF(w, rows)
		}
		_, err := io.WriteString(w, Markdown(rows, sum))
		return err
	})
}
