package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/lexicon"
)

// An auditSummary is what an audit came to.
type auditSummary struct {
	postings   int
	mismatches int // that count
	failing    int // of these, as severe as --fail-on says
	neighbours int // that do not count
	accepted   int
	verdicts   map[classify.Verdict]int
	unreadable int
	matrix     map[string]*dutiesCounts // by what the title says
	usages     []usage
}

// dutiesCounts counts postings by what their duties say: the roles in their
// order, then those that are not clear.
type dutiesCounts [lexicon.NumRoles + 1]int

func (d *dutiesCounts) add(r *auditRow) {
	k := lexicon.NumRoles
	if r.Body.Label != "" && r.Body.Confidence >= classify.DefaultMinConfidence {
		k = r.Body.Label.Index()
	}
	d[k]++
}

// A usage is what one employer means by TPM or by PM.
type usage struct {
	employer string
	says     lexicon.Role // TPM or PM
	n        int
	duties   dutiesCounts
}

func summarize(rows []*auditRow, o *auditOptions) auditSummary {
	s := auditSummary{postings: len(rows), verdicts: map[classify.Verdict]int{}, matrix: map[string]*dutiesCounts{}}
	for _, r := range rows {
		if r.unreadable() {
			s.unreadable++
			continue
		}
		s.verdicts[r.Verdict]++
		switch {
		case r.counted:
			s.mismatches++
			if r.Severity >= o.severity {
				s.failing++
			}
		case r.Accepted != "":
			s.accepted++
		case r.Neighbours:
			s.neighbours++
		}
		says := result.Says(&r.TitleReading)
		if s.matrix[says] == nil {
			s.matrix[says] = &dutiesCounts{}
		}
		s.matrix[says].add(r)
	}
	s.usages = usagesOf(rows)
	return s
}

// usagesOf counts, for each employer, what its titles mean that say TPM or PM.
// Most postings first.
func usagesOf(rows []*auditRow) []usage {
	type key struct {
		employer string
		says     lexicon.Role
	}
	byKey := map[key]*usage{}
	for _, r := range rows {
		says := result.Short(&r.TitleReading)
		employer := strings.TrimSpace(r.Company)
		if says == "" || r.unreadable() || employer == "" {
			continue
		}
		k := key{strings.ToLower(employer), says}
		u := byKey[k]
		if u == nil {
			u = &usage{employer: employer, says: says}
			byKey[k] = u
		}
		u.employer = min(u.employer, employer) // of several spellings always the same
		u.n++
		u.duties.add(r)
	}
	usages := make([]usage, 0, len(byKey))
	for _, u := range byKey {
		usages = append(usages, *u)
	}
	slices.SortFunc(usages, func(a, b usage) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(strings.ToLower(a.employer), strings.ToLower(b.employer)), cmp.Compare(b.says, a.says))
	})
	return usages
}

// counts is the summary in a line.
func (s *auditSummary) counts() string {
	v := s.verdicts
	return fmt.Sprintf("postings %d: mismatch %d, neighbours %d, accepted %d, undecided %d, resolved %d, agree %d, not audited %d, unreadable %d",
		s.postings, s.mismatches, s.neighbours, s.accepted,
		v[classify.Undecided], v[classify.Resolved], v[classify.Agree], v[classify.NotAudited], s.unreadable)
}

// dutiesHeader names the columns of dutiesCounts.
func dutiesHeader() []string {
	return append(texts(lexicon.Roles()), "unclear")
}

// shownUsages is how many employers a table for people names.
const shownUsages = 20

// summaryRow is the summary below a table.
type summaryRow struct{ *auditSummary }

func (summaryRow) cells() []string { return nil } // a spreadsheet has no summary

func (s summaryRow) line(st *styles) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", st.wrapped(s.counts(), 2))
	first := min(st.width-dutiesWidth, 42)
	line := func(name string, cells []string) { b.WriteString(fit(name, first) + dutiesLine(cells) + "\n") }
	b.WriteString("\n" + st.heading(fit("TITLE SAYS, DUTIES SAY", first)+dutiesLine(dutiesHeader())) + "\n")
	for _, says := range matrixTitles() {
		if d := s.matrix[says]; d != nil {
			line(says, d.texts())
		}
	}
	if len(s.usages) == 0 {
		return b.String()
	}
	b.WriteString("\n" + st.heading(fit("EMPLOYER SAYS, AND MEANS", first)+dutiesLine(dutiesHeader())) + "\n")
	for _, u := range s.usages[:min(len(s.usages), shownUsages)] {
		line(fit(u.employer, first-6)+"  "+string(u.says), u.duties.texts())
	}
	if more := len(s.usages) - shownUsages; more > 0 {
		fmt.Fprintf(&b, "and %d more (--format markdown names all)\n", more)
	}
	return b.String()
}

// dutiesWidth is how wide a dutiesLine is, if no number has more than five
// digits.
const dutiesWidth = 5*6 + 8

// dutiesLine is the counts of a dutiesCounts, or their names.
func dutiesLine(cells []string) string {
	var b strings.Builder
	for i, c := range cells {
		fmt.Fprintf(&b, "%*s", [...]int{6, 8}[number(i == len(cells)-1)], c)
	}
	return b.String()
}

// texts are the counts as cells, with a dot for nothing.
func (d *dutiesCounts) texts() []string {
	cells := make([]string, len(d))
	for i, n := range d {
		cells[i] = "."
		if n > 0 {
			cells[i] = fmt.Sprint(n)
		}
	}
	return cells
}
