package audit

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/result"
)

// An entry is an accepted finding. The program writes all but the
// reason.
type entry struct {
	FindingID   string `yaml:"finding_id"`  // what is accepted
	Fingerprint string `yaml:"fingerprint"` // the same, as it was called at first
	Title       string `yaml:"title"`       // for people
	Company     string `yaml:"company"`     // for people
	Finding     string `yaml:"finding"`     // for people: what the title says, over what the duties say
	Reason      string `yaml:"reason"`      // why it is accepted; without one it is not

	matched bool // a posting that was read has the id
}

// A Baseline is the file of accepted findings.
type Baseline struct {
	path    string
	text    []byte // as it was read
	entries []*entry
}

// ReadBaseline reads a baseline. Without a path, and where the file is yet to
// be written (create), it is empty.
func ReadBaseline(path string, create bool) (*Baseline, error) {
	b := &Baseline{path: path}
	if path == "" {
		return b, nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && create {
		return b, nil
	}
	if err != nil {
		return nil, fmt.Errorf("--baseline: %w; --update-baseline makes one", err)
	}
	b.text = text
	b.entries, err = parseBaseline(text)
	if err != nil {
		return nil, fmt.Errorf("baseline %s: %w", path, err)
	}
	return b, nil
}

// parseBaseline reads a YAML list of entries. A field that there is not is an
// error, so that no reason is lost by a slip of the pen.
func parseBaseline(text []byte) ([]*entry, error) {
	var entries []*entry
	d := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict(), yaml.DisallowUnknownField())
	if err := d.Decode(&entries); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	for i, e := range entries {
		if e != nil {
			e.FindingID = cmp.Or(e.FindingID, e.Fingerprint)
		}
		if e == nil || !validFindingID(e.FindingID) {
			return nil, fmt.Errorf("entry %d: it needs a finding_id, as --update-baseline writes it", i+1)
		}
		e.Reason = strings.TrimSpace(e.Reason)
	}
	return entries, nil
}

// Accept marks the mismatches that the baseline accepts.
func (b *Baseline) Accept(rows []*Row) {
	byTitle := map[string][]*entry{}
	for _, e := range b.entries {
		title, _, _ := strings.Cut(e.FindingID, "-")
		byTitle[title] = append(byTitle[title], e)
	}
	for _, r := range rows {
		title, _, _ := strings.Cut(r.FindingID, "-")
		for _, e := range byTitle[title] {
			if r.Verdict.Finding() && sameFinding(e.FindingID, r.FindingID) {
				e.matched = true
				r.Accepted = cmp.Or(r.Accepted, e.Reason)
			}
		}
	}
}

// Notes names the entries that do nothing: those that no finding matches any
// more, and those without a reason.
func (b *Baseline) Notes() []string {
	var notes []string
	for _, e := range b.entries {
		switch {
		case !e.matched:
			notes = append(notes, fmt.Sprintf("baseline %s: no finding matches %q (%s) any more", b.path, e.Title, e.short()))
		case e.Reason == "":
			notes = append(notes, fmt.Sprintf("baseline %s: %q (%s) has no reason, and counts until one is written", b.path, e.Title, e.short()))
		}
	}
	return notes
}

// short is enough of the id to find the entry in the file.
func (e *entry) short() string { return e.FindingID[:wordsHashLen+1+8] }

const baselineHead = `# Findings of rolecall audit that are accepted, each for a reason. Write the
# reasons: a finding without one counts. Delete what is no longer accepted.
`

// Update adds the findings that are not in the baseline to its file. What
// people wrote there, their comments too, stays as it is; entries that no
// finding matches stay as well, since only a part may have been read.
func (b *Baseline) Update(path string, rows []*Row, o Rules) error {
	text := bytes.Clone(b.text)
	if len(text) == 0 {
		text = []byte(baselineHead)
	}
	if !bytes.HasSuffix(text, []byte("\n")) {
		text = append(text, '\n')
	}
	n := len(b.entries)
	for _, r := range rows {
		if !o.Counts(r) || b.has(r.FindingID) {
			continue
		}
		e := &entry{FindingID: r.FindingID, Title: r.Title, Company: r.Company, matched: true,
			Finding: result.Says(&r.TitleReading) + " over " + string(r.Body.Label)}
		b.entries = append(b.entries, e)
		text = append(text, e.text()...)
	}
	if len(b.entries) == n && len(b.text) > 0 {
		return nil
	}
	if all, err := parseBaseline(text); err != nil || len(all) != len(b.entries) {
		return fmt.Errorf("baseline %s: nothing can be added after what stands there; let it be a list of \"- finding_id: …\" entries", path)
	}
	return outfile.WriteBytes(path, text)
}

func (b *Baseline) has(findingID string) bool {
	for _, e := range b.entries {
		if sameFinding(e.FindingID, findingID) {
			return true
		}
	}
	return false
}

// text is the entry in YAML. Go's quotes are YAML's.
func (e *entry) text() string {
	quote := func(s string) string { return strconv.Quote(escape.Terminal(s)) }
	return fmt.Sprintf("- finding_id: %q\n  title: %s\n  company: %s\n  finding: %s\n  reason: \"\"\n",
		e.FindingID, quote(e.Title), quote(e.Company), quote(e.Finding))
}
