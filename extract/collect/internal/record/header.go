package record

import (
	"fmt"
	"strings"
)

// A Header says where each value of a table's record goes.
type Header struct {
	cols  *Columns
	names []string
	slots []slot
	use   []bool
	seen  values
}

// Header maps the names of a table's columns. One that the user named and that
// is not there is an error.
func (c *Columns) Header(names []string) (*Header, error) {
	h := &Header{cols: c, names: names, slots: make([]slot, len(names)), use: make([]bool, len(names))}
	for i, name := range names {
		h.slots[i], h.use[i] = c.headerSlot(strings.TrimSpace(name))
		if h.use[i] {
			h.seen.put(h.slots[i], name)
		}
	}
	for i, name := range c.named {
		if name != "" && !h.seen.has(column(i)) {
			return nil, fmt.Errorf("no column %q for %s%s", name, columnFlag[i], List(names))
		}
	}
	if !h.seen.has(colTitle) && !h.describes() {
		return nil, nothing(names)
	}
	return h, nil
}

// headerSlot looks up a column's name, which may be a path of nested names.
func (c *Columns) headerSlot(name string) (slot, bool) {
	if len(name) > 200 {
		return slot{}, false
	}
	if s, ok := c.slot(name); ok {
		return s, true
	}
	path := strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == '/' })
	if len(path) < 2 || len(path) > maxNesting {
		return slot{}, false
	}
	for _, parent := range path[:len(path)-1] {
		if s, ok := c.slot(parent); c.aside[fold(parent)] || ok && s.column != colTitle && s.column != colText {
			return slot{}, false
		}
	}
	return c.pathSlot(path)
}

// describes tells whether there is a column of the description.
func (h *Header) describes() bool {
	if h.seen.has(colText) || h.seen.has(colHTML) {
		return true
	}
	for i := range h.cols.parts {
		if h.seen.has(colPart + column(i)) {
			return true
		}
	}
	return false
}

// IsPostings tells whether the table is one of postings beyond doubt: it has a
// title beside a description.
func (h *Header) IsPostings() bool { return h.seen.has(colTitle) && h.describes() }

// Known is how many columns are known.
func (h *Header) Known() (n int) {
	for _, ok := range h.use {
		if ok {
			n++
		}
	}
	return n
}

// Row reads a record. It is nil where none of its values says anything.
func (h *Header) Row(record []string) (*Row, error) {
	var v values
	blank := true
	for i, text := range record {
		blank = blank && Blank(text)
		if i < len(h.slots) && h.use[i] {
			v.put(h.slots[i], text)
		}
	}
	if blank {
		return nil, nil
	}
	v.seen |= h.seen.seen // also of a record that is too short
	r, err := h.cols.row(&v, h.names)
	if text, title := h.cols.lacks(&v); err == nil && (text || title) {
		var g guesses
		for i, text := range record[:min(len(record), len(h.use))] {
			if !h.use[i] && !Blank(text) {
				g.hear(h.cols, h.names[i], text)
			}
		}
		r.fill(&g, text, title)
	}
	return r, err
}
