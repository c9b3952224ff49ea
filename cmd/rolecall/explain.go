package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/explanation"
	"rolecall/cmd/internal/host"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/extract/collect"
)

func newExplainCmd() *cobra.Command {
	var (
		in    inputFlags
		model modelFlags
		out   outputFlags
		id    string
		score bool
	)
	cmd := &cobra.Command{
		Use:   "explain [NAME|-]...",
		Short: "Show how a posting came to its label",
		Long: `explain says in three sentences what the duties read as, what the title says, and
what decided; then it shows the posting statement by statement: for which roles each
speaks, what it adds, and all concepts that are found in it. --score shows the
score as a sum, and what the runner-up lacked.

NAME is a file, or a row's name as results have it: the row of a data set
(postings.jsonl:5), a member of an archive (saved.zip!dir/page.html), a record of
a crawl (crawl.warc.gz!https://example.com/jobs/1), one of several postings in a
document (board.json#4711), one within the other too. classify, extract, audit
and batch take such names as well.`,
		Example: `  rolecall explain saved/acme-tpm.html
  rolecall explain --score postings.jsonl.gz:5
  rolecall explain --row 4711 postings.jsonl.gz
  rolecall explain --format json saved/acme-tpm.html | jq .evidence`,
		RunE: func(cmd *cobra.Command, args []string) error {
			host.TuneCollector(softMemory)
			c, _, err := model.classifier()
			if err != nil {
				return err
			}
			if id != "" {
				if args, err = rowNames(cmd, args, &in, id); err != nil {
					return err
				}
			}
			return runDocuments(cmd, args, &in, &out, output.Table{Header: result.Names(result.ReadingColumns())}, model.files(), func(d collect.Document) []output.Row {
				var rows []output.Row
				for _, e := range d.Extract(in.extract()) {
					x := c.Explain(e)
					x.Name, x.ID = result.Place(d, &e)
					rows = append(rows, explanation.New(x, score))
				}
				return rows
			})
		},
	}
	in.add(cmd)
	model.add(cmd)
	out.add(cmd, "table, json, jsonl, csv or xlsx")
	cmd.Flags().BoolVar(&score, "score", false, "show the score as a sum too, and what the runner-up lacked")
	cmd.Flags().StringVar(&id, "row", "", "only the row of a data set with this `ID`, or else of this number")
	return cmd
}

// rowNames finds the names of the rows of data sets that have an id, or else the
// number id.
func rowNames(cmd *cobra.Command, paths []string, in *inputFlags, id string) ([]string, error) {
	if len(paths) == 0 || slices.Contains(paths, "-") {
		return nil, errors.New("--row: name the files; of standard input, a row is explained by its number: rolecall explain -- -:5")
	}
	var byID, byNumber []string
	for d := range collect.Documents(cmd.Context(), paths, collect.Options{Fields: in.fields}) {
		if d.Row == nil {
			continue
		}
		if d.Row.ID == id {
			byID = append(byID, d.Name)
		}
		if _, n := result.CutLine(d.Name); strconv.Itoa(n) == id {
			byNumber = append(byNumber, d.Name)
		}
	}
	if len(byID) == 0 {
		byID = byNumber
	}
	if len(byID) == 0 {
		return nil, fmt.Errorf("--row %s: no row with that id or number in %s; --id-field names the column of ids", id, strings.Join(paths, ", "))
	}
	return byID, nil
}
