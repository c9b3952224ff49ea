package result

import (
	"cmp"

	"rolecall/classify"
)

// Counts are what a run came to. Those of two runs add up, so that the counts
// of shards give those of the whole, groups apart.
type Counts struct {
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

// CountsFormat is the number that this program writes and reads.
const CountsFormat = 1

// NewCounts returns counts of nothing.
func NewCounts() *Counts {
	return &Counts{Format: CountsFormat, Outcomes: map[string]int64{}, Labels: map[string]int64{}, Verdicts: map[string]int64{},
		Reasons: map[string]int64{}, Matrix: map[string]map[string]int64{}}
}

// Add counts a row.
func (c *Counts) Add(f *Facts) {
	c.Postings++
	if f.Duplicate {
		c.Duplicates++
	}
	c.Outcomes[f.Outcome]++
	c.Verdicts[f.Verdict]++
	if f.Label != "" {
		c.Labels[f.Label]++
	}
	if f.Outcome == string(classify.Unreadable) {
		c.Reasons[f.Reason]++
		return
	}
	c.cell(f.titleCell(), cmp.Or(f.BodyLabel, Unknown), 1)
}

// The cells of the matrix that are no labels.
const (
	Unknown   = "unknown"   // the title names no role, or the duties could not be read
	Ambiguous = "ambiguous" // the title may name several
)

func (c *Counts) cell(title, body string, n int64) {
	if c.Matrix[title] == nil {
		c.Matrix[title] = map[string]int64{}
	}
	c.Matrix[title][body] += n
}

// Merge adds other counts.
func (c *Counts) Merge(o *Counts) {
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

// Unreadable is how many postings could not be read.
func (c *Counts) Unreadable() int64 { return c.Outcomes[string(classify.Unreadable)] }
