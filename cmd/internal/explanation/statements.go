package explanation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rolecall/classify"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract"
	"rolecall/lexicon"
)

// statementIndent is where the words of a statement begin: behind the letters of
// the roles that it speaks for, and what it adds.
const statementIndent = 11

// text prints the posting statement by statement: for which roles each speaks,
// what it adds to the score of the duties' label, and the concepts in it.
func (r Row) text(b *strings.Builder, s *terminal.Style) {
	fmt.Fprintln(b, "\n"+s.Wrapped(fmt.Sprintf("Each statement with the roles that it speaks for - T TPM, P PM, K PM-T, E EM, X another job - and what it adds to the score of %s. [Brackets] hold what states a concept.", r.Body.Label), 0))
	statements, marks := r.Statements, r.Marks
	for _, sec := range withDefault(r.Sections, len(r.Text)) {
		fmt.Fprintf(b, "\n%s\n", s.Faint("["+string(sec.Kind)+"]"))
		at := sec.Start
		for len(statements) > 0 && statements[0].Start < sec.End {
			st := &statements[0]
			statements = statements[1:]
			r.between(b, s, at, st.Start)
			var in []classify.Mark
			for len(marks) > 0 && marks[0].Start < st.End {
				in, marks = append(in, marks[0]), marks[1:]
			}
			r.statement(b, s, st, in)
			at = st.End
		}
		r.between(b, s, at, sec.End)
	}
}

// between prints what is no statement.
func (r Row) between(b *strings.Builder, s *terminal.Style, from, to int) {
	if from >= to {
		return
	}
	for line := range strings.Lines(r.Text[from:to]) {
		if strings.TrimSpace(line) != "" {
			printIndented(b, s, "", escape.Terminal(line))
		}
	}
}

func printIndented(b *strings.Builder, s *terminal.Style, head, text string) {
	fmt.Fprintln(b, strings.TrimRight(terminal.Fit(head, statementIndent)+s.Wrapped(text, statementIndent), " "))
}

func (r Row) statement(b *strings.Builder, s *terminal.Style, st *classify.Statement, marks []classify.Mark) {
	head := fmt.Sprintf("%-2s", st.Letters)
	if w := st.Adds()[r.Body.Label]; w >= 0.005 || w <= -0.005 {
		head += fmt.Sprintf(" %+6.2f", w)
	}
	printIndented(b, s, head, markText(r.Text, st.Start, st.End, marks, s))
	for _, m := range marks {
		printIndented(b, s, "", s.Faint("· "+escape.Terminal(r.Text[m.Start:m.End])+": "+markSays(m)))
	}
}

// markSays names the concept of a mark, and for whom it speaks.
func markSays(m classify.Mark) string {
	speaks := cmp.Or(strings.Join(result.Strings(m.SpeaksFor), ", "), "all roles alike")
	if m.SpeaksFor != nil && slices.Equal(m.SpeaksFor, []lexicon.Role{lexicon.None}) {
		speaks = "another job"
	}
	says := cmp.Or(m.Name, strings.ReplaceAll(m.Concept, "-", " ")) + ", for " + speaks
	if m.Voice != lexicon.JobVoice.String() {
		says += map[string]string{"company": "; said of the company", "perk": "; said of what the job gives", "person": "; said of somebody else"}[m.Voice]
	}
	return says
}

// markText puts what states a concept in brackets; what overlaps is in one pair.
func markText(text string, from, to int, marks []classify.Mark, s *terminal.Style) string {
	var b strings.Builder
	at := from
	for i := 0; i < len(marks); {
		start, end, role := marks[i].Start, marks[i].End, lexicon.Role("")
		for ; i < len(marks) && marks[i].Start < end; i++ {
			end = max(end, marks[i].End)
			if role == "" && len(marks[i].SpeaksFor) > 0 {
				role = marks[i].SpeaksFor[0]
			}
		}
		b.WriteString(escape.Terminal(text[at:start]))
		b.WriteString(s.Role(role, "["+escape.Terminal(text[start:end])+"]"))
		at = end
	}
	b.WriteString(escape.Terminal(text[at:max(at, to)]))
	return b.String()
}

func withDefault(sections []extract.Section, n int) []extract.Section {
	if len(sections) == 0 {
		return []extract.Section{{Kind: extract.Other, End: n}}
	}
	return sections
}
