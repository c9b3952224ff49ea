package main

import (
	"strconv"

	"rolecall/classify"
	"rolecall/extract/collect"
)

// placedRow is a Result with its place among the others of its run: the row
// that classify, batch and merge write. Its JSON names are part of the output
// contract; they stand behind the Result's.
type placedRow struct {
	resultRow

	// Seq numbers the documents of the input from 0, those of other shards
	// too: merge puts the rows of shards in order by it.
	Seq int64

	// Fingerprint is a sketch of the description, from which Group is told
	// again where runs are merged.
	Fingerprint collect.Fingerprint

	Group     string // the same for the same posting in other places; "" where nothing was read
	Duplicate bool   // an earlier posting has the Group

	head []byte // the row as JSON up to Group, when it was encoded ahead
}

// placedRows are the rows of one document, without their groups, which depend
// on the documents before.
func placedRows(c *classify.Classifier, d collect.Document) []row {
	extractions := d.Extract(extractOptions())
	rows := make([]row, len(extractions))
	for i := range extractions {
		e := &extractions[i]
		r := &placedRow{resultRow: resultRow{c.Classify(*e)}, Seq: d.Seq, Fingerprint: collect.FingerprintOf(e.Posting.Text)}
		r.Name, r.ID = placeOf(d, e)
		rows[i] = r
	}
	return rows
}

// placedTable is the shape of rows that groups are told of. Groups are told in
// the rows' order.
func placedTable() table {
	var groups collect.Groups
	return table{
		header:  placedHeader(),
		heading: resultHeading,
		parquet: true,
		place: func(r row) {
			p := r.(*placedRow)
			p.Group, p.Duplicate = groups.Add(p.Fingerprint)
		},
	}
}

func placedHeader() []string {
	return append(append([]string{}, resultHeader...), "seq", "fingerprint", "group", "duplicate")
}

func (r *placedRow) cells() []string {
	return append(r.resultRow.cells(), strconv.FormatInt(r.Seq, 10), r.Fingerprint.String(), r.Group, strconv.FormatBool(r.Duplicate))
}

// encode prepares the JSON of what is known before the row's place is, so that
// a worker does it.
func (r *placedRow) encode() {
	size := 2048
	for i := range r.Evidence {
		size += 192 + len(r.Evidence[i].Sentence) + len(r.Evidence[i].Text)
	}
	r.head = r.appendPlace(appendResult(make([]byte, 0, size), &r.Result))
}

func (r *placedRow) appendPlace(b []byte) []byte {
	b = strconv.AppendInt(append(b, `,"seq":`...), r.Seq, 10)
	return appendText(append(b, `,"fingerprint":`...), r.Fingerprint.String())
}

// appendJSON appends the row, without a line end.
func (r *placedRow) appendJSON(b []byte) []byte {
	if r.head == nil {
		r.encode()
	}
	b = appendText(append(append(b, r.head...), `,"group":`...), r.Group)
	return append(strconv.AppendBool(append(b, `,"duplicate":`...), r.Duplicate), '}')
}

// MarshalJSON lets encoding/json indent the row.
func (r *placedRow) MarshalJSON() ([]byte, error) { return r.appendJSON(nil), nil }
