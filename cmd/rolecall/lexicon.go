package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/pipeline"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

func newLexiconCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "Show the terms, where each comes from, and whether the data is sound",
		Example: `  rolecall lexicon list --role TPM
  rolecall lexicon show cross-team-dependencies
  rolecall lexicon export my-lexicon/
  rolecall lexicon check --lexicon my-lexicon/`,
	}
	var dir string
	cmd.PersistentFlags().StringVar(&dir, "lexicon", "", "read the lexicon from `DIR` in place of the built-in one")
	cmd.AddCommand(newLexiconListCmd(&dir), newLexiconShowCmd(&dir), newLexiconCheckCmd(&dir), newLexiconSourcesCmd(&dir), newLexiconExportCmd(&dir))
	subcommands(cmd)
	return cmd
}

func newLexiconListCmd(dir *string) *cobra.Command {
	var (
		out        outputFlags
		role, kind string
	)
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the concepts, a line each",
		Example: "  rolecall lexicon list --role PM-T --kind background",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lex, err := openLexicon(*dir)
			if err != nil {
				return err
			}
			wanted, known := result.RoleNamed(role)
			if role != "" && !known {
				return fmt.Errorf("--role %q: one of TPM, PM, PM-T, EM, none", role)
			}
			if known := result.Strings(lexicon.Kinds()); kind != "" && !slices.Contains(known, kind) {
				return fmt.Errorf("--kind %q: one of %s", kind, strings.Join(known, ", "))
			}
			shape := output.Table{Header: conceptHeader, Heading: conceptHeading}
			format, err := out.Choose(cmd.OutOrStdout(), shape.Formats())
			if err != nil {
				return err
			}
			return out.WriteAll(cmd.OutOrStdout(), format, shape, conceptRows(lex, wanted, lexicon.Kind(kind)))
		},
	}
	out.add(cmd, "table, json, jsonl, csv or xlsx")
	cmd.Flags().StringVar(&role, "role", "", "only concepts that speak for this `ROLE`")
	cmd.Flags().StringVar(&kind, "kind", "", "only concepts of this `KIND`: goal, responsibility, skill, measure, background, certification")
	return cmd
}

func conceptRows(lex *lexicon.Lexicon, role lexicon.Role, kind lexicon.Kind) []output.Row {
	var rows []output.Row
	for i := range lex.Concepts {
		c := &lex.Concepts[i]
		if kind != "" && c.Kind != kind || role != "" && !slices.Contains(c.SpeaksFor, role) {
			continue
		}
		rows = append(rows, newConceptRow(c))
	}
	return rows
}

// conceptRow is a concept as it is written.
type conceptRow struct {
	Concept   string         `json:"concept"`
	Kind      lexicon.Kind   `json:"kind"`
	SpeaksFor []lexicon.Role `json:"speaks_for"` // empty where it is shared
	Strength  string         `json:"strength"`
	Documents []string       `json:"documents"` // empty for a concept from the field
	Patterns  []string       `json:"patterns"`
	File      string         `json:"file"`
	At        int            `json:"line"`
}

func newConceptRow(c *lexicon.Concept) conceptRow {
	r := conceptRow{
		Concept: c.ID, Kind: c.Kind, SpeaksFor: append([]lexicon.Role{}, c.SpeaksFor...), Strength: string(c.Strength),
		Documents: append([]string{}, c.Documents()...), File: c.File, At: c.Line,
	}
	for _, p := range c.Patterns {
		r.Patterns = append(r.Patterns, p.Text)
	}
	return r
}

var conceptHeader = []string{"concept", "kind", "speaks_for", "strength", "documents", "patterns", "file", "line"}

func (r conceptRow) Cells() []string {
	return []string{r.Concept, string(r.Kind), result.JoinRoles(r.SpeaksFor), r.Strength, strings.Join(r.Documents, " "),
		strings.Join(r.Patterns, "; "), r.File, fmt.Sprint(r.At)}
}

func conceptHeading(s *terminal.Style) string {
	return conceptLine(s, "CONCEPT", "SPEAKS FOR", "KIND", "DOCUMENTS", "PATTERNS")
}

// conceptLine has the columns that the terminal has room for.
func conceptLine(s *terminal.Style, concept, speaks, kind, documents, patterns string) string {
	return s.WhileFits(terminal.Fit(concept, 38), terminal.Fit(speaks, 17), terminal.Fit(kind, 14), terminal.Fit(documents, 19), fmt.Sprintf("%8s", patterns))
}

func (r conceptRow) Draw(s *terminal.Style) string {
	speaks, docs := result.JoinRoles(r.SpeaksFor), strings.Join(r.Documents, " ")
	if speaks == "" {
		speaks = "shared"
	}
	if docs == "" {
		docs = "field"
	}
	return conceptLine(s, r.Concept, speaks, string(r.Kind), docs, fmt.Sprint(len(r.Patterns)))
}

