package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/pipeline"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

func newLexiconSourcesCmd(dir *string) *cobra.Command {
	var (
		in    inputFlags
		model modelFlags
	)
	cmd := &cobra.Command{
		Use:   "sources [FILE|DIR]...",
		Short: "Show the documents that the terms come from, and how much each contributes",
		Long: `sources counts the concepts and patterns of each document. With postings, it
also says which share of the evidence for their labels each document gave. A
concept that several documents attest is shared between them.`,
		Example: `  rolecall lexicon sources
  rolecall lexicon sources saved/`,
		RunE: func(cmd *cobra.Command, args []string) error {
			model.lexicon = *dir
			c, lex, err := model.classifier()
			if err != nil {
				return err
			}
			var shares map[string]float64
			if len(args) > 0 {
				if shares, err = evidenceShares(cmd, args, &in, c); err != nil {
					return err
				}
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), sourcesShown((&outputFlags{}).Style(cmd.OutOrStdout()), lex, shares))
			return err
		},
	}
	in.add(cmd)
	model.addScoring(cmd)
	return cmd
}

// fieldSource names the concepts that no document states.
const fieldSource = "field"

// evidenceShares sums the weights that spoke for the labels of postings, by
// source; they add up to 1.
func evidenceShares(cmd *cobra.Command, args []string, in *inputFlags, c *classify.Classifier) (map[string]float64, error) {
	part, err := in.parse()
	if err != nil {
		return nil, err
	}
	shares, total, unread := map[string]float64{}, 0.0, ""
	documents := collect.Documents(cmd.Context(), args, collect.Options{Stdin: cmd.InOrStdin(), Fields: in.fields, Want: part.wants})
	err = pipeline.InOrder(cmd.Context(), documents, in.jobs, in.reader(c, false).Rows, func(rows []*result.Row) error {
		for _, r := range rows {
			unread = cmp.Or(unread, r.Error)
			for _, e := range r.Evidence {
				sources := e.Documents
				if len(sources) == 0 {
					sources = []string{fieldSource}
				}
				for _, s := range sources {
					shares[s] += max(e.Weight, 0) / float64(len(sources))
				}
				total += max(e.Weight, 0)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if total == 0 {
		return nil, errors.New(strings.TrimSuffix("no evidence in "+strings.Join(args, ", ")+": "+unread, ": "))
	}
	for s := range shares {
		shares[s] /= total
	}
	return shares, nil
}

// sourcesWidth is how wide a line of sources is without the document's title.
const sourcesWidth = 48

// sourcesShown counts what each document attests. A concept of two documents
// counts for both.
func sourcesShown(s *terminal.Style, lex *lexicon.Lexicon, shares map[string]float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-9s %8s %8s %8s %9s  %s\n", "SOURCE", "CONCEPTS", "ALONE", "PATTERNS", "EVIDENCE", "WHAT")
	line := func(name, what string, holds func(*lexicon.Concept) bool) {
		var concepts, alone, patterns int
		for i := range lex.Concepts {
			if c := &lex.Concepts[i]; holds(c) {
				concepts++
				patterns += len(c.Patterns)
				if len(c.Documents()) < 2 {
					alone++
				}
			}
		}
		share := "-"
		if shares != nil {
			share = fmt.Sprintf("%.1f%%", 100*shares[name])
		}
		if room := s.Width - sourcesWidth; s.Terminal {
			what = terminal.Cut(what, room)
			if room < terminal.NarrowText {
				what = ""
			}
		}
		fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("%-9s %8d %8d %8d %9s  %s", name, concepts, alone, patterns, share, what), " "))
	}
	for _, src := range lex.Sources {
		line(src.Document, src.Title, func(c *lexicon.Concept) bool { return slices.Contains(c.Documents(), src.Document) })
	}
	line(fieldSource, "concepts that no document states, each with its reason", func(c *lexicon.Concept) bool { return c.Field })
	return b.String()
}
