package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/audit"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/page"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/resultfile"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

func newReportCmd() *cobra.Command {
	var (
		out   string
		quiet bool
	)
	cmd := &cobra.Command{
		Use:   "report RESULTS... -o PAGE.html",
		Short: "Make one page of results: search, filter, read the evidence",
		Long: `report makes one self-contained page of rows that batch, classify or audit wrote
as JSON lines (also compressed with gzip or zstd; - for standard input). The
page works from a disk, offline, and makes no requests: titles by what the
duties say, the confidences, the labels by employer, a list to search, filter
and sort, and of each posting its text with the evidence marked, and the score
as a sum.

Rows hold the posting's text where they were written with --text. Of others the
page shows the sentences of the evidence. batch --report and audit --report
make the page in the same run, with the texts.

PAGE.html is there whole or as it was before. A page holds at most ` + terminal.Thousands(page.MaxRows) + ` rows.

Exit codes: 0 all done; 2 wrong usage, a file that holds no rows of results, or
nothing to show (PAGE.html is valid, and says so); 3 done, but some rows are of
inputs that could not be read.`,
		Example: `  rolecall batch --text saved/ -o roles.jsonl && rolecall report roles.jsonl -o roles.html
  rolecall batch postings.parquet -o roles.csv --report roles.html
  rolecall classify --text saved/ | rolecall report - -o page.html`,
		Args: atLeastOne("nothing to show: name files of results, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error { return runReport(cmd, args, out, quiet) },
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the page to `PAGE.html`")
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "no notes on standard error")
	return cmd
}

func runReport(cmd *cobra.Command, args []string, out string, quiet bool) error {
	if out == "" || out == "-" {
		return errors.New("name the page with -o PAGE.html")
	}
	if err := output.CheckEnding("-o", out, "html"); err != nil {
		return err
	}
	if err := checkFiles(cmd, []outfile.Named{{As: "-o", Path: out}}, args); err != nil {
		return err
	}
	lex, err := lexicon.Default()
	if err != nil {
		return err
	}
	var rows, texts, unreadable int
	err = writePage(out, lex, func(add func(page.Row) error) error {
		err := eachResult(cmd.InOrStdin(), args, func(r page.Row) error {
			rows++
			texts += number(r.Text != "")
			unreadable += number(r.Outcome == classify.Unreadable)
			return add(r)
		})
		if err == nil && rows == 0 && exists(out) {
			return fmt.Errorf("no rows in %s: %s is left as it was", strings.Join(args, ", "), out)
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case rows == 0:
		return fmt.Errorf("no rows in %s", strings.Join(args, ", "))
	}
	if texts == 0 && !quiet {
		fmt.Fprintln(cmd.ErrOrStderr(), "the rows hold no texts: the page shows the sentences of the evidence; --text of batch and classify keeps the texts")
	}
	if unreadable > 0 {
		return errPartial
	}
	return nil
}

// reportFile makes a page of a file of results.
func reportFile(out, results string, lex *lexicon.Lexicon) error {
	return writePage(out, lex, func(add func(page.Row) error) error { return eachResult(nil, []string{results}, add) })
}

// writePage writes a page of the rows that each calls add with, whole or not at
// all. Roles are called as the lexicon names them.
func writePage(out string, lex *lexicon.Lexicon, each func(add func(page.Row) error) error) error {
	return outfile.Write(out, func(f *outfile.File) error {
		p, err := page.New(f, lex.RoleName)
		if err != nil {
			return err
		}
		if err := each(p.Add); err != nil {
			return err
		}
		return p.Close()
	})
}

// eachResult reads the rows of files of results, file after file.
func eachResult(stdin io.Reader, files []string, do func(page.Row) error) error {
	for _, name := range files {
		f, err := resultfile.OpenLinesOr(name, stdin)
		if err != nil {
			return err
		}
		err = f.Each(func(line []byte) error {
			row, err := readPageRow(line)
			if err != nil {
				return err
			}
			return do(row)
		})
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// readPageRow reads a row of batch, classify or audit.
func readPageRow(line []byte) (page.Row, error) {
	row, err := result.Read(line)
	if err != nil || row.Version == "" || !isResult(&row.Result) {
		return page.Row{}, errors.New("not a row of results; batch, classify and audit write them as JSON lines")
	}
	var audit struct {
		Accepted string `json:"accepted"`
	}
	if err := json.Unmarshal(line, &audit); err != nil {
		return page.Row{}, fmt.Errorf("not a row of an audit: %w", err)
	}
	return page.Row{Row: row, Accepted: audit.Accepted}, nil
}

// isResult tells whether all of a row's words are those that results have.
func isResult(r *classify.Result) bool {
	known := func(label lexicon.Role) bool { return label == "" || slices.Contains(lexicon.Roles(), label) }
	switch r.Outcome {
	case classify.RoleFound, classify.NoRole, classify.Ambiguous, classify.Unreadable:
		return known(r.Label) && known(r.TitleReading.Label) && known(r.Body.Label)
	}
	return false
}

// auditReport makes a page of an audit's rows, in their order.
func auditReport(out string, lex *lexicon.Lexicon, rows []*audit.Row) error {
	return writePage(out, lex, func(add func(page.Row) error) error {
		for _, r := range rows {
			if err := add(page.Row{Row: &result.Row{Result: r.Result, Text: r.Text}, Accepted: r.Accepted}); err != nil {
				return err
			}
		}
		return nil
	})
}
