package explanation

import (
	"cmp"
	"fmt"
	"strings"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

// sum prints the score of each role as a sum of concepts.
func (r Row) sum(b *strings.Builder, s *terminal.Style) {
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
	name := max(20, min(36, s.Width-46))
	fmt.Fprintf(b, "\n%s\n", s.Heading(s.WhileFits(terminal.Fit("concept", name)+rolesHeading(), "hits", "documents")))
	for _, id := range order {
		l := lines[id]
		fmt.Fprintln(b, s.WhileFits(terminal.Fit(l.concept, name)+rolesLine(l.adds), fmt.Sprintf("%4d", l.hits), l.documents))
	}
	rest := func(what string, v map[lexicon.Role]float64) { fmt.Fprintln(b, terminal.Fit(what, name)+rolesLine(v)) }
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
	rest(fmt.Sprintf("times %.3f; title adds", r.DutiesFactor/r.Body.Temperature), r.TitleAdds)
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
func (r Row) lacks(b *strings.Builder, s *terminal.Style) {
	name := min(36, s.Width-30)
	fmt.Fprintf(b, "\n%s\n", s.Heading(fmt.Sprintf("runner-up %s; it lacked, for example", r.RunnerUp)))
	for _, l := range r.Lacked {
		fmt.Fprintf(b, "%s %+8.3f  %s\n", terminal.Fit(l.Concept, name), l.Gain, s.Faint(terminal.Cut(escape.Terminal(l.Example), s.Width-name-11)))
	}
}