func newLexiconShowCmd(dir *string) *cobra.Command {
	return &cobra.Command{
		Use:               "show CONCEPT",
		Short:             "Show one concept: where the documents state it, and its patterns",
		Example:           "  rolecall lexicon show cross-team-dependencies",
		Args:              oneArgument("one concept; rolecall lexicon list lists them"),
		ValidArgsFunction: completeConcepts(dir),
		RunE: func(cmd *cobra.Command, args []string) error {
			lex, err := openLexicon(*dir)
			if err != nil {
				return err
			}
			for i := range lex.Concepts {
				if lex.Concepts[i].ID == args[0] {
					_, err := fmt.Fprint(cmd.OutOrStdout(), conceptShown((&outputFlags{}).Style(cmd.OutOrStdout()), lex, &lex.Concepts[i]))
					return err
				}
			}
			return noConcept(lex, args[0])
		},
	}
}

func noConcept(lex *lexicon.Lexicon, id string) error {
	ids := make([]string, len(lex.Concepts))
	for i := range lex.Concepts {
		ids[i] = lex.Concepts[i].ID
	}
	if like := nearest(id, ids); like != "" {
		return fmt.Errorf("no concept %q: did you mean %s?", id, like)
	}
	return fmt.Errorf("no concept %q: rolecall lexicon list lists them", id)
}

// conceptShown is a concept with all that is known of it; on a terminal it fits.
func conceptShown(s *terminal.Style, lex *lexicon.Lexicon, c *lexicon.Concept) string {
	text := conceptText(lex, c)
	if !s.Terminal {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); ansi.StringWidth(line) > s.Width {
			line = "  " + s.Wrapped(line, 14)
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

func conceptText(lex *lexicon.Lexicon, c *lexicon.Concept) string {
	var b strings.Builder
	speaks := "all roles alike (shared)"
	if !c.Shared {
		var names []string
		for _, r := range c.SpeaksFor {
			names = append(names, fmt.Sprintf("%s (%s)", r, lex.RoleName(r)))
		}
		speaks = strings.Join(names, ", ")
	}
	fmt.Fprintf(&b, "%s\n", c.ID)
	if c.Name != "" {
		fmt.Fprintf(&b, "  name        %s\n", c.Name)
	}
	fmt.Fprintf(&b, "  kind        %s\n  speaks for  %s\n", c.Kind, speaks)
	if c.Strength != lexicon.Plain {
		fmt.Fprintf(&b, "  strength    %s\n", c.Strength)
	}
	if c.Field {
		fmt.Fprintf(&b, "  from the field: %s\n", c.Reason)
	}
	for _, a := range c.Attested {
		fmt.Fprintf(&b, "  attested    %s, %s\n", a.Document, a.At)
	}
	for _, p := range c.Patterns {
		fmt.Fprintf(&b, "  %s:%-5d %s\n", c.File, p.Line, p.Text)
	}
	for _, e := range c.Yes {
		fmt.Fprintf(&b, "  yes         %s\n", e.Text)
	}
	for _, e := range c.Not {
		fmt.Fprintf(&b, "  not         %s\n", e.Text)
	}
	return b.String()
}

func newLexiconCheckCmd(dir *string) *cobra.Command {
	return &cobra.Command{
		Use:     "check",
		Short:   "Check that the lexicon's data is sound",
		Example: "  rolecall lexicon check --lexicon my-lexicon/",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := lexiconFaults(*dir); err != nil {
				return err
			}
			lex, err := openLexicon(*dir)
			if err != nil {
				return err
			}
			if *dir == "" {
				if err := builtinIsOld(lex); err != nil {
					return err
				}
			}
			n := 0
			for i := range lex.Concepts {
				n += len(lex.Concepts[i].Patterns)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "sound: %d concepts, %d patterns, %d documents, hash %s\n", len(lex.Concepts), n, len(lex.Sources), lex.Hash)
			return err
		},
	}
}

// lexiconFaults is all that is wrong with the files of a folder, or of the
// built-in lexicon, a line each.
func lexiconFaults(dir string) error {
	data, err := lexicon.Data()
	if dir != "" {
		if err := isFolder(dir); err != nil {
			return err
		}
		data = os.DirFS(dir)
	}
	if err != nil {
		return err
	}
	faults := lexicon.Faults(data)
	if len(faults) == 0 {
		return nil
	}
	where := cmp.Or(dir, "the lexicon that is built in")
	return fmt.Errorf("%s is not sound: %d to mend\n%w", where, len(faults), errors.Join(faults...))
}

// sourceData is where the data of the built-in lexicon stands in its repository.
const sourceData = "lexicon/data"

// builtinIsOld says where the data in the working directory, if there is any,
// is not what is built in.
func builtinIsOld(builtin *lexicon.Lexicon) error {
	if _, err := os.Stat(filepath.Join(sourceData, "words.yaml")); err != nil {
		return nil
	}
	data, err := openLexicon(sourceData)
	if err != nil {
		return err
	}
	if data.Hash != builtin.Hash {
		return fmt.Errorf("%s (hash %s) is newer than what is built in (hash %s): go generate ./lexicon, and build again", sourceData, data.Hash, builtin.Hash)
	}
	return nil
}

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
