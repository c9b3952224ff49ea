package main

import (
	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract/collect"
)

// placedRow is the row that classify, batch and merge write.
type placedRow struct{ *result.Row }

func (r placedRow) reason() string { return r.Reason }

// placedRows are the rows of one document, without their groups.
func placedRows(in result.Reader, d collect.Document) []row {
	found := in.Rows(d)
	rows := make([]row, len(found))
	for i, r := range found {
		rows[i] = placedRow{r}
	}
	return rows
}

// reader makes rows as every command does. texts tells whether they hold the
// postings' texts.
func (f *inputFlags) reader(c *classify.Classifier, texts bool) result.Reader {
	return result.Reader{Classifier: c, Extract: f.extract(), KeepText: texts}
}

// placedTable is the shape of rows that groups are told of. Groups are told in
// the rows' order.
func placedTable() table {
	var groups collect.Groups
	return table{
		header:  headerOf(result.Columns()),
		heading: resultListing.Heading,
		placed:  true,
		place: func(r row) {
			p := r.(placedRow)
			p.Group, p.Duplicate = groups.Add(p.Fingerprint)
		},
	}
}

func (r placedRow) cells() []string { return cellsOf(result.Columns(), r.Row) }

func (r placedRow) line(s *terminal.Style) string { return resultLine(&r.Result, s) }
