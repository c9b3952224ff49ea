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

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

func newLexiconCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "Show the terms, where each comes from, and whether the data is sound",
		Example: `  rolecall lexicon list --role TPM
  rolecall lexicon list dogfood
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
		Use:   "list [WORD]...",
		Short: "List the concepts, a line each, or those that have some words",
		Long: `list lists the concepts. With words it lists only those that have all of them, as
parts of words too, in their id, in their name or in one pattern as it is written,
and of patterns only those that have them.`,
		Example: `  rolecall lexicon list --role PM-T --kind background
  rolecall lexicon list dogfood
  rolecall lexicon list --format csv launch plan`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
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
			return listConcepts(cmd, &out, conceptsOf(lex, wanted, lexicon.Kind(kind)), args)
		},
	}
	out.add(cmd, "table, json, jsonl, csv or xlsx")
	cmd.Flags().StringVar(&role, "role", "", "only concepts that speak for this `ROLE`")
	cmd.Flags().StringVar(&kind, "kind", "", "only concepts of this `KIND`: goal, responsibility, skill, measure, background, certification")
	return cmd
}

// listConcepts writes concepts, of which with words only those that have them.
func listConcepts(cmd *cobra.Command, out *outputFlags, concepts []*lexicon.Concept, words []string) error {
	shape, rows := output.Table{Header: conceptHeader, Heading: conceptHeading}, conceptRows(concepts)
	if len(words) > 0 {
		shape, rows = output.Table{Header: foundHeader, Heading: foundHeading}, foundRows(concepts, words)
	}
	format, err := out.Choose(cmd.OutOrStdout(), shape.Formats())
	if err != nil {
		return err
	}
	if err := out.WriteAll(cmd.OutOrStdout(), format, shape, rows); err != nil {
		return err
	}
	if len(words) > 0 && len(rows) == 0 && !out.quiet {
		_, err = fmt.Fprintln(cmd.ErrOrStderr(), escape.Terminal(nothingFound(words)))
	}
	return err
}

// conceptsOf are the concepts of a role and a kind; "" is any.
func conceptsOf(lex *lexicon.Lexicon, role lexicon.Role, kind lexicon.Kind) []*lexicon.Concept {
	var list []*lexicon.Concept
	for i := range lex.Concepts {
		c := &lex.Concepts[i]
		if kind != "" && c.Kind != kind || role != "" && !slices.Contains(c.SpeaksFor, role) {
			continue
		}
		list = append(list, c)
	}
	return list
}

func conceptRows(concepts []*lexicon.Concept) []output.Row {
	rows := make([]output.Row, len(concepts))
	for i, c := range concepts {
		rows[i] = newConceptRow(c)
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
	var out outputFlags
	cmd := &cobra.Command{
		Use:   "show CONCEPT",
		Short: "Show one concept: where the documents state it, and its patterns",
		Example: `  rolecall lexicon show cross-team-dependencies
  rolecall lexicon show --format json cross-team-dependencies`,
		Args:              oneArgument("one concept; rolecall lexicon list lists them"),
		ValidArgsFunction: completeConcepts(dir),
		RunE: func(cmd *cobra.Command, args []string) error {
			lex, err := openLexicon(*dir)
			if err != nil {
				return err
			}
			for i := range lex.Concepts {
				if c := &lex.Concepts[i]; c.ID == args[0] {
					return showConcept(cmd, &out, newConceptDetail(lex, c))
				}
			}
			return noConcept(lex, args[0], *dir == "")
		},
	}
	addTarget(cmd, &out.Target, "table, json, jsonl, csv or xlsx (default: by the ending of FILE, or else a table)",
		"write to `FILE` in place of standard output, whole or not at all")
	return cmd
}

func showConcept(cmd *cobra.Command, out *outputFlags, c conceptDetail) error {
	if out.Format == "" && out.File() == "" {
		out.Format = "table" // one concept is read, in a pipe too
	}
	shape := output.Table{Header: conceptHeader}
	format, err := out.Choose(cmd.OutOrStdout(), shape.Formats())
	if err != nil {
		return err
	}
	return out.WriteAll(cmd.OutOrStdout(), format, shape, []output.Row{c})
}

// A conceptDetail is all that is known of a concept.
type conceptDetail struct {
	conceptRow
	Name     string            `json:"name"`
	Reason   string            `json:"reason"`   // of one from the field
	Attested []attestationJSON `json:"attested"` // empty for one from the field
	Yes      []string          `json:"yes"`
	Not      []string          `json:"not"`

	lex     *lexicon.Lexicon
	concept *lexicon.Concept
}

type attestationJSON struct {
	Document string `json:"document"`
	At       string `json:"at"`
}

func newConceptDetail(lex *lexicon.Lexicon, c *lexicon.Concept) conceptDetail {
	d := conceptDetail{conceptRow: newConceptRow(c), Name: c.Name, Reason: c.Reason, Attested: []attestationJSON{}, Yes: textsOf(c.Yes), Not: textsOf(c.Not), lex: lex, concept: c}
	for _, a := range c.Attested {
		d.Attested = append(d.Attested, attestationJSON{a.Document, a.At})
	}
	return d
}

func textsOf(examples []lexicon.Example) []string {
	texts := make([]string, len(examples))
	for i, e := range examples {
		texts[i] = e.Text
	}
	return texts
}

func (d conceptDetail) Draw(s *terminal.Style) string {
	return strings.TrimSuffix(conceptShown(s, d.lex, d.concept), "\n")
}

// noConcept says that there is none, and where it may be: one that somebody
// wrote is not among those that are built in.
func noConcept(lex *lexicon.Lexicon, id string, builtin bool) error {
	ids := make([]string, len(lex.Concepts))
	for i := range lex.Concepts {
		ids[i] = lex.Concepts[i].ID
	}
	if like := nearest(id, ids); like != "" {
		return fmt.Errorf("no concept %q: did you mean %s?", id, like)
	}
	if builtin {
		return fmt.Errorf("no concept %q is built in: rolecall lexicon list lists them; one of your own is found with --lexicon DIR", id)
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
