package main

import (
	"fmt"
	"strings"

	"rolecall/cmd/internal/result"
)

// auditMarkdown is an audit as a page for a wiki or a review.
func auditMarkdown(rows []*auditRow, s *auditSummary) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Audit\n\n%s.\n", s.counts())
	if findings := toShow(rows); len(findings) > 0 {
		b.WriteString("\n## Findings\n\n| verdict | severity | title | company | says | duties say | why | name |\n| --- | --: | --- | --- | --- | --- | --- | --- |\n")
		for _, r := range findings {
			findingMarkdown(&b, r)
		}
	}
	if len(s.matrix) > 0 {
		b.WriteString("\n## Titles by duties\n\n")
		dutiesMarkdown(&b, "title says")
		for _, says := range matrixTitles() {
			if d := s.matrix[says]; d != nil {
				fmt.Fprintf(&b, "| %s | %s |\n", says, strings.Join(d.texts(), " | "))
			}
		}
	}
	if len(s.usages) > 0 {
		b.WriteString("\n## What TPM and PM mean\n\n")
		dutiesMarkdown(&b, "employer", "says")
		for _, u := range s.usages {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", markdownText(u.employer), u.says, strings.Join(u.duties.texts(), " | "))
		}
	}
	return b.String()
}

// toShow are the rows that a person should see.
func toShow(rows []*auditRow) []*auditRow {
	var out []*auditRow
	for _, r := range rows {
		if !r.quiet() {
			out = append(out, r)
		}
	}
	return out
}

func findingMarkdown(b *strings.Builder, r *auditRow) {
	severity, duties := "", string(r.Body.Label)
	if r.Severity > 0 {
		severity = fmt.Sprintf("%.2f", r.Severity)
	}
	if duties != "" {
		duties += fmt.Sprintf(" %.2f", r.Body.Confidence)
	}
	why := r.why()
	if r.Accepted != "" {
		why += " - accepted: " + r.Accepted
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", r.kind(), severity,
		markdownText(r.Title), markdownText(r.Company), result.Says(&r.TitleReading), duties, markdownText(why), markdownText(r.Name))
}

// dutiesMarkdown begins a table of dutiesCounts.
func dutiesMarkdown(b *strings.Builder, first ...string) {
	fmt.Fprintf(b, "| %s | %s |\n|", strings.Join(first, " | "), strings.Join(dutiesHeader(), " | "))
	b.WriteString(strings.Repeat(" --- |", len(first)) + strings.Repeat(" --: |", len(dutiesHeader())) + "\n")
}
