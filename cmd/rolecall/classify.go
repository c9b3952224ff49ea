package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract/collect"
)

func newClassifyCmd() *cobra.Command {
	var (
		in    inputFlags
		model modelFlags
		out   outputFlags
		pick  selectFlags
		text  bool
	)
	cmd := &cobra.Command{
		Use:   "classify [FILE|DIR|-]...",
		Short: "Label each posting with the role that it describes",
		Long: `classify reads saved postings - pages, text files, folders and archives of them,
or data sets (JSON lines, CSV, Parquet) - and labels each one. Without an
argument, or with -, it reads standard input: one posting, or JSON lines.

` + selectHelp,
		Example: `  rolecall classify saved/acme-tpm.html
  rolecall classify --format csv -o roles.csv saved/
  rolecall classify --where 'label = TPM and confidence < 0.7' --columns name,title,confidence saved/
  zcat postings.jsonl.gz | rolecall classify --body-only -
  rolecall classify --text saved/ | rolecall report - -o page.html`,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := model.classifier()
			if err != nil {
				return err
			}
			shape := placedTable()
			format, err := out.choose(cmd.OutOrStdout(), shape.formats())
			if err != nil {
				return err
			}
			if text && format != "jsonl" && format != "json" {
				return fmt.Errorf("--text with --format %s: only json and jsonl hold texts", format)
			}
			if shape.selection, err = pick.selection(shape.header); err != nil {
				return err
			}
			from := in.reader(c, text)
			return runDocuments(cmd, args, &in, &out, shape, model.files(), func(d collect.Document) []row { return placedRows(from, d) })
		},
	}
	in.add(cmd)
	model.add(cmd)
	pick.add(cmd)
	out.add(cmd, "table, json, jsonl, csv, parquet, sqlite or xlsx")
	cmd.Flags().BoolVar(&text, "text", false, "put the posting's text into each row; with json and jsonl, for report")
	return cmd
}

// headerOf are the names of columns.
func headerOf(columns []result.Column) []string {
	names := make([]string, len(columns))
	for i := range columns {
		names[i] = columns[i].Column
	}
	return names
}

// cellsOf is a row as a spreadsheet has it.
func cellsOf(columns []result.Column, r *result.Row) []string {
	cells := make([]string, len(columns))
	for i := range columns {
		cells[i] = columns[i].Cell(r)
	}
	return cells
}

// resultListing is the table of results.
var resultListing = terminal.Listing{Short: "ROLE       CONF", Texts: []string{"TITLE", "WHY", "NAME"}}

func resultLine(r *classify.Result, s *terminal.Style) string {
	label, why := string(r.Label), result.Why(r, 3)
	switch r.Outcome {
	case classify.Unreadable:
		label, why = "unreadable", r.Error
	case classify.Ambiguous:
		label, why = "ambiguous", "between "+result.JoinRoles(r.Candidates)
	}
	conf := "    "
	if r.Outcome != classify.Unreadable {
		conf = strconv.FormatFloat(r.Confidence, 'f', 2, 64)
	}
	return resultListing.Line(s, s.Role(r.Label, terminal.Fit(label, 10))+" "+conf, r.Title, why, r.Name)
}
