package audit

import (
	"fmt"
	"strings"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/result"
)

// Markdown is an audit as a page for a wiki or a review.
func Markdown(rows []*Row, s *Summary) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Audit\n\n%s.\n", s.Counts())
	if findings := Shown(rows); len(findings) > 0 {
		b.WriteString("\n## Findings\n\n| verdict | severity | title | company | says | duties say | why | name |\n| --- | --: | --- | --- | --- | --- | --- | --- |\n")
		for _, r := range findings {
			findingMarkdown(&b, r)
		}
	}
	if len(s.Matrix) > 0 {
		b.WriteString("\n## Titles by duties\n\n")
		dutiesMarkdown(&b, "title says")
		for _, says := range result.MatrixTitles() {
			if d := s.Matrix[says]; d != nil {
				fmt.Fprintf(&b, "| %s | %s |\n", says, strings.Join(d.Texts(), " | "))
			}
		}
	}
	if len(s.Usages) > 0 {
		b.WriteString("\n## What TPM and PM mean\n\n")
		dutiesMarkdown(&b, "employer", "says")
		for _, u := range s.Usages {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", escape.Markdown(u.Employer), u.Says, strings.Join(u.Duties.Texts(), " | "))
		}
	}
	return b.String()
}

// Shown are the rows that a person should see.
func Shown(rows []*Row) []*Row {
	var out []*Row
	for _, r := range rows {
		if !r.Quiet() {
			out = append(out, r)
		}
	}
	return out
}

func findingMarkdown(b *strings.Builder, r *Row) {
	severity, duties := "", string(r.Body.Label)
	if r.Severity > 0 {
		severity = fmt.Sprintf("%.2f", r.Severity)
	}
	if duties != "" {
		duties += fmt.Sprintf(" %.2f", r.Body.Confidence)
	}
	why := r.Why()
	if r.Accepted != "" {
		why += " - accepted: " + r.Accepted
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", r.Kind(), severity,
		escape.Markdown(r.Title), escape.Markdown(r.Company), result.Says(&r.TitleReading), duties, escape.Markdown(why), escape.Markdown(r.Name))
}

// dutiesMarkdown begins a table of DutiesCounts.
func dutiesMarkdown(b *strings.Builder, first ...string) {
	fmt.Fprintf(b, "| %s | %s |\n|", strings.Join(first, " | "), strings.Join(DutiesHeader(), " | "))
	b.WriteString(strings.Repeat(" --- |", len(first)) + strings.Repeat(" --: |", len(DutiesHeader())) + "\n")
}
