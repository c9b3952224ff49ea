package record

import (
	"bytes"

	"rolecall/extract/internal/jobboard"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// A Frame is a table that was written as one JSON object, as pandas and its
// like do: by columns, by index, split into columns and data, or with a schema
// in front; or as a list inside of it, as interfaces and exports do.
type Frame struct {
	cols  *Columns
	names []string
	cells [][][]byte // by column
	rows  [][]byte   // objects, in place of cells
}

// MayBeFrame tells from the opening of a JSON text that it may be a frame: an
// object.
func MayBeFrame(head []byte) bool {
	s := rowScanner{b: head}
	s.space()
	if !s.take('{') {
		return false
	}
	s.space()
	if !s.str() {
		return false
	}
	s.space()
	return s.take(':')
}

// Frame reads a JSON text as a frame. It is nil where it is none, or none of
// postings.
func (c *Columns) Frame(text []byte) *Frame {
	var keys []string
	var vals [][]byte
	s := rowScanner{b: text, lenient: true}
	if !s.object(func(key string, v []byte) { keys, vals = append(keys, key), append(vals, v) }) || len(keys) == 0 {
		return nil
	}
	f := &Frame{cols: c}
	switch {
	case f.split(keys, vals), f.table(keys, vals), f.byColumn(keys, vals), f.byIndex(vals), f.sheet(vals), f.listed(text, keys, vals):
		return f
	}
	return nil
}

// Len is the number of rows.
func (f *Frame) Len() int {
	if f.rows != nil {
		return len(f.rows)
	}
	if len(f.cells) == 0 {
		return 0
	}
	return len(f.cells[0])
}

// Row reads a row, nil where it is blank.
func (f *Frame) Row(i int) (*Row, error) {
	if f.rows != nil {
		if f.cols.IsBlank(f.rows[i]) {
			return nil, nil
		}
		return f.cols.Parse(f.rows[i])
	}
	blank := true
	o := object{c: f.cols}
	for col, name := range f.names {
		if i < len(f.cells[col]) {
			blank = blank && isBlankValue(f.cells[col][i])
			o.member(name, f.cells[col][i])
		}
	}
	if blank {
		return nil, nil
	}
	o.complete(nil)
	r, err := f.cols.row(&o.values, f.names)
	if text, title := f.cols.lacks(&o.values); err == nil && (text || title) {
		var g guesses
		for col, name := range f.names {
			if i < len(f.cells[col]) {
				o.hear(&g, name, f.cells[col][i])
			}
		}
		r.fill(&g, text, title)
	}
	return r, err
}

// split reads {"columns": […], "index": […], "data": [[…], …]}.
func (f *Frame) split(keys []string, vals [][]byte) bool {
	var columns, data []byte
	for i, k := range keys {
		switch k {
		case "columns":
			columns = vals[i]
		case "data":
			data = vals[i]
		}
	}
	if columns == nil || data == nil {
		return false
	}
	for _, name := range elements(columns) {
		f.names = append(f.names, f.cols.text(colTitle, name, 0))
	}
	f.fill(elements(data))
	return f.postings()
}

// table reads {"schema": {…}, "data": [{…}, …]}.
func (f *Frame) table(keys []string, vals [][]byte) bool {
	f.rows = nil
	for i, k := range keys {
		if k == "data" && len(keys) >= 2 && keys[0] == "schema" {
			f.rows = elements(vals[i])
		}
	}
	return f.rows != nil && f.areRows()
}

// byColumn reads {"title": {"0": …, "1": …}, …} and {"title": […], …}: columns
// of one length.
func (f *Frame) byColumn(keys []string, vals [][]byte) bool {
	f.rows, f.names, f.cells = nil, keys, nil
	first := ""
	for i, v := range vals {
		var cells [][]byte
		index := ""
		switch v[0] {
		case '[':
			cells = elements(v)
		case '{':
			scanMembers(v, func(key string, cell []byte) {
				if cells == nil {
					index = key
				}
				cells = append(cells, cell)
			})
		}
		if i == 0 {
			first = index
		}
		if len(cells) == 0 || index != first || i > 0 && len(cells) != len(f.cells[0]) {
			return false
		}
		f.cells = append(f.cells, cells)
	}
	return f.postings()
}

// byIndex reads {"0": {"title": …}, …}.
func (f *Frame) byIndex(vals [][]byte) bool {
	f.names, f.cells = nil, nil
	f.rows = vals
	return len(vals) > 1 && f.areRows()
}

// maxAround is the most members of an object around lists of postings: one of a
// million is read for nothing.
const maxAround = 1000

// sheet reads {"range": …, "values": [["title", …], ["Rover Pilot", …], …]}, as
// spreadsheets give theirs: a list of rows, of which the first is the header.
func (f *Frame) sheet(vals [][]byte) bool {
	for _, v := range vals {
		if len(v) == 0 || v[0] != '[' || !bytes.HasPrefix(bytes.TrimLeft(v[1:], " \t\r\n"), []byte("[")) {
			continue
		}
		rows := elements(v)
		if len(rows) < 2 {
			continue
		}
		f.rows, f.names, f.cells = nil, nil, nil
		for _, name := range elements(rows[0]) {
			f.names = append(f.names, f.cols.text(colTitle, name, 0))
		}
		f.fill(rows[1:])
		if f.postings() {
			return true
		}
	}
	return false
}

// fill takes the cells of rows; a row that is too short has none in the rest.
func (f *Frame) fill(rows [][]byte) {
	f.cells = make([][][]byte, len(f.names))
	for _, row := range rows {
		cells := elements(row)
		for i := range f.cells {
			cell := []byte("null")
			if i < len(cells) {
				cell = cells[i]
			}
			f.cells[i] = append(f.cells[i], cell)
		}
	}
}

// listed reads {"records": [{"fields": {"title": …}}, …], "offset": …}: the lists of
// postings in an object that is none itself, in no shape that a job board's
// interface is known to give.
func (f *Frame) listed(text []byte, keys []string, vals [][]byte) bool {
	f.names, f.cells, f.rows = nil, nil, nil
	if len(keys) > maxAround {
		return false
	}
	if f.lists(keys, vals, 0); len(f.rows) == 0 {
		return false // before the object itself is read, which takes longer
	}
	r, err := f.cols.Parse(text)
	return err != nil || !r.Full() && !titles.NamesJob(vocabulary.NormalHeading(r.Title))
}

// lists adds the rows of the lists of postings among an object's members.
func (f *Frame) lists(keys []string, vals [][]byte, depth int) {
	for i, v := range vals {
		switch {
		case len(v) == 0 || f.cols.aside[fold(keys[i])]:
		case v[0] == '[':
			if rows := elements(v); f.areJobs(rows) {
				f.rows = append(f.rows, rows...)
			}
		case v[0] == '{' && depth < maxNesting:
			var inner []string
			var values [][]byte
			scanMembers(v, func(key string, v []byte) { inner, values = append(inner, key), append(values, v) })
			f.lists(inner, values, depth+1)
		}
	}
}

// areJobs reports objects of which, by the first ones, most have a title and a
// description, and most titles are those of jobs.
func (f *Frame) areJobs(rows [][]byte) bool {
	full, jobs := 0, 0
	first := rows[:min(len(rows), 20)]
	for i, row := range first {
		if len(row) == 0 || row[0] != '{' || i == 0 && jobboard.Knows(row) {
			return false
		}
		r, err := f.cols.Parse(row)
		if err != nil || !r.Full() {
			continue
		}
		full++
		if titles.HasOccupation(vocabulary.NormalHeading(r.Title)) {
			jobs++
		}
	}
	return jobs > 0 && full*2 >= len(first) && jobs*2 >= full
}

// postings reports columns that are those of postings, with single values.
func (f *Frame) postings() bool {
	h, err := f.cols.Header(f.names)
	return err == nil && h.IsPostings() && f.Len() > 0
}

// areRows reports objects that are postings, by the first ones that are not
// blank.
func (f *Frame) areRows() bool {
	full := 0
	for _, row := range f.rows[:min(len(f.rows), 20)] {
		if len(row) == 0 || row[0] != '{' {
			return false
		}
		if f.cols.IsBlank(row) {
			continue
		}
		if r, err := f.cols.Parse(row); err != nil || !r.Full() {
			return false
		}
		full++
	}
	return full > 0
}

// Full tells a row with a title and a description.
func (r *Row) Full() bool { return r.Title != "" && (r.Text != "" || r.HTML != "" || len(r.Parts) > 0) }

// elements returns the elements of a list, nil of anything else.
func elements(list []byte) (all [][]byte) {
	s := rowScanner{b: list, lenient: true}
	if !s.take('[') {
		return nil
	}
	s.members(func() bool {
		from := s.i
		if !s.value(maxScanDepth) {
			return false
		}
		all = append(all, s.b[from:s.i])
		return true
	}, ']')
	return all
}
