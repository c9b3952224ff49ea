package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/extract"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

func newExplainCmd() *cobra.Command {
	var (
		in    inputFlags
		model modelFlags
		out   outputFlags
		id    string
	)
	cmd := &cobra.Command{
		Use:   "explain [NAME|-]...",
		Short: "Show how a posting came to its label",
		Long: `explain says in three sentences what the statements about the work are, what the
title says, and what decided; then it shows the posting with the evidence marked, the score
as a sum, and what the runner-up lacked.

NAME is a file, or a row's name as results have it: the row of a data set
(postings.jsonl:5), a member of an archive (saved.zip!dir/page.html), a record of
a crawl (crawl.warc.gz!https://example.com/jobs/1), one of several postings in a
document (board.json#4711), one within the other too. classify, extract, audit
and batch take such names as well.`,
		Example: `  rolecall explain saved/acme-tpm.html
  rolecall explain postings.jsonl.gz:5
  rolecall explain --row 4711 postings.jsonl.gz
  rolecall explain --format json saved/acme-tpm.html | jq .evidence`,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := model.classifier()
			if err != nil {
				return err
			}
			if id != "" {
				if args, err = rowNames(cmd, args, &in, id); err != nil {
					return err
				}
			}
			return runDocuments(cmd, args, &in, &out, table{header: headerOf(result.ReadingColumns())}, model.files(), func(d collect.Document) []row {
				var rows []row
				for _, e := range d.Extract(in.extract()) {
					x := c.Explain(e)
					x.Name, x.ID = result.Place(d, &e)
					rows = append(rows, explainRow{x})
				}
				return rows
			})
		},
	}
	in.add(cmd)
	model.add(cmd)
	out.add(cmd, "table, json, jsonl or csv")
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
		if _, n := cutLine(d.Name); strconv.Itoa(n) == id {
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

// explainRow is an Explanation as it is written.
type explainRow struct{ classify.Explanation }

func (r explainRow) reason() string { return r.Reason }

func (r explainRow) cells() []string {
	return cellsOf(result.ReadingColumns(), &result.Row{Result: r.Result})
}

func (r explainRow) line(s *styles) string {
	var b strings.Builder
	r.head(&b, s)
	if r.Body.Label == "" {
		return b.String()
	}
	r.sections(&b, s)
	r.sum(&b, s)
	r.lacks(&b, s)
	return b.String()
}

// head says the label, the title's reading and the verdict.
func (r explainRow) head(b *strings.Builder, s *styles) {
	fmt.Fprintf(b, "%s\n", s.heading(terminalText(r.Name)))
	if r.Body.Label != "" {
		r.lead(b)
		fmt.Fprintln(b)
	}
	switch r.Outcome {
	case classify.Unreadable:
		fmt.Fprintf(b, "unreadable: %s (%s)\n", terminalText(r.Error), r.Reason)
		return
	case classify.Ambiguous:
		fmt.Fprintf(b, "ambiguous between %s\n", joinRoles(r.Candidates))
	default:
		fmt.Fprintf(b, "%s, confidence %.2f\n", s.role(r.Label, string(r.Label)), r.Confidence)
	}
	fmt.Fprintf(b, "title %q: %s\n", terminalText(r.Title), titleText(r.TitleReading))
	if r.Body.Label != "" {
		fmt.Fprintf(b, "duties alone: %s, confidence %.2f; verdict %s\n", r.Body.Label, r.Body.Confidence, r.Verdict)
	}
	for _, a := range r.Aspects {
		fmt.Fprintf(b, "%s %.2f: %s\n", a.Aspect, a.Value, cmp.Or(strings.Join(a.Concepts, ", "), "nothing of it"))
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(b, "warning: %s\n", terminalText(w))
	}
}

func titleText(t classify.TitleReading) string {
	switch {
	case t.Ambiguous:
		return "may mean " + joinRoles(t.Candidates)
	case t.Near != "":
		return "none of the four, a " + t.Near
	case t.Label == lexicon.None:
		return "another job"
	case t.Label != "":
		return string(t.Label)
	}
	return "tells nothing"
}

// sections prints the text with its evidence marked: [text|concept].
func (r explainRow) sections(b *strings.Builder, s *styles) {
	marks := slices.Clone(r.Evidence)
	slices.SortStableFunc(marks, func(a, c classify.Evidence) int {
		return cmp.Or(cmp.Compare(a.Start, c.Start), cmp.Compare(c.End, a.End))
	})
	for _, sec := range withDefault(r.Sections, len(r.Text)) {
		fmt.Fprintf(b, "\n%s\n", s.faint("["+string(sec.Kind)+"]"))
		var open []classify.Evidence
		for len(marks) > 0 && marks[0].Start < sec.End {
			open, marks = append(open, marks[0]), marks[1:]
		}
		for _, line := range strings.Split(markText(r.Text, sec, open, s), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				fmt.Fprintln(b, line)
			}
		}
	}
}

