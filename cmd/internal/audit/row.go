// Package audit compares titles with duties, posting by posting: the rows of an
// audit, what counts of them, what a baseline accepts, and the forms in which an
// audit is written.
package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/extract"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// A Row is a Finding as audit writes it. Its JSON names are part of the
// output contract; they stand behind the Finding's.
type Row struct {
	classify.Finding

	// Fingerprint is the sketch of the description, as in the rows of batch.
	Fingerprint string `json:"fingerprint"`

	// FindingID knows the finding again; see newFindingID.
	FindingID string `json:"finding_id"`

	// Accepted is the reason for which the baseline accepts the mismatch; ""
	// for one that counts.
	Accepted string `json:"accepted"`

	Text     string `json:"-"` // the posting's; "" unless a page is to show it
	Document string `json:"-"` // the file that it stands in
	Line     int    `json:"-"` // the line of the file, from 1; 0 where it is not one line
	Counted  bool   `json:"-"` // somebody should act on it
}

// Of audits the postings of a document. texts tells whether the rows
// keep them.
func Of(c *classify.Classifier, d collect.Document, o extract.Options, texts bool) []*Row {
	var rows []*Row
	for _, e := range d.Extract(o) {
		r := &Row{Finding: c.Audit(e), Document: d.Name}
		r.Name, r.ID = result.Place(d, &e)
		if texts {
			r.Text = e.Posting.Text
		}
		if d.Row != nil {
			r.Document, r.Line = result.CutLine(d.Name)
		}
		if r.Outcome != classify.Unreadable {
			r.Fingerprint = collect.FingerprintOf(e.Posting.Text).String()
			r.FindingID = newFindingID(e.Posting.Title, e.Posting.Text)
		}
		rows = append(rows, r)
	}
	return rows
}

// Sort puts the worst first: what counts, then what does not, then what
// is no mismatch; each by severity, then by name, then in the order read.
func Sort(rows []*Row, o Rules) {
	for _, r := range rows {
		r.Counted = o.Counts(r)
	}
	order := []classify.Verdict{classify.Mismatch, classify.Undecided, classify.Resolved, classify.Agree, classify.NotAudited}
	rank := func(v classify.Verdict) int {
		if v.Finding() {
			v = classify.Mismatch // neighbours stand among them by what counts
		}
		return slices.Index(order, v)
	}
	slices.SortStableFunc(rows, func(a, b *Row) int {
		return cmp.Or(
			compare(b.Counted, a.Counted),
			cmp.Compare(rank(a.Verdict), rank(b.Verdict)),
			compare(a.Accepted != "", b.Accepted != ""),
			cmp.Compare(b.Severity, a.Severity),
			cmp.Compare(a.Name, b.Name))
	})
}

// compare orders what is not so before what is.
func compare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Rules say what counts.
type Rules struct {
	Strict   bool    // Product Manager for Product Manager - Technical does too
	Severity float64 // from which a mismatch fails
}

// Counts tells whether a row is a finding that somebody should act on.
func (o Rules) Counts(r *Row) bool {
	return r.Verdict.Finding() && r.Accepted == "" && (o.Strict || !r.Neighbours)
}

// Unreadable tells a posting that could not be read.
func (r *Row) Unreadable() bool { return r.Outcome == classify.Unreadable }

// Quiet tells a row that a person need not see: nothing is to be done.
func (r *Row) Quiet() bool {
	return r.Verdict == classify.Agree || r.Verdict == classify.NotAudited && !r.Unreadable()
}

// Kind is the verdict as a person reads it.
func (r *Row) Kind() string { return result.Kind(&r.Result, r.Accepted) }

// Header names the columns.
var Header = []string{
	"name", "id", "verdict", "severity", "neighbours", "title", "company", "url",
	"title_label", "title_candidates", "title_near", "level",
	"body_label", "body_confidence", "body_tpm", "body_pm", "body_pmt", "body_em", "body_none",
	"label", "confidence", "suggested_title", "suggestion", "strongest", "fingerprint", "finding_id", "accepted",
	"outcome", "reason", "error", "version",
}

// Cells are the columns of a row.
func (r *Row) Cells() []string {
	t := r.TitleReading
	cells := []string{
		r.Name, r.ID, string(r.Verdict), result.Decimal(r.Severity), strconv.FormatBool(r.Neighbours), r.Title, r.Company, r.URL,
		string(t.Label), result.JoinRoles(t.Candidates), t.Near, t.Level,
		string(r.Body.Label), result.Decimal(r.Body.Confidence),
	}
	for _, role := range lexicon.Roles() {
		cells = append(cells, result.Decimal(r.Body.Probabilities[role]))
	}
	return append(cells, string(r.Label), result.Decimal(r.Confidence), r.SuggestedTitle, r.Suggestion, r.strongestText(), r.Fingerprint, r.FindingID, r.Accepted,
		string(r.Outcome), r.Reason, r.Error, r.Version)
}

// strongestText lists the strongest evidence with their concepts and documents.
func (r *Row) strongestText() string {
	parts := make([]string, len(r.Strongest))
	for i, e := range r.Strongest {
		parts[i] = fmt.Sprintf("%s (%s, %s)", e.Text, e.Concept, cmp.Or(strings.Join(e.Documents, " "), "field"))
	}
	return strings.Join(parts, "; ")
}

// Why says in words why a row stands where it does.
func (r *Row) Why() string {
	switch {
	case r.Unreadable():
		return r.Error
	case r.Verdict == classify.Undecided:
		return "the duties are not clear enough"
	}
	return r.Suggestion
}
