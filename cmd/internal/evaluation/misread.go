package evaluation

import (
	"fmt"
	"strings"

	"rolecall/classify"
	"rolecall/classify/evaluate"
	"rolecall/classify/evaluate/misread"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
)

// Misreads are the postings that were misread.
type Misreads struct {
	Rows     []output.Row
	held     int // others, which are for scoring only
	labelled int // of how many
}

// FindMisread finds the postings that were misread.
func FindMisread(examples []evaluate.Example, each Judging) (*Misreads, error) {
	var found []misread.Posting
	m := &Misreads{}
	err := each(examples, func(c *classify.Classifier, out []evaluate.Example) {
		out = evaluate.Labelled(out)
		body, combined := evaluate.Predict(c, out)
		wrong, sealed := misread.Of(c, out, body, combined)
		found, m.held, m.labelled = append(found, wrong...), m.held+sealed, m.labelled+len(out)
	})
	if err != nil {
		return nil, err
	}
	misread.Sort(found)
	m.Rows = make([]output.Row, len(found))
	for i := range found {
		m.Rows[i] = misreadRow{found[i]}
	}
	return m, nil
}

// Notes say how many they are.
func (m *Misreads) Notes() []string {
	notes := []string{fmt.Sprintf("%d of %s misread, by the duties or by title and duties", len(m.Rows)+m.held, terminal.Plural(m.labelled, "labelled posting"))}
	if m.held > 0 {
		notes = append(notes, fmt.Sprintf("%d of them held back: for scoring only", m.held))
	}
	return notes
}

// A misreadRow is a misread posting as it is written.
type misreadRow struct{ misread.Posting }

// MisreadTable is the shape of their rows.
func MisreadTable() output.Table {
	return output.Table{Header: []string{"id", "title", "reader_label", "reader_second", "reader_confidence", "duties", "duties_confidence", "label", "confidence", "statements"}}
}

func (r misreadRow) Cells() []string {
	statements := make([]string, len(r.Statements))
	for i := range r.Statements {
		s := &r.Statements[i]
		statements[i] = fmt.Sprintf("%s %+.3f %+.3f %s", orDash(s.Letters), s.Adds, s.Against, s.Text)
	}
	return []string{r.ID, r.Title, string(r.Truth), string(r.Second), result.Decimal(r.TruthConfidence), string(r.Duties), result.Decimal(r.DutiesConfidence),
		string(r.Label), result.Decimal(r.Confidence), strings.Join(statements, "\n")}
}

// Draw is the posting with its statements below: what each adds to the label
// that it was given, and to the right one.
func (r misreadRow) Draw(s *terminal.Style) string {
	var b strings.Builder
	b.WriteString(s.Fitted(s.Heading(escape.Terminal(r.ID))+"  "+escape.Terminal(r.Title), 2) + "\n")
	said := string(r.Truth)
	if r.TruthConfidence > 0 {
		said += fmt.Sprintf(" (%.2f)", r.TruthConfidence)
	}
	if r.Second != "" {
		said += ", else " + string(r.Second)
	}
	b.WriteString("  " + s.Fitted(fmt.Sprintf("reader %s   duties %s (%.2f)   title and duties %s (%.2f)", said, r.Duties, r.DutiesConfidence, r.Label, r.Confidence), 4) + "\n")
	for i := range r.Statements {
		t := &r.Statements[i]
		said := fmt.Sprintf("  %-2s %+.3f %+.3f  ", orDash(t.Letters), t.Adds, t.Against)
		b.WriteString(said + s.Fitted(escape.Terminal(t.Text), len(said)) + "\n")
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