func withDefault(sections []extract.Section, n int) []extract.Section {
	if len(sections) == 0 {
		return []extract.Section{{Kind: extract.Other, End: n}}
	}
	return sections
}

// markText marks evidence in a section. Of overlapping pieces the first and
// longest is marked; all are in the sum below.
func markText(text string, sec extract.Section, marks []classify.Evidence, s *styles) string {
	var b strings.Builder
	at := sec.Start
	for _, m := range marks {
		if m.Start < at {
			continue
		}
		b.WriteString(strings.Map(visible, text[at:m.Start]))
		label := "{" + string(m.Role) + ":" + m.Concept + "}"
		b.WriteString(s.role(m.Role, "["+strings.Map(visible, text[m.Start:m.End])+"]") + s.faint(label))
		at = m.End
	}
	b.WriteString(strings.Map(visible, text[at:max(at, sec.End)]))
	return b.String()
}

// sum prints the score of each role as a sum of concepts.
func (r explainRow) sum(b *strings.Builder, s *styles) {
	type line struct {
		concept, documents string
		hits               int
		adds               map[lexicon.Role]float64
	}
	lines := map[string]*line{}
	var order []string
	for i := range r.Evidence {
		e := &r.Evidence[i]
		l := lines[e.Concept]
		if l == nil {
			l = &line{concept: e.Concept, documents: cmp.Or(strings.Join(e.Documents, " "), "field"), adds: map[lexicon.Role]float64{}}
			lines[e.Concept], order = l, append(order, e.Concept)
		}
		l.hits++
		for role, x := range e.Adds() {
			l.adds[role] += x
		}
	}
	fmt.Fprintf(b, "\n%s\n", s.heading("concept                              hits"+rolesHeading()+"  documents"))
	for _, id := range order {
		l := lines[id]
		fmt.Fprintf(b, "%s %4d%s  %s\n", fit(l.concept, 36), l.hits, rolesLine(l.adds), l.documents)
	}
	rest := func(name string, v map[lexicon.Role]float64) {
		fmt.Fprintf(b, "%s     %s\n", fit(name, 36), rolesLine(v))
	}
	others := map[lexicon.Role]float64{} // what the statements add that are not cited
	for i := range r.Statements {
		for role, x := range r.Statements[i].Adds() {
			others[role] += x
		}
	}
	for _, id := range order {
		for role, x := range lines[id].adds {
			others[role] -= x
		}
	}
	rest("other statements", others)
	rest("bias", r.Body.Bias)
	rest("score of the duties", r.Body.Scores)
	rest(fmt.Sprintf("times %.3f, and the title adds", r.DutiesFactor/r.Body.Temperature), r.TitleAdds)
	rest("probability", r.Probabilities)
}

func rolesHeading() string {
	var b strings.Builder
	for _, role := range lexicon.Roles() {
		fmt.Fprintf(&b, "%8s", role)
	}
	return b.String()
}

func rolesLine(v map[lexicon.Role]float64) string {
	var b strings.Builder
	for _, role := range lexicon.Roles() {
		fmt.Fprintf(&b, "%8.3f", v[role])
	}
	return b.String()
}

// lacks prints what the runner-up lacked.
func (r explainRow) lacks(b *strings.Builder, s *styles) {
	fmt.Fprintf(b, "\n%s\n", s.heading(fmt.Sprintf("runner-up %s; it lacked, for example", r.RunnerUp)))
	for _, l := range r.Lacked {
		fmt.Fprintf(b, "%s %+8.3f  %s\n", fit(l.Concept, 36), l.Gain, s.faint(l.Example))
	}
}
