package output

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

// WriteSummary writes counts as JSON.
func WriteSummary(path string, c *result.Counts) error {
	b, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return err
	}
	return outfile.WriteBytes(path, append(b, '\n'))
}

// PrintSummary writes the summary that a person reads.
func PrintSummary(w io.Writer, c *result.Counts, took time.Duration, done int64) {
	fmt.Fprint(w, terminal.Postings(c.Postings))
	if took > 0 {
		fmt.Fprintf(w, " in %s, %s/s", took.Round(100*time.Millisecond), terminal.Thousands(int64(float64(done)/took.Seconds())))
	}
	fmt.Fprintln(w)
	printCounts(w, "labels", c.Labels)
	printCounts(w, "outcomes", c.Outcomes)
	printCounts(w, "unreadable", c.Reasons)
	printCounts(w, "verdicts", c.Verdicts)
	if c.Duplicates > 0 || c.Dropped > 0 {
		fmt.Fprintf(w, "  %-11s %s marked, %s left out\n", "duplicates", terminal.Thousands(c.Duplicates), terminal.Thousands(c.Dropped))
	}
	printMatrix(w, c)
}

// printCounts writes one line, the most frequent first.
func printCounts(w io.Writer, name string, m map[string]int64) {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(cmp.Compare(m[b], m[a]), strings.Compare(a, b))
	})
	var parts []string
	for _, k := range keys {
		parts = append(parts, k+" "+terminal.Thousands(m[k]))
	}
	if len(parts) > 0 {
		s := terminal.Style{Width: terminal.Width(w)}
		fmt.Fprintf(w, "  %-11s %s\n", name, s.Wrapped(strings.Join(parts, ", "), 14))
	}
}

// printMatrix writes titles down and duties across: 60 columns, up to a million
// postings.
func printMatrix(w io.Writer, c *result.Counts) {
	if len(c.Matrix) == 0 {
		return
	}
	columns := append(result.Strings(lexicon.Roles()), result.Unknown)
	width := max(7, len(terminal.Thousands(c.Postings)))
	line := func(title string, cell func(body string) string) {
		fmt.Fprintf(w, "  %-10s", title)
		for _, body := range columns {
			fmt.Fprintf(w, " %*s", width, cell(body))
		}
		fmt.Fprintln(w)
	}
	line("title says", func(body string) string { return body })
	for _, title := range result.MatrixTitles() {
		if c.Matrix[title] == nil {
			continue
		}
		line(title, func(body string) string { return terminal.Thousands(c.Matrix[title][body]) })
	}
}
