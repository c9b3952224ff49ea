package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

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
	pack   result.Packer
	row    result.Row // the one being written
	buf    []byte     // the same, as JSON
}

// part writes the rows of one placement.
func (b *blockWriter) part(ctx context.Context, w io.Writer, p *Placement) error {
	return read(ctx, p.Rows, func(in io.Reader) error {
		rows := bufio.NewReaderSize(in, 256<<10)
		for i := range p.Groups {
			if err := b.pack.Read(rows, &b.row); err != nil {
				return fmt.Errorf("row %d of %d: %w", i, len(p.Groups), err)
			}
			if err := b.write(ctx, w, p, i); err != nil {
				return err
			}
		}
		if _, err := rows.Peek(1); err != io.EOF {
			return cmp.Or(err, fmt.Errorf("more than %d rows", len(p.Groups)))
		}
		return nil
	})
}

// write writes the row read last, which is row i of a placement.
func (b *blockWriter) write(ctx context.Context, w io.Writer, p *Placement, i int) error {
	r := &b.row
	r.Seq += p.Seq
	r.Group, r.Duplicate = p.Groups[i], p.Duplicates[i]
	if p.Lines != 0 {
		r.Name = moved(r.Name, p.Lines)
	}
	if b.fn.Unique && r.Duplicate {
		b.counts.Dropped++
		return nil
	}
	b.buf = append(r.AppendJSON(b.buf[:0]), '\n')
	b.fn.rowBytes.Update(ctx, int64(len(b.buf)))
	b.counts.Add(r.Facts())
	b.counts.AddEmployer(r)
	if r.Outcome == classify.Unreadable {
		if err := b.unreadable(r); err != nil {
			return err
		}
	}
	_, err := w.Write(b.buf)
	return err
}

// A badRow is a row of the side output.
type badRow struct {
	Name   string `json:"name"`
	Seq    int64  `json:"seq"`
	Reason string `json:"reason"`
	Error  string `json:"error"`
}

func (b *blockWriter) unreadable(r *result.Row) error {
	line, err := json.Marshal(badRow{Name: r.Name, Seq: r.Seq, Reason: r.Reason, Error: r.Error})
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
