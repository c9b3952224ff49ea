package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/host"
	"rolecall/cmd/internal/output"
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
			host.TuneCollector(softMemory)
			c, _, err := model.classifier()
			if err != nil {
				return err
			}
			shape := output.PlacedTable()
			format, err := out.Choose(cmd.OutOrStdout(), shape.Formats())
			if err != nil {
				return err
			}
			if text && format != "jsonl" && format != "json" {
				return fmt.Errorf("--text with --format %s: only json and jsonl hold texts", format)
			}
			if shape.Selection, err = pick.selection(shape.Header); err != nil {
				return err
			}
			from := in.reader(c, text)
			return runDocuments(cmd, args, &in, &out, shape, model.files(), func(d collect.Document) []output.Row { return output.PlacedRows(from, d) })
		},
	}
	in.add(cmd)
	model.add(cmd)
	pick.add(cmd)
	out.add(cmd, "table, json, jsonl, csv, parquet, sqlite or xlsx")
	cmd.Flags().BoolVar(&text, "text", false, "put the posting's text into each row; with json and jsonl, for report")
	return cmd
}
