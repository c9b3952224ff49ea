package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/klauspost/compress/s2"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
)

// A writeFn writes the rows of a block to a file of its own, and beside it what
// could not be read, with the reason.
type writeFn struct {
	Output string // what the names of the files begin with
	Unique bool   // leave duplicates out

	meter
}

func (f *writeFn) Setup() { f.meter = newMeter() }

func (f *writeFn) ProcessElement(ctx context.Context, _ int64, places func(*Placement) bool, counts func(int64, []byte)) error {
	var parts []Placement
	for p := (Placement{}); places(&p); p = (Placement{}) {
		parts = append(parts, p)
	}
	slices.SortFunc(parts, func(a, b Placement) int { return cmp.Compare(a.Seq, b.Seq) })
	b := blockWriter{fn: f, counts: result.NewCounts()}
	err := writeWhole(ctx, shardName(f.Output, parts[0].File, parts[0].Of), func(w io.Writer) error {
		for i := range parts {
			if err := b.part(ctx, w, &parts[i]); err != nil {
				return fmt.Errorf("%s: %w", parts[i].Rows, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = writeWhole(ctx, shardName(f.Output+badSuffix, parts[0].File, parts[0].Of), func(w io.Writer) error {
		_, err := w.Write(b.bad)
		return err
	})
	if err != nil {
		return err
	}
	sum, err := json.Marshal(b.counts)
	if err != nil {
		return err
	}
	counts(0, sum)
	return nil
}

// A blockWriter puts the rows of a block in their places.
type blockWriter struct {
	fn     *writeFn
	counts *result.Counts
	bad    []byte // the side output
	buf    []byte // the row being written
	named  []byte // the same, with another name
}

// part writes the rows of one placement.
func (b *blockWriter) part(ctx context.Context, w io.Writer, p *Placement) error {
	return read(ctx, p.Rows, func(in io.Reader) error {
		lines := bufio.NewScanner(s2.NewReader(in))
		lines.Buffer(make([]byte, 0, 256<<10), maxRow)
		i := 0
		for ; lines.Scan(); i++ {
			if i == len(p.Groups) {
				return fmt.Errorf("more than %d rows", i)
			}
			if err := b.row(ctx, w, lines.Bytes(), p, i); err != nil {
				return err
			}
		}
		if err := lines.Err(); err != nil || i < len(p.Groups) {
			return fmt.Errorf("row %d of %d: %w", i, len(p.Groups), cmp.Or(err, io.ErrUnexpectedEOF))
		}
		return nil
	})
}

// maxRow bounds a row. One has some hundred pieces of evidence at most, and a
// sentence with each.
const maxRow = 1 << 30

// row writes row i of a placement.
func (b *blockWriter) row(ctx context.Context, w io.Writer, line []byte, p *Placement, i int) error {
	b.buf = appendBrief(b.buf[:0], line)
	facts, ok := result.ReadFacts(b.buf)
	if !ok {
		return fmt.Errorf("row %d: not a row of results", i)
	}
	facts.Seq += p.Seq
	facts.Duplicate = p.Duplicates[i]
	if p.Lines != 0 {
		facts.Name = moved(facts.Name, p.Lines)
		b.named = result.AppendRenamed(b.named[:0], line, facts.Name)
		line = b.named
	}
	if b.fn.Unique && facts.Duplicate {
		b.counts.Dropped++
		return nil
	}
	b.buf = append(result.AppendPlaced(b.buf[:0], line, facts, p.Groups[i], facts.Duplicate), '\n')
	b.fn.rowBytes.Update(ctx, int64(len(b.buf)))
	b.counts.Add(facts)
	b.counts.AddEmployer(facts)
	if facts.Outcome == string(classify.Unreadable) {
		if err := b.unreadable(facts); err != nil {
			return err
		}
	}
	_, err := w.Write(b.buf)
	return err
}

// appendBrief appends a row without its evidence, which is most of it, and holds
// no facts. Quotes are escaped within a text, so that these are the fields.
func appendBrief(b, line []byte) []byte {
	from, to := bytes.Index(line, []byte(`,"evidence":`)), bytes.LastIndex(line, []byte(`,"aspects":`))
	if from < 0 || to < from {
		return append(b, line...)
	}
	return append(append(b, line[:from]...), line[to:]...)
}

// A badRow is a row of the side output.
type badRow struct {
	Name   string `json:"name"`
	Seq    int64  `json:"seq"`
	Reason string `json:"reason"`
	Error  string `json:"error"`
}

func (b *blockWriter) unreadable(f *result.Facts) error {
	line, err := json.Marshal(badRow{Name: f.Name, Seq: f.Seq, Reason: f.Reason, Error: f.Error})
	b.bad = append(append(b.bad, line...), '\n')
	return err
}

// moved adds to the number of a line that a name ends in.
func moved(name string, lines int64) string {
	at := strings.LastIndexByte(name, ':') + 1
	n, err := strconv.ParseInt(name[at:], 10, 64)
	if err != nil {
		return name
	}
	return name[:at] + strconv.FormatInt(n+lines, 10)
}
