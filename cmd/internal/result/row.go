// Package result is the row of results that every run writes, in one process
// or on many machines: a posting's reading with its place among the others, its
// JSON, what is counted of it, and how counts add up.
//
// It knows no files, flags or formats but JSON: the commands have those.
package result

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"rolecall/classify"
	"rolecall/extract"
	"rolecall/extract/collect"
)

// A Row is a Result with its place among the others of its run. Its JSON names
// are part of the output contract; they stand behind the Result's.
type Row struct {
	classify.Result

	// Text is the posting's text, into which the evidence points; "" unless
	// the Reader was to keep it.
	Text string

	// Seq numbers the documents of the input from 0, those of other shards
	// too: merge puts the rows of shards in order by it.
	Seq int64

	// Fingerprint is a sketch of the description, from which Group is told
	// again where runs are merged.
	Fingerprint collect.Fingerprint

	Group     string // the same for the same posting in other places; "" where nothing was read
	Duplicate bool   // an earlier posting has the Group

	head *[]byte // the row as JSON up to Group, when it was encoded ahead; one of heads
}

// heads are buffers that rows wait in, encoded.
var heads = sync.Pool{New: func() any { return new([]byte) }}

// maxHead is the largest buffer that is kept: few rows are larger.
const maxHead = 1 << 20

// A Reader makes rows of documents. It is safe for concurrent use.
type Reader struct {
	Classifier *classify.Classifier
	Extract    extract.Options
	KeepText   bool // rows carry their posting's text
}

// Rows reads one document: a row for each of its postings, or one that says why
// there is none. Group and Duplicate are not told, since they depend on the
// documents before.
func (r Reader) Rows(d collect.Document) []*Row {
	extractions := d.Extract(r.Extract)
	rows := make([]*Row, len(extractions))
	for i := range extractions {
		e := &extractions[i]
		row := &Row{Result: r.Classifier.Classify(*e), Seq: d.Seq, Fingerprint: collect.FingerprintOf(e.Posting.Text)}
		row.Name, row.ID = Place(d, e)
		if r.KeepText {
			row.Text = e.Posting.Text
		}
		rows[i] = row
	}
	return rows
}

// Place returns the name and the id of a posting: a document that holds
// several has their members behind its name; rows of data sets have ids, and
// postings of a job board's data those that the board gives.
func Place(d collect.Document, e *extract.Extraction) (name, id string) {
	name = d.Name
	if e.Member != "" {
		name += "#" + e.Member
	}
	id = e.ID
	if d.Row != nil {
		id = d.Row.ID
	}
	return name, id
}

// Encode prepares the JSON of what is known before Group and Duplicate are, so
// that a worker does it.
func (r *Row) Encode() {
	r.head = heads.Get().(*[]byte)
	*r.head = r.appendHead((*r.head)[:0])
}

// toldLast is how many fields of a row are told after all others: the group,
// and whether it is a duplicate.
const toldLast = 2

// appendHead appends the row as JSON up to Group.
func (r *Row) appendHead(b []byte) []byte {
	return appendFields(append(b, '{'), r, rowFields[:len(rowFields)-toldLast])
}

// AppendJSON appends the row to b, without a line end. What Encode prepared is
// used up.
func (r *Row) AppendJSON(b []byte) []byte {
	if r.head == nil {
		return r.appendGroup(r.appendHead(b))
	}
	b = r.appendGroup(append(b, *r.head...))
	if cap(*r.head) <= maxHead {
		heads.Put(r.head)
	}
	r.head = nil
	return b
}

func (r *Row) appendGroup(b []byte) []byte {
	return append(appendFields(append(b, ','), r, rowFields[len(rowFields)-toldLast:]), '}')
}

// MarshalJSON lets encoding/json indent the row.
func (r *Row) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil), nil }

// Read reads a whole row of JSON back.
func Read(line []byte) (*Row, error) {
	var x struct {
		classify.Result
		Text        string `json:"text"`
		Seq         int64  `json:"seq"`
		Fingerprint string `json:"fingerprint"`
		Group       string `json:"group"`
		Duplicate   bool   `json:"duplicate"`
	}
	if err := json.Unmarshal(line, &x); err != nil {
		return nil, fmt.Errorf("not a row of results: %w", err)
	}
	f, _ := collect.ParseFingerprint(x.Fingerprint)
	return &Row{Result: x.Result, Text: x.Text, Seq: x.Seq, Fingerprint: f, Group: x.Group, Duplicate: x.Duplicate}, nil
}

// AppendPlaced appends a row that stands in line as JSON, with another place:
// f's number and fingerprint, and the group that is given. What else stands in
// the line is copied as it is.
func AppendPlaced(b, line []byte, f *Facts, group string, duplicate bool) []byte {
	// Quotes are escaped within a text, so that this is the field.
	at := bytes.LastIndex(line, []byte(`,"seq":`))
	r := Row{Seq: f.Seq, Fingerprint: f.Fingerprint, Group: group, Duplicate: duplicate}
	b = append(append(b, line[:at]...), ',')
	return r.appendGroup(appendFields(b, &r, placeFields[1:len(placeFields)-toldLast]))
}
