package audit

import (
	"fmt"
	"strconv"
	"strings"

	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
)

// listing is the table of an audit.
var listing = terminal.Listing{Short: "VERDICT     SEV   SAYS       DUTIES    ", Texts: []string{"TITLE", "WHY", "NAME"}}

// Draw is a row of the table.
func (r *Row) Draw(s *terminal.Style) string {
	severity, duties := "    ", ""
	if r.Severity > 0 {
		severity = strconv.FormatFloat(r.Severity, 'f', 2, 64)
	}
	if r.Body.Label != "" {
		duties = fmt.Sprintf("%s %.2f", r.Body.Label, r.Body.Confidence)
	}
	kind := terminal.Fit(r.Kind(), 10)
	if r.Counted {
		kind = s.Paint("31", kind)
	}
	short := kind + "  " + severity + "  " + terminal.Fit(result.Says(&r.TitleReading), 9) + "  " + s.Role(r.Body.Label, terminal.Fit(duties, 10))
	return listing.Line(s, short, r.Title, r.evidence(), r.Name)
}

// evidence is why a row stands where it does, without what its other columns
// say: the words of the strongest evidence.
func (r *Row) evidence() string {
	if r.Suggestion == "" || len(r.Strongest) == 0 || r.Why() != r.Suggestion {
		return r.Why()
	}
	words := make([]string, len(r.Strongest))
	for i := range r.Strongest {
		words[i] = r.Strongest[i].Text
	}
	return strings.Join(words, "; ")
}

// shownUsages is how many employers a table for people names.
const shownUsages = 20

// Cells are none: a spreadsheet has no summary.
func (s *Summary) Cells() []string { return nil }

// Draw is the summary below a table.
func (s *Summary) Draw(st *terminal.Style) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", st.Wrapped(s.Counts(), 2))
	first := min(st.Width-dutiesWidth, 42)
	line := func(name string, cells []string) { b.WriteString(terminal.Fit(name, first) + dutiesLine(cells) + "\n") }
	b.WriteString("\n" + st.Heading(terminal.Fit("TITLE SAYS, DUTIES SAY", first)+dutiesLine(DutiesHeader())) + "\n")
	for _, says := range result.MatrixTitles() {
		if d := s.Matrix[says]; d != nil {
			line(says, d.Texts())
		}
	}
	if len(s.Usages) == 0 {
		return b.String()
	}
	b.WriteString("\n" + st.Heading(terminal.Fit("EMPLOYER SAYS, AND MEANS", first)+dutiesLine(DutiesHeader())) + "\n")
	for _, u := range s.Usages[:min(len(s.Usages), shownUsages)] {
		line(terminal.Fit(u.Employer, first-6)+"  "+string(u.Says), u.Duties.Texts())
	}
	if more := len(s.Usages) - shownUsages; more > 0 {
		fmt.Fprintf(&b, "and %d more (--format markdown names all)\n", more)
	}
	return b.String()
}

// dutiesWidth is how wide a dutiesLine is, if no number has more than five
// digits.
const dutiesWidth = 5*6 + 8

// dutiesLine is the counts of DutiesCounts, or their names.
func dutiesLine(cells []string) string {
	var b strings.Builder
	for i, c := range cells {
		width := 6
		if i == len(cells)-1 {
			width = 8
		}
		fmt.Fprintf(&b, "%*s", width, c)
	}
	return b.String()
}
