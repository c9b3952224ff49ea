package output

import (
	"strconv"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract/collect"
)

// A Placed is the row that classify, batch and merge write.
type Placed struct{ *result.Row }

// WhyUnread is the reason for which there is no posting, "" where there is one.
func (r Placed) WhyUnread() string { return r.Reason }

// PlacedRows are the rows of one document, without their groups.
func PlacedRows(in result.Reader, d collect.Document) []Row {
	found := in.Rows(d)
	rows := make([]Row, len(found))
	for i, r := range found {
		rows[i] = Placed{r}
	}
	return rows
}

// PlacedTable is the shape of rows that groups are told of. Groups are told in
// the rows' order.
func PlacedTable() Table {
	var groups collect.Groups
	return Table{
		Header:  result.Names(result.Columns()),
		Heading: resultListing.Heading,
		placed:  true,
		Place: func(r Row) {
			p := r.(Placed)
			p.Group, p.Duplicate = groups.Add(p.Fingerprint)
		},
	}
}

// Cells are all columns.
func (r Placed) Cells() []string { return result.Cells(result.Columns(), r.Row) }

// Draw is the label, and what decided.
func (r Placed) Draw(s *terminal.Style) string { return resultLine(&r.Result, s) }

// resultListing is the table of results.
var resultListing = terminal.Listing{Short: "ROLE       CONF", Texts: []string{"TITLE", "WHY", "NAME"}}

func resultLine(r *classify.Result, s *terminal.Style) string {
	label, why := string(r.Label), result.Why(r, 3)
	switch r.Outcome {
	case classify.Unreadable:
		label, why = "unreadable", r.Error
	case classify.Ambiguous:
		label, why = "ambiguous", "between "+result.JoinRoles(r.Candidates)
	}
	conf := "    "
	if r.Outcome != classify.Unreadable {
		conf = strconv.FormatFloat(r.Confidence, 'f', 2, 64)
	}
	return resultListing.Line(s, s.Role(r.Label, terminal.Fit(label, 10))+" "+conf, r.Title, why, r.Name)
}
