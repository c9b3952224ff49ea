// Package explanation shows how a posting came to its label: in three sentences,
// statement by statement, and as a sum.
package explanation

import (
	"cmp"
	"fmt"
	"strings"

	"rolecall/classify"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
)

// An Row is an Explanation as it is written.
type Row struct {
	classify.Explanation
	score bool // whether the sum is shown to people
}

// New returns the row of an explanation. score tells whether the sum is
// shown to people.
func New(x classify.Explanation, score bool) Row { return Row{x, score} }

// WhyUnread is the reason for which there is no posting, "" where there is one.
func (r Row) WhyUnread() string { return r.Reason }

// Cells are what is said of the posting, as a spreadsheet has it.
func (r Row) Cells() []string {
	return result.Cells(result.ReadingColumns(), &result.Row{Result: r.Result})
}

// Draw is the whole explanation.
func (r Row) Draw(s *terminal.Style) string {
	var b strings.Builder
	r.head(&b, s)
	if r.Body.Label == "" {
		return b.String()
	}
	r.text(&b, s)
	if r.score {
		r.sum(&b, s)
		r.lacks(&b, s)
	}
	return b.String()
}

// head says the label, the title's reading and the verdict.
func (r Row) head(b *strings.Builder, s *terminal.Style) {
	fmt.Fprintln(b, s.Heading(s.Wrapped(escape.Terminal(r.Name), 0)))
	if r.Body.Label != "" {
		r.lead(b, s)
		fmt.Fprintln(b)
	}
	switch r.Outcome {
	case classify.Unreadable:
		fmt.Fprintln(b, s.Wrapped(fmt.Sprintf("unreadable: %s (%s)", escape.Terminal(r.Error), r.Reason), 2))
		return
	case classify.Ambiguous:
		fmt.Fprintf(b, "ambiguous between %s\n", result.JoinRoles(r.Candidates))
	default:
		fmt.Fprintf(b, "%s, confidence %.2f\n", s.Role(r.Label, string(r.Label)), r.Confidence)
	}
	fmt.Fprintln(b, s.Wrapped(fmt.Sprintf("title %q: %s", escape.Terminal(r.Title), result.TitleText(r.TitleReading)), 2))
	if r.Body.Label != "" {
		fmt.Fprintf(b, "duties alone: %s, confidence %.2f; verdict %s\n", r.Body.Label, r.Body.Confidence, r.Verdict)
	}
	for _, a := range r.Aspects {
		fmt.Fprintln(b, s.Wrapped(fmt.Sprintf("%s %.2f: %s", a.Aspect, a.Value, cmp.Or(strings.Join(a.Concepts, ", "), "nothing of it")), 2))
	}
	for _, w := range r.Warnings {
		fmt.Fprintln(b, s.Wrapped("warning: "+escape.Terminal(w), 2))
	}
}
