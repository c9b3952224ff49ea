package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/resultfile"
	"rolecall/cmd/internal/selection"
	"rolecall/cmd/internal/terminal"
)

func newShowCmd() *cobra.Command {
	var (
		pick selectFlags
		out  outputFlags
	)
	cmd := &cobra.Command{
		Use:   "show RESULTS",
		Short: "Show, select and sort results that are already made",
		Long: `show reads results that batch, classify, merge or audit wrote - JSON lines, CSV,
Parquet, SQLite or Excel, of standard input JSON lines - and shows the rows that are
wanted. Without --columns a table shows the usual ones, and JSON lines of JSON
lines are as they were, so that report takes them.

` + selectHelp + `

Exit codes: 0 done, also where no row is wanted; 2 wrong usage, or no results.`,
		Example: `  rolecall show roles.parquet --where 'label = TPM and confidence < 0.7'
  rolecall show roles.csv --sort -severity --top 20
  rolecall show roles.sqlite --where 'company ~ acme' --columns name,title,label -o acme.csv
  rolecall show roles.jsonl --where 'verdict = mismatch' | rolecall report - -o page.html`,
		Args: oneArgument("one file of results, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error { return runShow(cmd, args[0], &pick, &out) },
	}
	pick.add(cmd)
	out.add(cmd, "table, json, jsonl, csv or xlsx")
	return cmd
}

// usualColumns are what a table of results shows without --columns on a terminal
// of a width.
func usualColumns(width int) []string {
	if width < 100 {
		return []string{"label", "confidence", "verdict", "title", "name"}
	}
	return []string{"label", "outcome", "confidence", "verdict", "severity", "title", "company", "name"}
}

func runShow(cmd *cobra.Command, name string, pick *selectFlags, out *outputFlags) error {
	if err := checkFiles(cmd, []outfile.Named{{As: "-o", Path: out.File()}}, []string{name}); err != nil {
		return err
	}
	shape := output.Table{Grid: true}
	format, err := out.Choose(cmd.OutOrStdout(), shape.Formats())
	if err != nil {
		return err
	}
	t, err := resultfile.Open(name, cmd.InOrStdin())
	if err != nil {
		return err
	}
	defer t.Close()
	wanted, look := pick.Wanted, out.Style(cmd.OutOrStdout())
	if wanted.Columns == nil && format == "table" {
		wanted.Columns = slices.DeleteFunc(usualColumns(look.Width), func(c string) bool { return !slices.Contains(t.Header, c) })
	}
	sel, err := selection.New(wanted, t.Header, wordsIn(t.Header))
	if err != nil {
		return err
	}
	shape.Header = sel.Names()
	w, err := out.Open(cmd.OutOrStdout(), format, shape, look)
	if err != nil {
		return err
	}
	if err := showRows(t, sel, format, w); err != nil {
		w.Discard()
		return err
	}
	return w.Close()
}

// wordsIn are the words of the columns of a table of results; of another, such as
// that of extract, nothing is known.
func wordsIn(header []string) func(column string) []string {
	if !slices.Contains(header, "label") {
		return func(string) []string { return nil }
	}
	return result.WordsOf
}

func showRows(t *resultfile.Table, sel *selection.Selection, format string, w *output.Writer) error {
	rows := selection.NewRows(sel, func(r output.Row, _ []string) error { return w.Write(r) })
	for r, err := range t.Rows {
		if err != nil {
			return err
		}
		if !sel.Keeps(r.Cell) {
			continue
		}
		cells := make([]string, len(t.Header))
		for i := range cells {
			cells[i] = r.Cell(i)
		}
		var shown output.Row = output.NewNarrow(sel, cells)
		if r.Raw != nil && !sel.Narrows() && strings.HasPrefix(format, "json") {
			shown = lineRow(string(r.Line))
		}
		if err := rows.Add(shown, cells); err != nil {
			return err
		}
	}
	return rows.Close()
}

// A lineRow is a row of JSON lines as it stands.
type lineRow string

func (lineRow) Cells() []string               { return nil } // written as JSON alone
func (r lineRow) Draw(*terminal.Style) string { return escape.Terminal(string(r)) }

// MarshalJSON is the line itself.
func (r lineRow) MarshalJSON() ([]byte, error) { return []byte(r), nil }
