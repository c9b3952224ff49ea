package main

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

// auditRow is a Finding as audit writes it. Its JSON names are part of the
// output contract; they stand behind the Finding's.
type auditRow struct {
	classify.Finding

	// Fingerprint is the sketch of the description, as in the rows of batch.
	Fingerprint string `json:"fingerprint"`

	// FindingID knows the finding again; see newFindingID.
	FindingID string `json:"finding_id"`

	// Accepted is the reason for which the baseline accepts the mismatch; ""
	// for one that counts.
	Accepted string `json:"accepted"`

	text     string // the posting's; "" unless a page is to show it
	document string // the file that it stands in
	lineNo   int    // the line of the file, from 1; 0 where it is not one line
	counted  bool   // somebody should act on it
}

// auditDocument audits the postings of a document. texts tells whether the rows
// keep them.
func auditDocument(c *classify.Classifier, d collect.Document, o extract.Options, texts bool) []*auditRow {
	var rows []*auditRow
	for _, e := range d.Extract(o) {
		r := &auditRow{Finding: c.Audit(e), document: d.Name}
		r.Name, r.ID = result.Place(d, &e)
		if texts {
			r.text = e.Posting.Text
		}
		if d.Row != nil {
			r.document, r.lineNo = cutLine(d.Name)
		}
		if r.Outcome != classify.Unreadable {
			r.Fingerprint = collect.FingerprintOf(e.Posting.Text).String()
			r.FindingID = newFindingID(e.Posting.Title, e.Posting.Text)
		}
		rows = append(rows, r)
	}
	return rows
}

// cutLine parts the name of a row, path:LINE.
func cutLine(name string) (path string, line int) {
	if i := strings.LastIndexByte(name, ':'); i > 0 {
		if n, err := strconv.Atoi(name[i+1:]); err == nil && n > 0 {
			return name[:i], n
		}
	}
	return name, 0
}

// sortAudit puts the worst first: what counts, then what does not, then what
// is no mismatch; each by severity, then by name, then in the order read.
func sortAudit(rows []*auditRow, o *auditOptions) {
	for _, r := range rows {
		r.counted = o.counts(r)
	}
	order := []classify.Verdict{classify.Mismatch, classify.Undecided, classify.Resolved, classify.Agree, classify.NotAudited}
	rank := func(v classify.Verdict) int {
		if v.Finding() {
			v = classify.Mismatch // neighbours stand among them by what counts
		}
		return slices.Index(order, v)
	}
	slices.SortStableFunc(rows, func(a, b *auditRow) int {
		return cmp.Or(
			cmp.Compare(number(b.counted), number(a.counted)),
			cmp.Compare(rank(a.Verdict), rank(b.Verdict)),
			cmp.Compare(number(a.Accepted != ""), number(b.Accepted != "")),
			cmp.Compare(b.Severity, a.Severity),
			cmp.Compare(a.Name, b.Name))
	})
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (r *auditRow) unreadable() bool { return r.Outcome == classify.Unreadable }

// quiet tells a row that a person need not see: nothing is to be done.
func (r *auditRow) quiet() bool {
	return r.Verdict == classify.Agree || r.Verdict == classify.NotAudited && !r.unreadable()
}

// kind is the verdict as a person reads it.
func (r *auditRow) kind() string { return result.Kind(&r.Result, r.Accepted) }

var auditHeader = []string{
	"name", "id", "verdict", "severity", "neighbours", "title", "company", "url",
	"title_label", "title_candidates", "title_near", "level",
	"body_label", "body_confidence", "body_tpm", "body_pm", "body_pmt", "body_em", "body_none",
	"label", "confidence", "suggested_title", "suggestion", "strongest", "fingerprint", "finding_id", "accepted",
	"outcome", "reason", "error", "version",
}

func (r *auditRow) cells() []string {
	t := r.TitleReading
	cells := []string{
		r.Name, r.ID, string(r.Verdict), decimal(r.Severity), strconv.FormatBool(r.Neighbours), r.Title, r.Company, r.URL,
		string(t.Label), joinRoles(t.Candidates), t.Near, t.Level,
		string(r.Body.Label), decimal(r.Body.Confidence),
	}
	for _, role := range lexicon.Roles() {
		cells = append(cells, decimal(r.Body.Probabilities[role]))
	}
	return append(cells, string(r.Label), decimal(r.Confidence), r.SuggestedTitle, r.Suggestion, r.strongestText(), r.Fingerprint, r.FindingID, r.Accepted,
		string(r.Outcome), r.Reason, r.Error, r.Version)
}

// strongestText lists the strongest evidence with their concepts and documents.
func (r *auditRow) strongestText() string {
	parts := make([]string, len(r.Strongest))
	for i, e := range r.Strongest {
		parts[i] = fmt.Sprintf("%s (%s, %s)", e.Text, e.Concept, cmp.Or(strings.Join(e.Documents, " "), "field"))
	}
	return strings.Join(parts, "; ")
}

// auditListing is the table of an audit.
var auditListing = listing{short: "VERDICT     SEV   SAYS       DUTIES    ", texts: []string{"TITLE", "WHY", "NAME"}}

func (r *auditRow) line(s *styles) string {
	severity, duties := "    ", ""
	if r.Severity > 0 {
		severity = strconv.FormatFloat(r.Severity, 'f', 2, 64)
	}
	if r.Body.Label != "" {
		duties = fmt.Sprintf("%s %.2f", r.Body.Label, r.Body.Confidence)
	}
	kind := fit(r.kind(), 10)
	if r.counted {
		kind = s.paint("31", kind)
	}
	short := kind + "  " + severity + "  " + fit(result.Says(&r.TitleReading), 9) + "  " + s.role(r.Body.Label, fit(duties, 10))
	return auditListing.line(s, short, r.Title, r.evidence(), r.Name)
}

// evidence is why a row stands where it does, without what its other columns
// say: the words of the strongest evidence.
func (r *auditRow) evidence() string {
	if r.Suggestion == "" || len(r.Strongest) == 0 || r.why() != r.Suggestion {
		return r.why()
	}
	words := make([]string, len(r.Strongest))
	for i := range r.Strongest {
		words[i] = r.Strongest[i].Text
	}
	return strings.Join(words, "; ")
}

// why says in words why a row stands where it does.
func (r *auditRow) why() string {
	switch {
	case r.unreadable():
		return r.Error
	case r.Verdict == classify.Undecided:
		return "the duties are not clear enough"
	}
	return r.Suggestion
}
