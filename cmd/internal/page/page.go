// Package page writes results as one page that needs nothing else: it works
// from a disk, offline, in any browser of the last years.
//
//	p, err := page.New(w, lex.RoleName)
//	err = p.Add(page.Row{Row: row})
//	err = p.Close()
//
// The page shows titles by what the duties say, the confidences, the labels by
// employer, a list that is searched, filtered and sorted, and of each posting
// its text with the evidence marked and the score as a sum.
//
// What a posting says reaches the page as compressed JSON in base64, and the
// document as text nodes: no markup, address or formula in it does anything.
// The page's policy allows the scripts and the styles that it was written with,
// by their hashes, no requests at all, and no text that becomes markup.
package page

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"

	"rolecall/cmd/internal/result"
	"rolecall/lexicon"
)

// MaxRows is how many rows a page holds. A hundred thousand with their texts
// are some 300 MB, more than a browser should be given.
const MaxRows = 100_000

// A Row is a row of results, with what an audit knows of it beside.
type Row struct {
	*result.Row
	Accepted string // the reason for which a baseline accepts the mismatch
}

// A Writer writes a page. The same rows give the same bytes.
//
// It holds what the list shows, some 300 bytes a row; the rest is written as it
// comes.
type Writer struct {
	w       io.Writer
	names   func(lexicon.Role) string
	index   index
	evident dictionary[evidenceKind]
	zones   dictionary[string]
	pending []detail // the postings of the next chunk
	size    int      // about how many bytes these are as JSON
}

// New begins a page. names says what a role is called.
func New(w io.Writer, names func(lexicon.Role) string) (*Writer, error) {
	p := &Writer{w: w, names: names, index: newIndex(names)}
	return p, writeHead(w)
}

// chunkSize is how much is unpacked to open a posting: a few milliseconds'
// worth.
const chunkSize = 256 << 10

// Add adds a row.
func (p *Writer) Add(r Row) error {
	if p.index.N == MaxRows {
		return fmt.Errorf("more than %d rows: no browser opens a page of so many; leave out those that agree, or make several pages", MaxRows)
	}
	p.index.add(&r)
	d := p.detail(&r)
	p.pending = append(p.pending, d)
	if p.size += len(d.Text) + 32*len(d.Evidence) + 512; p.size < chunkSize {
		return nil
	}
	return p.flush()
}

// flush writes the pending postings as a chunk.
func (p *Writer) flush() error {
	if len(p.pending) == 0 {
		return nil
	}
	p.index.Chunks = append(p.index.Chunks, len(p.pending))
	err := p.data("details", p.pending)
	p.pending, p.size = p.pending[:0], 0
	return err
}

// Close ends the page.
func (p *Writer) Close() error {
	if err := p.flush(); err != nil {
		return err
	}
	p.index.Evident, p.index.Zones = p.evident.list, p.zones.list
	if err := p.data("index", &p.index); err != nil {
		return err
	}
	return writeFoot(p.w)
}

// data writes a value as a block of data.
func (p *Writer) data(class string, v any) error {
	b := &strings.Builder{}
	fmt.Fprintf(b, `<script type="application/gzip" class="%s">`, class)
	text := base64.NewEncoder(base64.StdEncoding, b)
	packed, err := gzip.NewWriterLevel(text, gzip.BestCompression)
	if err != nil {
		return err
	}
	e := json.NewEncoder(packed)
	e.SetEscapeHTML(false)
	if err := cmp.Or(e.Encode(v), packed.Close(), text.Close()); err != nil {
		return err
	}
	b.WriteString("</script>\n")
	_, err = io.WriteString(p.w, b.String())
	return err
}

// A dictionary numbers what is said often.
type dictionary[T any] struct {
	list []T
	at   map[string]int
}

// number returns the place of what key stands for.
func (d *dictionary[T]) number(key string, value func() T) int {
	i, ok := d.at[key]
	if !ok {
		if d.at == nil {
			d.at = map[string]int{}
		}
		i = len(d.list)
		d.at[key], d.list = i, append(d.list, value())
	}
	return i
}
