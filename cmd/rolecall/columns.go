package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
)

func newColumnsCmd() *cobra.Command {
	var out outputFlags
	cmd := &cobra.Command{
		Use:   "columns",
		Short: "Say what each column of the results means, and how it is got",
		Long: `columns lists the fields of a row of results, as JSON has them and in its order:
the name in JSON, the column of tables (CSV, Excel, …) where it has one, the
type, what it means, and how it is got.`,
		Example: `  rolecall columns
  rolecall columns --format csv -o columns.csv`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			shape := output.Table{Header: columnHeader()}
			if out.Format == "" && out.ToStdout() {
				out.Format = "table" // a reference is read, and by pagers too
			}
			format, err := out.Choose(cmd.OutOrStdout(), append(shape.Formats(), "markdown"))
			if err != nil {
				return err
			}
			if format != "markdown" {
				return out.WriteAll(cmd.OutOrStdout(), format, shape, columnRows())
			}
			return out.Print(cmd.OutOrStdout(), func(w io.Writer) error {
				_, err := io.WriteString(w, columnsMarkdown())
				return err
			})
		},
	}
	out.add(cmd, "table, json, jsonl, csv, xlsx or markdown")
	return cmd
}

// columnRow is a field as the reference has it.
type columnRow struct {
	Name    string `json:"name"`
	Column  string `json:"column"`
	Type    string `json:"type"`
	Meaning string `json:"meaning"`
	How     string `json:"how"`
}

func columnRows() []output.Row {
	var rows []output.Row
	for _, f := range result.Fields() {
		rows = append(rows, columnRow{f.Name, f.Column, string(f.Type), f.Meaning, f.How})
	}
	return rows
}

func columnHeader() []string { return []string{"name", "column", "type", "meaning", "how"} }

func (r columnRow) Cells() []string { return []string{r.Name, r.Column, r.Type, r.Meaning, r.How} }

func (r columnRow) Draw(s *terminal.Style) string {
	column := r.Column
	if column != "" && column != r.Name {
		column = " (column " + strings.ReplaceAll(r.Column, " ", ", ") + ")"
	} else {
		column = ""
	}
	return s.Wrapped(s.Heading(r.Name)+column+", "+r.Type, 4) + "\n    " + s.Wrapped(r.Meaning+".", 4) + "\n    " + s.Faint(s.Wrapped(r.How+".", 4))
}

// columnsMarkdown is the reference as a document.
func columnsMarkdown() string {
	var b strings.Builder
	b.WriteString("# The columns of the results\n\n" +
		"`rolecall columns --format markdown` writes this. The names in JSON stand in its order; a dot leads into an object, `[]` into\n" +
		"each of a list. Columns are those of CSV, Parquet, SQLite and Excel; what has none stands in JSON alone.\n\n" +
		"| JSON | column | type | meaning | how it is got |\n| --- | --- | --- | --- | --- |\n")
	for _, r := range columnRows() {
		cells := r.Cells()
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], "|", `\|`)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", cells[0], cells[1], cells[2], cells[3], cells[4])
	}
	return b.String()
}
