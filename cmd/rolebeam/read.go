package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/klauspost/compress/s2"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/extract/collect"
)

// A Sketch is what is known of a split's rows in one block once they were made:
// all that is needed to number them, and to tell their groups.
//
// The rows themselves wait in a file. Given to the runner they would be most of
// what it carries and keeps: on Prism, 30 KB of memory a posting.
type Sketch struct {
	Block, Split int64
	Documents    int64
	Continued    bool   // the split begins within a file
	Lines        int64  // of a split that is a range
	Prints       []byte // the fingerprints of the rows, one after the other, in S2: what is no posting has zeros

	// Rows is the file, of packed rows: to be JSON only once they have their
	// place. Their seq is counted from the first document, and the numbers of
	// lines in their names from the first line of the split. They have no group.
	Rows string
}

// Reading says how documents are read. The zero value means the defaults.
type Reading struct {
	Fields           collect.Fields
	MaxBytes         int64
	Include, Exclude []string
	BodyOnly         bool
	AnyLanguage      bool
	MinConfidence    float64
	Weights          string // a file of weights; "" for those of the program
	Version          string // of the submitting program, for all rows
}

// A readFn reads and labels the documents of splits.
type readFn struct {
	Reading    Reading
	Output     string
	BlockBytes int64

	rows *result.Reader
	pack result.Packer
	buf  []byte // a document's rows
	meter
}

// Setup loads what is used for all documents. Lexicon and weights are read once
// for a process, whatever the number of its DoFns.
func (f *readFn) Setup(ctx context.Context) error {
	c, err := newClassifier(ctx, &f.Reading)
	if err != nil {
		return err
	}
	f.rows = &result.Reader{Classifier: c}
	f.meter = newMeter()
	return nil
}

func (f *readFn) ProcessElement(ctx context.Context, s Split, sketches func(int64, Sketch)) error {
	began := time.Now()
	r := splitReader{fn: f, split: &s}
	var stop func()
	r.next, stop = iter.Pull(r.documents(ctx))
	defer stop()
	r.read()
	for block := s.Block; block == s.Block || r.more; block++ {
		sketch := Sketch{Block: block, Split: s.Number, Continued: s.Start > 0, Rows: partName(f.Output, block)}
		err := writeWhole(ctx, sketch.Rows, func(w io.Writer) error { return r.part(ctx, w, &sketch) })
		if err == nil {
			err = r.broken
		}
		if err != nil {
			return fmt.Errorf("%s: %w", s.Path, err)
		}
		if r.lines != nil {
			sketch.Lines = r.lines.ends
		}
		sketches(0, sketch)
	}
	f.splitMillis.Update(ctx, time.Since(began).Milliseconds())
	return ctx.Err()
}

// A splitReader reads the documents of a split.
type splitReader struct {
	fn     *readFn
	split  *Split
	lines  *lineRange // nil for a whole file
	broken error      // the storage's: the runner is to try again

	next func() (collect.Document, bool)
	d    collect.Document // the next one
	more bool             // there is a next one
}

func (r *splitReader) read() { r.d, r.more = r.next() }

// part writes the rows of documents until there are enough for a block. Only
// what is large is more than one.
func (r *splitReader) part(ctx context.Context, to io.Writer, sketch *Sketch) error {
	first := r.d.Seq
	var prints []byte
	for size := int64(0); r.more && (size < r.fn.BlockBytes || !r.split.Large); r.read() {
		r.d.Seq -= first
		sketch.Documents++
		r.fn.documentBytes.Update(ctx, int64(r.d.Size()))
		r.fn.buf = r.fn.buf[:0]
		for _, row := range r.fn.rows.Rows(r.d) {
			r.fn.count(ctx, row)
			prints = append(prints, row.Fingerprint[:]...)
			r.fn.buf = r.fn.pack.Append(r.fn.buf, row)
		}
		n, err := to.Write(r.fn.buf)
		if err != nil {
			return err
		}
		size += int64(max(r.d.Size(), n)) // what could not be read has rows as well
	}
	sketch.Prints = s2.Encode(nil, prints)
	return nil
}

// documents yields what a split holds.
func (r *splitReader) documents(ctx context.Context) iter.Seq[collect.Document] {
	return func(yield func(collect.Document) bool) {
		in, err := r.open(ctx)
		if err != nil {
			yield(collect.Unreadable(r.split.Path, err))
			return
		}
		defer in.close()
		f := &r.fn.Reading
		o := collect.Options{Fields: f.Fields, MaxBytes: f.MaxBytes, Include: f.Include, Exclude: f.Exclude, Defer: true}
		collect.Stream(ctx, r.split.Path, in.Reader, o)(yield)
		r.broken = in.broken
	}
}

func (r *splitReader) open(ctx context.Context) (*input, error) {
	s := r.split
	if s.Err != "" {
		return nil, errors.New(s.Err)
	}
	in, err := open(ctx, s.Path)
	if err != nil || s.End == 0 {
		return in, err
	}
	if r.lines, err = newLineRange(in.Reader.(io.ReadSeeker), s.Start, s.End); err != nil {
		in.close()
		return nil, err
	}
	in.Reader = r.lines
	if s.Start > 0 {
		// An empty line goes before, so that it is the first, which alone may
		// have a byte order mark or be taken for another format's.
		in.Reader = io.MultiReader(bytes.NewReader([]byte{'\n'}), r.lines)
	}
	return in, nil
}

// A meter holds what the pipeline measures, as metrics of Beam.
type meter struct {
	documentBytes, rowBytes, splitMillis beam.Distribution
	postings, unreadable                 beam.Counter
}

func newMeter() meter {
	const name = "rolebeam"
	return meter{
		documentBytes: beam.NewDistribution(name, "document_bytes"),
		rowBytes:      beam.NewDistribution(name, "row_bytes"),
		splitMillis:   beam.NewDistribution(name, "split_milliseconds"),
		postings:      beam.NewCounter(name, "postings"),
		unreadable:    beam.NewCounter(name, "unreadable"),
	}
}

// count measures a row.
func (m *meter) count(ctx context.Context, r *result.Row) {
	m.postings.Inc(ctx, 1)
	if r.Outcome == classify.Unreadable {
		m.unreadable.Inc(ctx, 1)
	}
}
