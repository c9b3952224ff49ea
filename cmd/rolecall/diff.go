package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/resultfile"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

func newDiffCmd() *cobra.Command {
	var (
		out    outputFlags
		failOn string
	)
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "Show the labels and verdicts that changed between two results",
		Long: `diff compares two results of the same postings - before and after a new lexicon,
new weights, a new version - and lists the rows whose label or verdict changed,
with what moved them: another text, another reading of the title, or the concepts
of the evidence that came (+) and went (-). A and B are JSON lines, CSV, Parquet or
SQLite; only JSON lines name concepts, the others the words. Rows meet by name, or
by id where no names meet.

Exit code 1 says that --fail-on was met.`,
		Example: `  rolecall diff before.jsonl after.jsonl
  rolecall diff --fail-on label before.csv after.parquet
  rolecall diff before.jsonl after.jsonl -o moved.csv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("diff: name two files of results, the older first")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if failOn != "" && failOn != "label" && failOn != "verdict" {
				return fmt.Errorf("--fail-on %q: label or verdict", failOn)
			}
			return runDiff(cmd, args[0], args[1], failOn, &out)
		},
	}
	out.add(cmd, "table, json, jsonl, csv or xlsx")
	cmd.Flags().StringVar(&failOn, "fail-on", "", "exit with 1 where a `label` changed, or a verdict; a row that came or went is one that changed")
	return cmd
}

func runDiff(cmd *cobra.Command, a, b, failOn string, out *outputFlags) error {
	if err := checkFiles(cmd, []outfile.Named{{As: "-o", Path: out.File()}}, []string{a, b}); err != nil {
		return err
	}
	shape := output.Table{Header: diffHeader, Heading: diffListing.Heading}
	format, err := out.Choose(cmd.OutOrStdout(), shape.Formats())
	if err != nil {
		return err
	}
	d, err := compare(a, b)
	if err != nil {
		return err
	}
	rows := make([]output.Row, len(d.changed))
	for i, r := range d.changed {
		rows[i] = r
	}
	if err := out.WriteAll(cmd.OutOrStdout(), format, shape, rows); err != nil {
		return err
	}
	if !out.quiet {
		to := terminal.Style{Width: terminal.Width(cmd.ErrOrStderr())}
		if _, err := fmt.Fprintln(cmd.ErrOrStderr(), to.Wrapped(d.counts(), 2)); err != nil {
			return err
		}
	}
	if failOn == "label" && d.labels+d.came+d.went > 0 || failOn == "verdict" && d.verdicts+d.came+d.went > 0 {
		return errFound
	}
	return nil
}

// A diffRow is a posting whose label or verdict changed.
type diffRow struct {
	Name          string `json:"name"`
	ID            string `json:"id"`
	Title         string `json:"title"`
	LabelBefore   string `json:"label_before"` // or the outcome, where there is no label; "" where the row came
	LabelAfter    string `json:"label_after"`  // "" where it went
	VerdictBefore string `json:"verdict_before"`
	VerdictAfter  string `json:"verdict_after"`
	Moved         string `json:"moved"`

	before, after *side // nil where there is one alone
}

var diffHeader = []string{"name", "id", "title", "label_before", "label_after", "verdict_before", "verdict_after", "moved"}

func (r diffRow) Cells() []string {
	return []string{r.Name, r.ID, r.Title, r.LabelBefore, r.LabelAfter, r.VerdictBefore, r.VerdictAfter, r.Moved}
}

// diffListing is the table of what changed.
var diffListing = terminal.Listing{Short: "LABEL                     VERDICT                   ", Texts: []string{"TITLE", "MOVED BY", "NAME"}}

func (r diffRow) Draw(s *terminal.Style) string {
	return diffListing.Line(s, terminal.Fit(change(r.LabelBefore, r.LabelAfter), 24)+"  "+terminal.Fit(change(r.VerdictBefore, r.VerdictAfter), 26), r.Title, r.Moved, r.Name)
}

// change is what changed of a cell: nothing, where that is all.
func change(before, after string) string {
	if before == after {
		return before
	}
	return cmp.Or(before, "-") + " → " + cmp.Or(after, "-")
}

// A difference is what two results differ in.
type difference struct {
	changed                            []diffRow
	same, labels, verdicts, came, went int
}

func (d *difference) counts() string {
	return fmt.Sprintf("postings in both %d: label changed %d, verdict changed %d; only in the first %d, only in the second %d",
		d.same, d.labels, d.verdicts, d.went, d.came)
}

// A side is what is compared of a row.
type side struct {
	name, id, title, label, verdict, titleSays, fingerprint string
	confidence                                              float64
	evidence                                                map[string]bool // concepts, or words where those are not there
	at                                                      int             // its place in the file
}

// compare finds what two files of results differ in.
func compare(a, b string) (*difference, error) {
	var before, after []*side
	if err := both(
		func() (err error) { before, err = sidesOf(a); return err },
		func() (err error) { after, err = sidesOf(b); return err }); err != nil {
		return nil, err
	}
	key := func(s *side) string { return s.name }
	if !meet(before, after, key) {
		byID := func(s *side) string { return s.id }
		if !meet(before, after, byID) {
			return nil, fmt.Errorf("no row of %s is in %s: neither names nor ids meet", b, a)
		}
		key = byID
	}
	d := differenceOf(before, after, key)
	old, now := d.moving()
	if err := both(
		func() error { return readEvidence(a, old) },
		func() error { return readEvidence(b, now) }); err != nil {
		return nil, err
	}
	for i := range d.changed {
		if r := &d.changed[i]; r.before != nil {
			r.Moved = moved(r.before, r.after)
		}
	}
	return d, nil
}

// both does two things at once, and gives the first's error before the second's.
func both(a, b func() error) error {
	done := make(chan error, 1)
	go func() { done <- b() }()
	err := a()
	return cmp.Or(err, <-done)
}

// moving are the rows whose evidence is to be compared, by their places.
func (d *difference) moving() (before, after map[int]*side) {
	before, after = map[int]*side{}, map[int]*side{}
	for _, r := range d.changed {
		if r.before != nil {
			before[r.before.at], after[r.after.at] = r.before, r.after
		}
	}
	return before, after
}

func meet(a, b []*side, key func(*side) string) bool {
	there := map[string]bool{}
	for _, s := range a {
		there[key(s)] = true
	}
	delete(there, "")
	return slices.ContainsFunc(b, func(s *side) bool { return there[key(s)] })
}

// differenceOf pairs rows, those of one name in their order.
func differenceOf(before, after []*side, key func(*side) string) *difference {
	waiting := map[string][]*side{}
	for _, s := range before {
		waiting[key(s)] = append(waiting[key(s)], s)
	}
	d := &difference{}
	for _, s := range after {
		k := key(s)
		if len(waiting[k]) == 0 {
			d.came++
			d.changed = append(d.changed, diffRow{Name: s.name, ID: s.id, Title: s.title, LabelAfter: s.label, VerdictAfter: s.verdict, Moved: "only in the second"})
			continue
		}
		old := waiting[k][0]
		waiting[k] = waiting[k][1:]
		d.pair(old, s)
	}
	for _, s := range before {
		if rest := waiting[key(s)]; len(rest) > 0 && rest[0] == s {
			waiting[key(s)] = rest[1:]
			d.went++
			d.changed = append(d.changed, diffRow{Name: s.name, ID: s.id, Title: s.title, LabelBefore: s.label, VerdictBefore: s.verdict, Moved: "only in the first"})
		}
	}
	return d
}

func (d *difference) pair(a, b *side) {
	d.same++
	if a.label == b.label && a.verdict == b.verdict {
		return
	}
	d.labels += number(a.label != b.label)
	d.verdicts += number(a.verdict != b.verdict)
	d.changed = append(d.changed, diffRow{b.name, b.id, b.title, a.label, b.label, a.verdict, b.verdict, "", a, b})
}

// shownMoves is how many pieces of evidence an explanation names of each kind.
const shownMoves = 4

// moved says what moved a posting.
func moved(a, b *side) string {
	var parts []string
	if a.fingerprint != b.fingerprint && a.fingerprint != "" && b.fingerprint != "" {
		parts = append(parts, "another text")
	}
	if a.titleSays != b.titleSays {
		parts = append(parts, fmt.Sprintf("title %s → %s", cmp.Or(a.titleSays, "unknown"), cmp.Or(b.titleSays, "unknown")))
	}
	parts = append(parts, fmt.Sprintf("confidence %.2f → %.2f", a.confidence, b.confidence))
	for sign, list := range [][]string{only(b.evidence, a.evidence), only(a.evidence, b.evidence)} {
		for i, e := range list {
			if i == shownMoves {
				parts = append(parts, fmt.Sprintf("and %d more", len(list)-i))
				break
			}
			parts = append(parts, [...]string{"+", "-"}[sign]+e)
		}
	}
	if len(a.evidence) > 0 && len(parts) == 1 {
		parts = append(parts, "the same evidence, other weights")
	}
	return strings.Join(parts, ", ")
}

// only is what is in one and not in the other, in the order of the words.
func only(in, not map[string]bool) []string {
	var list []string
	for e := range in {
		if !not[e] {
			list = append(list, e)
		}
	}
	slices.Sort(list)
	return list
}

// sidesOf reads a file of results.
func sidesOf(name string) ([]*side, error) {
	t, err := resultfile.Open(name, nil)
	if err != nil {
		return nil, err
	}
	defer t.Close()
	at := map[string]int{}
	for i, column := range t.Header {
		at[column] = i
	}
	for _, column := range []string{"label", "verdict"} {
		if _, ok := at[column]; !ok {
			return nil, fmt.Errorf("%s: no column %s, which is compared", name, column)
		}
	}
	var sides []*side
	for r, err := range t.Rows {
		if err != nil {
			return nil, err
		}
		cell := func(column string) string {
			if i, ok := at[column]; ok {
				return r.Cell(i)
			}
			return ""
		}
		s := &side{name: cell("name"), id: cell("id"), title: cell("title"), label: cmp.Or(cell("label"), cell("outcome")), verdict: cell("verdict"),
			titleSays: cmp.Or(cell("title_label"), cell("title_candidates")), fingerprint: cell("fingerprint"), at: len(sides)}
		s.confidence, _ = strconv.ParseFloat(cell("confidence"), 64) // 0 where it is none
		sides = append(sides, s)
	}
	return sides, nil
}

// readEvidence reads the evidence of the rows that are to be compared, which is
// most of a file and needed of few.
func readEvidence(name string, of map[int]*side) error {
	if len(of) == 0 {
		return nil
	}
	t, err := resultfile.Open(name, nil)
	if err != nil {
		return err
	}
	defer t.Close()
	column, n := slices.Index(t.Header, "evidence"), 0
	for r, err := range t.Rows {
		if err != nil {
			return err
		}
		if s := of[n]; s != nil {
			s.evidence = evidenceOf(&r, column)
		}
		n++
	}
	return nil
}

// evidenceOf are the concepts of a row, each with its role, or the words.
func evidenceOf(r *resultfile.Row, column int) map[string]bool {
	found := map[string]bool{}
	if r.Raw != nil {
		for concept, role := range r.Raw.Concepts() {
			found[conceptOf(concept, role)] = true
		}
		return found
	}
	if column < 0 {
		return found
	}
	for words := range strings.SplitSeq(r.Cell(column), "; ") {
		if words != "" {
			found[words] = true
		}
	}
	return found
}

func conceptOf(concept string, role lexicon.Role) string { return concept + " (" + string(role) + ")" }
