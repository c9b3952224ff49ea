package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/host"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract"
	"rolecall/extract/collect"
)

func newExtractCmd() *cobra.Command {
	var (
		in         inputFlags
		out        outputFlags
		explain    bool
		strategies []string
	)
	cmd := &cobra.Command{
		Use:   "extract [FILE|DIR|-]...",
		Short: "Pull only the posting out of each document",
		Long: `extract shows what rolecall reads of a document: the title, the text of the
description, its sections, and how it was found, or why there is no posting.`,
		Example: `  rolecall extract saved/acme-tpm.html
  rolecall extract --format jsonl saved/ | jq -r .text
  rolecall extract --explain saved/acme-tpm.html`,
		RunE: func(cmd *cobra.Command, args []string) error {
			host.TuneCollector(softMemory)
			for _, name := range strategies {
				if known := extract.Strategies(); !slices.Contains(known, name) {
					return fmt.Errorf("--strategies %q: one of %s", name, strings.Join(known, ", "))
				}
			}
			o := in.extract()
			o.Strategies = strategies
			return runDocuments(cmd, args, &in, &out, output.Table{Header: extractHeader}, nil, func(d collect.Document) []output.Row {
				var rows []output.Row
				for _, e := range d.Extract(o) {
					rows = append(rows, newExtractRow(d, e, explain))
				}
				return rows
			})
		},
	}
	in.add(cmd)
	out.add(cmd, "table, json, jsonl, csv or xlsx")
	cmd.Flags().BoolVar(&explain, "explain", false, "say which strategies were tried, and why each was taken or refused")
	cmd.Flags().StringSliceVar(&strategies, "strategies", nil, "for developers: try only these, in this order")
	return cmd
}

// extractRow is an extraction as it is written. Its JSON names are part of the
// output contract.
type extractRow struct {
	Name     string            `json:"name"`
	ID       string            `json:"id"`
	Outcome  string            `json:"outcome"` // posting or unreadable
	Reason   string            `json:"reason"`
	Detail   string            `json:"detail"`
	Title    string            `json:"title"`
	Company  string            `json:"company"`
	Location string            `json:"location"`
	Date     string            `json:"date"`
	URL      string            `json:"url"`
	Language string            `json:"language"`
	Text     string            `json:"text"`
	Sections []extract.Section `json:"sections"`
	Strategy string            `json:"strategy"`
	Coverage float64           `json:"coverage"`
	Warnings []string          `json:"warnings"`
	Attempts []extract.Attempt `json:"attempts,omitempty"` // with --explain
}

func newExtractRow(d collect.Document, e extract.Extraction, explain bool) extractRow {
	p := &e.Posting
	r := extractRow{
		Outcome: "posting", Reason: string(e.Reason), Detail: e.Detail,
		Title: p.Title, Company: p.Company, Location: p.Location, Date: p.Date, URL: p.URL, Language: p.Language,
		Text: p.Text, Sections: append([]extract.Section{}, p.Sections...),
		Strategy: p.Strategy, Coverage: p.Coverage, Warnings: append([]string{}, p.Warnings...),
	}
	r.Name, r.ID = result.Place(d, &e)
	if !e.OK() {
		r.Outcome = "unreadable"
	}
	if explain {
		r.Attempts = e.Attempts
	}
	return r
}

func (r extractRow) WhyUnread() string { return r.Reason }

var extractHeader = []string{"name", "id", "outcome", "reason", "detail", "title", "company", "location", "date", "url", "language", "strategy", "coverage", "warnings", "text"}

func (r extractRow) Cells() []string {
	return []string{r.Name, r.ID, r.Outcome, r.Reason, r.Detail, r.Title, r.Company, r.Location, r.Date, r.URL, r.Language,
		r.Strategy, result.Decimal(r.Coverage), strings.Join(r.Warnings, "; "), r.Text}
}

// Draw is the whole posting, section by section.
func (r extractRow) Draw(s *terminal.Style) string {
	var b strings.Builder
	fact := func(name, value string) {
		if value != "" {
			b.WriteString(s.Faint(terminal.Fit(name, 10)) + s.Wrapped(escape.Terminal(value), 10) + "\n")
		}
	}
	b.WriteString(s.Heading(s.Wrapped(escape.Terminal(r.Name), 0)) + "\n")
	fact("title", r.Title)
	fact("company", r.Company)
	fact("location", r.Location)
	fact("date", r.Date)
	fact("url", r.URL)
	fact("language", r.Language)
	fact("found by", r.Strategy)
	fact("reason", strings.TrimSuffix(r.Reason+": "+r.Detail, ": "))
	fact("warnings", strings.Join(r.Warnings, "; "))
	for _, a := range r.Attempts {
		verb := "refused"
		if a.Accepted {
			verb = "taken"
		}
		fact("tried", a.Strategy+" - "+verb+": "+a.Why)
	}
	for _, sec := range r.Sections {
		b.WriteString("\n" + s.Faint("["+string(sec.Kind)+"]") + "\n")
		for line := range strings.Lines(r.Text[sec.Start:sec.End]) {
			if line = strings.TrimSpace(line); line != "" {
				b.WriteString(s.Wrapped(escape.Terminal(line), 0) + "\n")
			}
		}
	}
	return b.String()
}
