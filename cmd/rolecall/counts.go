package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"rolecall/classify"
	"rolecall/lexicon"
)

// counts are what a run came to. Those of two runs add up, so that the counts
// of shards give those of the whole, groups apart.
type counts struct {
	Format     int              `json:"format"`
	Postings   int64            `json:"postings"`   // rows written
	Duplicates int64            `json:"duplicates"` // rows whose posting stands in an earlier row
	Dropped    int64            `json:"-"`          // duplicates left out by --unique, since the start or the last resume
	Outcomes   map[string]int64 `json:"outcomes"`
	Labels     map[string]int64 `json:"labels"`
	Verdicts   map[string]int64 `json:"verdicts"`
	Reasons    map[string]int64 `json:"reasons"` // of unreadable ones

	// Matrix counts titles by what the duties say: first the title's label,
	// "ambiguous" or "unknown", then the body's, or "unknown".
	Matrix map[string]map[string]int64 `json:"matrix"`
}

// countsFormat is the number that this program writes and reads.
const countsFormat = 1

func newCounts() *counts {
	return &counts{Format: countsFormat, Outcomes: map[string]int64{}, Labels: map[string]int64{}, Verdicts: map[string]int64{},
		Reasons: map[string]int64{}, Matrix: map[string]map[string]int64{}}
}

// add counts a row.
func (c *counts) add(f *facts) {
	c.Postings++
	if f.duplicate {
		c.Duplicates++
	}
	c.Outcomes[f.outcome]++
	c.Verdicts[f.verdict]++
	if f.label != "" {
		c.Labels[f.label]++
	}
	if f.outcome == string(classify.Unreadable) {
		c.Reasons[f.reason]++
		return
	}
	c.cell(f.titleCell(), cmp.Or(f.bodyLabel, unknownCell), 1)
}

const unknownCell = "unknown"

func (c *counts) cell(title, body string, n int64) {
	if c.Matrix[title] == nil {
		c.Matrix[title] = map[string]int64{}
	}
	c.Matrix[title][body] += n
}

// merge adds other counts.
func (c *counts) merge(o *counts) {
	c.Postings += o.Postings
	c.Duplicates += o.Duplicates
	c.Dropped += o.Dropped
	addTo(c.Outcomes, o.Outcomes)
	addTo(c.Labels, o.Labels)
	addTo(c.Verdicts, o.Verdicts)
	addTo(c.Reasons, o.Reasons)
	for title, row := range o.Matrix {
		for body, n := range row {
			c.cell(title, body, n)
		}
	}
}

func addTo(to, from map[string]int64) {
	for k, n := range from {
		to[k] += n
	}
}

// unreadable is how many postings could not be read.
func (c *counts) unreadable() int64 { return c.Outcomes[string(classify.Unreadable)] }

// writeFile writes the counts as JSON.
func (c *counts) writeFile(path string) error {
	b, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return err
	}
	return writeWhole(path, func(w io.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
}

// print writes the summary that a person reads.
func (c *counts) print(w io.Writer, took time.Duration, done int64) {
	fmt.Fprintf(w, "%s postings", thousands(c.Postings))
	if took > 0 {
		fmt.Fprintf(w, " in %s, %s/s", took.Round(100*time.Millisecond), thousands(int64(float64(done)/took.Seconds())))
	}
	fmt.Fprintln(w)
	printCounts(w, "labels", c.Labels)
	printCounts(w, "outcomes", c.Outcomes)
	printCounts(w, "unreadable", c.Reasons)
	printCounts(w, "verdicts", c.Verdicts)
	if c.Duplicates > 0 || c.Dropped > 0 {
		fmt.Fprintf(w, "  %-11s %s marked, %s left out\n", "duplicates", thousands(c.Duplicates), thousands(c.Dropped))
	}
	c.printMatrix(w)
}

// printCounts writes one line, the most frequent first.
func printCounts(w io.Writer, name string, m map[string]int64) {
	keys := slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(cmp.Compare(m[b], m[a]), strings.Compare(a, b))
	})
	var parts []string
	for _, k := range keys {
		parts = append(parts, k+" "+thousands(m[k]))
	}
	if len(parts) > 0 {
		fmt.Fprintf(w, "  %-11s %s\n", name, strings.Join(parts, ", "))
	}
}

// printMatrix writes titles down and duties across.
func (c *counts) printMatrix(w io.Writer) {
	if len(c.Matrix) == 0 {
		return
	}
	columns := append(texts(lexicon.Roles()), unknownCell)
	fmt.Fprintf(w, "  %-12s", "title/duties")
	for _, body := range columns {
		fmt.Fprintf(w, " %9s", body)
	}
	fmt.Fprintln(w)
	for _, title := range matrixTitles() {
		if c.Matrix[title] == nil {
			continue
		}
		fmt.Fprintf(w, "  %-12s", title)
		for _, body := range columns {
			fmt.Fprintf(w, " %9s", thousands(c.Matrix[title][body]))
		}
		fmt.Fprintln(w)
	}
}

// matrixTitles are the rows of the matrix, in order.
func matrixTitles() []string { return append(texts(lexicon.Roles()), ambiguousCell, unknownCell) }

const ambiguousCell = "ambiguous"

// thousands writes a number as people read it.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
