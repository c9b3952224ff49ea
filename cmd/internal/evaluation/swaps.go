package evaluation

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

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
func WriteSwaps(w io.Writer, form string, c *classify.Classifier, all []evaluate.Example, each Judging, s *terminal.Style) error {
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
	_, err = io.WriteString(w, swapsText(&r, s))
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

// nearText says what comes of titles that name another job, or nearly one of the
// four roles, and lists some of each to be read.
func nearText(b *strings.Builder, r *metrics.SwapReport, s *terminal.Style) {
	t := terminal.NewFigures("TITLE OF ANOTHER JOB, OR NEAR ONE", 40, terminal.Column{Heading: "N", Width: 7}, terminal.Column{Heading: "GIVEN ROLE", Width: 11})
	for i := range r.Titles {
		if g := &r.Titles[i]; !slices.Contains(lexicon.Roles(), lexicon.Role(g.Title)) {
			t.Add(g.Title, strconv.Itoa(g.N), fmt.Sprintf("%.2f%%", 100*givenRole(g)))
		}
	}
	b.WriteString("\n" + t.Draw(s))
	for i, p := range r.Samples {
		if i == 0 || p.Group != r.Samples[i-1].Group {
			fmt.Fprintf(b, "\n%s\n", p.Group)
		}
		titled(b, s, fmt.Sprintf("  %s %-5s %.2f  ", terminal.Fit(p.ID, 14), p.Label, p.Confidence), p.Title)
	}
}

// titled writes what is said of a posting, and its title behind, as far as it
// fits.
func titled(b *strings.Builder, s *terminal.Style, said, title string) {
	title = escape.Terminal(title)
	if s.Terminal {
		title = terminal.Cut(title, s.Width-ansi.StringWidth(said))
	}
	b.WriteString(said + title + "\n")
}

func swapsText(r *metrics.SwapReport, s *terminal.Style) string {
	var b strings.Builder
	columns := append(terminal.Alike(7, "WRONG", "FOUND", "RIGHT", "FALSE"), terminal.Column{Heading: "PRECISION", Width: 10}, terminal.Column{Heading: "RECALL", Width: 8},
		terminal.Column{Heading: "ROC AREA", Width: 10}, terminal.Column{Heading: "PR AREA", Width: 9})
	t := terminal.NewFigures("TITLES", 30, columns...)
	for _, x := range []struct {
		name string
		a    metrics.Alarms
	}{
		{"swapped", r.All}, {"swapped, but for PM/PM-T", r.Far}, {"swapped, PM/PM-T", r.Neighbours},
		{"their own", r.Natural}, {"their own, but for PM/PM-T", r.NaturalFar}, {"their own, PM/PM-T", r.NaturalNeighbours},
	} {
		counts := []string{strconv.Itoa(x.a.Wrong), strconv.Itoa(x.a.Found), strconv.Itoa(x.a.Right), strconv.Itoa(x.a.False)}
		t.Add(x.name, append(counts, thousandths(x.a.Precision, x.a.Recall, x.a.ROC, x.a.PR)...)...)
	}
	b.WriteString(t.Draw(s))
	fmt.Fprintf(&b, "\nthe worst false alarms among their own titles\n%-14s %-8s %-6s %-6s %s\n", "ID", "SEVERITY", "LABEL", "DUTIES", "TITLE")
	for _, a := range r.FalseAlarms {
		titled(&b, s, fmt.Sprintf("%s %-8.3f %-6s %-6s ", terminal.Fit(a.ID, 14), a.Severity, a.Truth, a.Duties), a.Title)
	}
	nearText(&b, r, s)
	return b.String()
}
