package evaluation

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/metrics"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

// shownFalseAlarms is how many false alarms are listed for people to read.
const shownFalseAlarms = 10

// WriteSwaps measures the audit on swapped titles, and on the postings' own.
func WriteSwaps(w io.Writer, form string, c *classify.Classifier, all []evaluate.Example, each Judging) error {
	body, combined, err := predicted(all, each)
	if err != nil {
		return err
	}
	r := metrics.Swap(body, c.ReadTitle)
	r.FalseAlarms = r.FalseAlarms[:min(len(r.FalseAlarms), shownFalseAlarms)]
	r.Titles = metrics.ByTitle(combined)
	r.Samples = metrics.SampleTitles(combined, shownNearMisses)
	if form == "json" {
		return output.WriteJSON(w, r, "  ")
	}
	_, err = io.WriteString(w, swapsText(&r))
	return err
}

// shownNearMisses is how many postings of each kind of title are listed, for
// people to read.
const shownNearMisses = 10

// givenRole is the share of a title's postings that are labelled as one of the
// four roles.
func givenRole(g *metrics.TitleGroup) float64 {
	return 1 - share(g.Labels[lexicon.None.Index()], g.N)
}

// nearText says what comes of titles that name another job, or nearly one of
// the four roles, and lists some of each to be read.
func nearText(b *strings.Builder, r *metrics.SwapReport) {
	fmt.Fprintf(b, "\n%-40s %6s %10s\n", "TITLE OF ANOTHER JOB, OR NEAR ONE", "N", "GIVEN ROLE")
	for i := range r.Titles {
		if g := &r.Titles[i]; !slices.Contains(lexicon.Roles(), lexicon.Role(g.Title)) {
			fmt.Fprintf(b, "%-40s %6d %9.2f%%\n", g.Title, g.N, 100*givenRole(g))
		}
	}
	for i, s := range r.Samples {
		if i == 0 || s.Group != r.Samples[i-1].Group {
			fmt.Fprintf(b, "\n%s\n", s.Group)
		}
		fmt.Fprintf(b, "  %s %-5s %.2f  %s\n", terminal.Fit(s.ID, 14), s.Label, s.Confidence, escape.Terminal(s.Title))
	}
}

func swapsText(r *metrics.SwapReport) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-30s %6s %6s %6s %6s %9s %7s %9s %8s\n", "TITLES", "WRONG", "FOUND", "RIGHT", "FALSE", "PRECISION", "RECALL", "ROC AREA", "PR AREA")
	line := func(name string, a metrics.Alarms) {
		fmt.Fprintf(&b, "%-30s %6d %6d %6d %6d %9.3f %7.3f %9.3f %8.3f\n", name, a.Wrong, a.Found, a.Right, a.False, a.Precision, a.Recall, a.ROC, a.PR)
	}
	line("swapped", r.All)
	line("swapped, but for PM/PM-T", r.Far)
	line("swapped, PM/PM-T", r.Neighbours)
	line("their own", r.Natural)
	line("their own, but for PM/PM-T", r.NaturalFar)
	line("their own, PM/PM-T", r.NaturalNeighbours)
	fmt.Fprintf(&b, "\nthe worst false alarms among their own titles\n%-14s %-8s %-6s %-6s %s\n", "ID", "SEVERITY", "LABEL", "DUTIES", "TITLE")
	for _, a := range r.FalseAlarms {
		fmt.Fprintf(&b, "%s %-8.3f %-6s %-6s %s\n", terminal.Fit(a.ID, 14), a.Severity, a.Truth, a.Duties, escape.Terminal(a.Title))
	}
	nearText(&b, r)
	return b.String()
}
