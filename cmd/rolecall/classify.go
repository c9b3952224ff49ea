package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

func newClassifyCmd() *cobra.Command {
	var (
		in    inputFlags
		model modelFlags
		out   outputFlags
		text  bool
	)
	cmd := &cobra.Command{
		Use:   "classify [FILE|DIR|-]...",
		Short: "Label each posting with the role that it describes",
		Long: `classify reads saved postings - pages, text files, folders and archives of them,
or data sets (JSON lines, CSV, Parquet) - and labels each one. Without an
argument, or with -, it reads standard input: one posting, or JSON lines.`,
		Example: `  rolecall classify saved/acme-tpm.html
  rolecall classify --format csv -o roles.csv saved/
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
			from := reader(c, text)
			return runDocuments(cmd, args, &in, &out, shape, model.files(), func(d collect.Document) []row { return placedRows(from, d) })
		},
	}
	in.add(cmd)
	model.add(cmd)
	out.add(cmd, "table, json, jsonl, csv, parquet or sqlite")
	cmd.Flags().BoolVar(&text, "text", false, "put the posting's text into each row; with json and jsonl, for report")
	return cmd
}

// resultRow is a Result as it is written.
type resultRow struct{ classify.Result }

var resultHeader = []string{
	"name", "id", "outcome", "label", "candidates", "confidence", "p_tpm", "p_pm", "p_pmt", "p_em", "p_none",
	"title", "company", "location", "date", "url", "title_label", "title_candidates", "title_near", "level",
	"body_label", "body_confidence", "verdict", "severity", "evidence",
	"strategy", "coverage", "language", "warnings", "reason", "error", "version",
}

func (r resultRow) cells() []string {
	cells := []string{r.Name, r.ID, string(r.Outcome), string(r.Label), joinRoles(r.Candidates), decimal(r.Confidence)}
	for _, role := range lexicon.Roles() {
		cells = append(cells, decimal(r.Probabilities[role]))
	}
	t := r.TitleReading
	return append(cells,
		r.Title, r.Company, r.Location, r.Date, r.URL, string(t.Label), joinRoles(t.Candidates), t.Near, t.Level,
		string(r.Body.Label), decimal(r.Body.Confidence), string(r.Verdict), decimal(r.Severity), result.Why(&r.Result, 10),
		r.Strategy, decimal(r.Coverage), r.Language, strings.Join(r.Warnings, "; "), r.Reason, r.Error, r.Version)
}

const resultHeading = "ROLE       CONF  TITLE                                     WHY                                       NAME"

func (r resultRow) line(s *styles) string {
	label, why := string(r.Label), result.Why(&r.Result, 3)
	switch r.Outcome {
	case classify.Unreadable:
		label, why = "unreadable", r.Error
	case classify.Ambiguous:
		label, why = "ambiguous", "between "+joinRoles(r.Candidates)
	}
	conf := "    "
	if r.Outcome != classify.Unreadable {
		conf = strconv.FormatFloat(r.Confidence, 'f', 2, 64)
	}
	return s.role(r.Label, fit(label, 10)) + " " + conf + "  " + fit(r.Title, 40) + "  " + fit(why, 40) + "  " + terminalText(r.Name)
}

func joinRoles(roles []lexicon.Role) string { return strings.Join(texts(roles), " ") }

// texts are words of a type of their own, such as roles, as strings.
func texts[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
