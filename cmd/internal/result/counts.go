package result

import (
	"cmp"
	"strings"

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

	// Employers counts labels by employer, in lower case, "" where none is
	// stated. It is there only where AddEmployer was called: a run in bounded
	// memory does not keep all employers.
	Employers map[string]map[string]int64 `json:"employers,omitempty"`
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
	addCell(c.Matrix, f.titleCell(), cmp.Or(f.BodyLabel, Unknown), 1)
}

// AddEmployer counts the label of a row for its employer.
func (c *Counts) AddEmployer(r *Row) {
	if r.Label == "" {
		return
	}
	if c.Employers == nil {
		c.Employers = map[string]map[string]int64{}
	}
	addCell(c.Employers, strings.ToLower(strings.TrimSpace(r.Company)), string(r.Label), 1)
}

// The cells of the matrix that are no labels.
const (
	Unknown   = "unknown"   // the title names no role, or the duties could not be read
	Ambiguous = "ambiguous" // the title may name several
)

func addCell(table map[string]map[string]int64, row, column string, n int64) {
	if table[row] == nil {
		table[row] = map[string]int64{}
	}
	table[row][column] += n
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
	addTable(c.Matrix, o.Matrix)
	if len(o.Employers) > 0 && c.Employers == nil {
		c.Employers = map[string]map[string]int64{}
	}
	addTable(c.Employers, o.Employers)
}

func addTable(to, from map[string]map[string]int64) {
	for row, columns := range from {
		for column, n := range columns {
			addCell(to, row, column, n)
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
