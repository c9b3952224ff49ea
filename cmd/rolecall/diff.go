package main

import (
	"cmp"
	"errors"
	"fmt"
	"hash/maphash"
	"math"
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
		all    bool
	)
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "Show the labels and verdicts that changed between two results",
		Long: `diff compares two results of the same postings - before and after a new lexicon,
new weights, a new version - and lists the rows whose label or verdict changed,
with what moved them: another text, another reading of the title, or the concepts
of the evidence that came (+) and went (-). --all lists those too whose label and
verdict stayed, and of which evidence came or went, or the confidence moved, however
little. A and B are JSON lines, CSV, Parquet, SQLite or Excel; only JSON lines name
concepts, the others the first words of the evidence, by which two forms are compared.
Rows meet by name, or by id where no names meet.

Exit code 1 says that --fail-on was met.`,
		Example: `  rolecall diff before.jsonl after.jsonl
  rolecall diff --all before.jsonl after.jsonl
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
			return runDiff(cmd, args[0], args[1], failOn, all, &out)
		},
	}
	out.add(cmd, "table, json, jsonl, csv or xlsx")
	cmd.Flags().BoolVar(&all, "all", false, "list the postings too of which only evidence or confidence changed, with all that came and went")
	cmd.Flags().StringVar(&failOn, "fail-on", "", "exit with 1 where a `label` changed, or a verdict; a row that came or went is one that changed")
	return cmd
}

func runDiff(cmd *cobra.Command, a, b, failOn string, all bool, out *outputFlags) error {
	if err := checkFiles(cmd, []outfile.Named{{As: "-o", Path: out.File()}}, []string{a, b}); err != nil {
		return err
	}
	shape := output.Table{Header: diffHeader, Heading: diffListing.Heading}
	format, err := out.Choose(cmd.OutOrStdout(), shape.Formats())
	if err != nil {
		return err
	}
	d, err := compare(a, b, all)
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

// A diffRow is a posting that changed.
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
	all     bool // rows are listed of which only evidence or confidence changed
	changed []diffRow

	same, labels, verdicts, evidence, confidences, came, went int
}

func (d *difference) counts() string {
	return fmt.Sprintf("postings in both %d, changed: label %d, verdict %d, evidence %d, confidence %d; only in the first %d, only in the second %d",
		d.same, d.labels, d.verdicts, d.evidence, d.confidences, d.went, d.came)
}

// A side is what is compared of a row.
type side struct {
	name, id, title, label, verdict, titleSays, fingerprint string
	confidence                                              float64         // not a number where there is none
	cites                                                   uint64          // a hash of its evidence
	evidence                                                map[string]bool // where it is told what moved it: concepts, or words
	at                                                      int             // its place in the file
}

// compare finds what two files of results differ in.
func compare(a, b string, all bool) (*difference, error) {
	w, err := wordingOf(a, b)
	if err != nil {
		return nil, err
	}
	var before, after []*side
	if err := both(
		func() (err error) { before, err = sidesOf(a, w); return err },
		func() (err error) { after, err = sidesOf(b, w); return err }); err != nil {
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
	d := &difference{all: all}
	d.meet(before, after, key)
	old, now := d.moving()
	if err := both(
		func() error { return readEvidence(a, w, old) },
		func() error { return readEvidence(b, w, now) }); err != nil {
		return nil, err
	}
	shown := shownMoves
	if all {
		shown = math.MaxInt
	}
	for i := range d.changed {
		if r := &d.changed[i]; r.before != nil {
			r.Moved = moved(r.before, r.after, shown)
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

// meet pairs rows, those of one name in their order.
func (d *difference) meet(before, after []*side, key func(*side) string) {
	waiting := map[string][]*side{}
	for _, s := range before {
		waiting[key(s)] = append(waiting[key(s)], s)
	}
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
}

func (d *difference) pair(a, b *side) {
	d.same++
	d.labels += number(a.label != b.label)
	d.verdicts += number(a.verdict != b.verdict)
	d.evidence += number(a.cites != b.cites)
	d.confidences += number(differ(a.confidence, b.confidence))
	moved := d.all && (a.cites != b.cites || differ(a.confidence, b.confidence))
	if a.label == b.label && a.verdict == b.verdict && !moved {
		return
	}
	d.changed = append(d.changed, diffRow{b.name, b.id, b.title, a.label, b.label, a.verdict, b.verdict, "", a, b})
}

// shownMoves is how many pieces of evidence an explanation names of each kind,
// where not all are asked for.
const shownMoves = 4

// moved says what moved a posting, with so many pieces of evidence of each kind.
func moved(a, b *side, shown int) string {
	var parts []string
	if a.fingerprint != b.fingerprint && a.fingerprint != "" && b.fingerprint != "" {
		parts = append(parts, "another text")
	}
	if a.titleSays != b.titleSays {
		parts = append(parts, fmt.Sprintf("title %s → %s", cmp.Or(a.titleSays, "unknown"), cmp.Or(b.titleSays, "unknown")))
	}
	if !math.IsNaN(a.confidence + b.confidence) {
		parts = append(parts, "confidence "+confidenceMoved(a.confidence, b.confidence))
	}
	for sign, list := range [][]string{only(b.evidence, a.evidence), only(a.evidence, b.evidence)} {
		for i, e := range list {
			if i == shown {
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

// differ compares two numbers; with none, nothing is known to differ.
func differ(a, b float64) bool { return a < b || a > b }

// confidenceMoved has two digits, or as many as tell the two apart.
func confidenceMoved(a, b float64) string {
	for digits := 2; ; digits++ {
		before, after := strconv.FormatFloat(a, 'f', digits, 64), strconv.FormatFloat(b, 'f', digits, 64)
		if before != after || !differ(a, b) || digits == mostDigits {
			return before + " → " + after
		}
	}
}

// mostDigits is as many as results have.
const mostDigits = 6

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

// A wording is what is known of the evidence of both results.
type wording int

const (
	byConcept wording = iota // as JSON lines have it
	byWords                  // the words in a spreadsheet's cell
	byNothing                // there is no such column
)

// wordingOf is the wording that all files have in common.
func wordingOf(names ...string) (wording, error) {
	common := byConcept
	for _, name := range names {
		t, err := resultfile.Open(name, nil)
		if err != nil {
			return byNothing, err
		}
		w := byNothing
		if slices.Contains(t.Header, "evidence") {
			w = byConcept
		}
		for r, err := range t.Rows {
			if w == byConcept && err == nil && r.Raw == nil { // an error is told by who reads it all
				w = byWords
			}
			break
		}
		t.Close()
		common = max(common, w)
	}
	return common, nil
}

// sidesOf reads a file of results. Of evidence it keeps a hash: it is most of a
// file, and to be shown of few rows.
func sidesOf(name string, w wording) ([]*side, error) {
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
		value := func(column string) string {
			if i, ok := at[column]; ok {
				return r.Cell(i)
			}
			return ""
		}
		s := &side{name: value("name"), id: value("id"), title: value("title"), label: cmp.Or(value("label"), value("outcome")), verdict: value("verdict"),
			titleSays: cmp.Or(value("title_label"), value("title_candidates")), fingerprint: value("fingerprint"), at: len(sides)}
		s.cites = hashOf(evidenceOf(&r, slices.Index(t.Header, "evidence"), w))
		if s.confidence, err = strconv.ParseFloat(value("confidence"), 64); err != nil {
			s.confidence = math.NaN() // there is none
		}
		sides = append(sides, s)
	}
	return sides, nil
}

// hashSeed is that of both files.
var hashSeed = maphash.MakeSeed()

// hashOf is the same for the same pieces, in whichever order.
func hashOf(evidence map[string]bool) (sum uint64) {
	for e := range evidence {
		sum += maphash.String(hashSeed, e)
	}
	return sum
}

// readEvidence reads the evidence of the rows that are told about.
func readEvidence(name string, w wording, of map[int]*side) error {
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
			s.evidence = evidenceOf(&r, column, w)
		}
		n++
	}
	return nil
}

// evidenceOf are the concepts of a row, each with its role, or the words.
func evidenceOf(r *resultfile.Row, column int, w wording) map[string]bool {
	found := map[string]bool{}
	switch w {
	case byConcept:
		for concept, role := range r.Raw.Concepts() {
			found[conceptOf(concept, role)] = true
		}
	case byWords:
		for words := range strings.SplitSeq(r.Cell(column), "; ") {
			if words != "" {
				found[words] = true
			}
		}
	}
	return found
}

func conceptOf(concept string, role lexicon.Role) string { return concept + " (" + string(role) + ")" }
