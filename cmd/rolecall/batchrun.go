package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"rolecall/classify"
	"rolecall/cmd/internal/host"
	"rolecall/cmd/internal/journal"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/own"
	"rolecall/cmd/internal/pipeline"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/selection"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract"
	"rolecall/extract/collect"
	"rolecall/lexicon"
)

// A batch is a run of the command.
type batch struct {
	flags    *batchFlags
	out      string // the file that is written, links followed; "" for none: standard output, a device or a pipe
	format   string
	part     shard
	pick     *selection.Selection // the rows that are wanted in the output; nil for all
	passed   *own.Files
	lex      *lexicon.Lexicon
	groups   collect.Groups
	counts   *result.Counts
	progress *terminal.Progress
	journal  *journal.Journal // nil without a file
	stdout   *output.Writer   // nil with one
	next     int64            // the number of the document to begin with
	last     *result.Facts    // a row of that document that the stopped run wrote
	met      bool             // that document came
	moved    error            // the input is not what it was
}

func (f *batchFlags) run(cmd *cobra.Command, args []string) error {
	host.TuneCollector(softMemory)
	b, err := f.check(cmd, args)
	if err != nil {
		return err
	}
	c, lex, err := f.model.classifier()
	if err != nil {
		return err
	}
	b.lex = lex
	b.counts, b.progress = result.NewCounts(), terminal.NewProgress(cmd.ErrOrStderr(), args, f.quiet)
	if done, err := b.open(cmd, args, c); done || err != nil {
		return err
	}
	noteNamed(cmd, f.quiet, args)
	before := b.counts.Postings
	if before > 0 {
		b.note(cmd, "going on after %s", terminal.Postings(before))
	}
	err = b.end(b.label(cmd, args, c), args)
	b.progress.Clear()
	if err == nil && f.summary != "" {
		err = output.WriteSummary(f.summary, b.counts)
	}
	if err != nil {
		return err
	}
	notePassed(cmd, f.quiet, b.passed)
	if !f.quiet {
		output.PrintSummary(cmd.ErrOrStderr(), b.counts, time.Since(b.progress.Start), b.counts.Postings-before)
	}
	return b.verdict(args)
}

// open opens the output. done tells that there is nothing to do: the run was over
// before.
func (b *batch) open(cmd *cobra.Command, args []string, c *classify.Classifier) (done bool, err error) {
	if b.out == "" {
		shape := output.PlacedTable()
		shape.Selection = b.pick
		b.stdout, err = b.flags.Open(cmd.OutOrStdout(), b.format, shape, nil)
		return false, err
	}
	key, err := journal.NewKey(cmd.Context(), args, b.options(cmd), c, b.lex, b.flags.options())
	if err != nil {
		return false, err
	}
	if done, err = b.isComplete(&key); done || err != nil {
		if err == nil || errors.Is(err, errPartial) {
			b.note(cmd, "%s is complete: nothing to do; remove it to run again", b.out)
		}
		return done, err
	}
	return false, b.openJournal(key)
}

// isComplete tells that a run to be resumed had come to its end. The error is
// that of a run of something else, or errPartial as when it came to its end.
func (b *batch) isComplete(key *journal.Key) (bool, error) {
	if !b.flags.resume || journal.Exists(b.out) {
		return false, nil
	}
	if err := journal.Tidy(b.out); err != nil {
		return false, err
	}
	there, differs, partial := journal.Finished(b.out, key)
	switch {
	case !there || differs != "" && b.flags.force:
		return false, nil
	case differs != "":
		return true, fmt.Errorf("%s is there, of another %s: remove it, name another -o, or start over with --force", b.out, differs)
	case partial:
		return true, errPartial
	}
	return true, nil
}

func (b *batch) openJournal(key journal.Key) (err error) {
	if !b.flags.resume || !journal.Exists(b.out) {
		b.journal, err = journal.New(b.out, key)
		return err
	}
	b.journal, b.next, b.last, err = journal.Resume(b.out, key, b.flags.force, func(f *result.Facts) {
		b.groups.Add(f.Fingerprint)
		b.counts.Add(f)
	})
	return err
}

// options say what is read.
func (b *batch) options(cmd *cobra.Command) collect.Options {
	return collect.Options{
		Stdin: cmd.InOrStdin(), Fields: b.flags.in.fields, Include: b.flags.include, Exclude: b.flags.exclude, MaxBytes: b.flags.maxBytes,
		Defer: true, Want: b.wants, Skip: b.passed.Skip, Note: noteTo(cmd), Consumed: &b.progress.Consumed,
	}
}

// label reads the documents and writes their rows.
func (b *batch) label(cmd *cobra.Command, args []string, c *classify.Classifier) error {
	from := b.flags.in.reader(c, b.flags.texts())
	work := func(d collect.Document) []output.Row {
		rows := output.PlacedRows(from, d)
		for _, r := range rows {
			r.(output.Placed).Encode()
		}
		return rows
	}
	err := pipeline.InOrder(cmd.Context(), collect.Documents(cmd.Context(), args, b.options(cmd)), b.flags.in.jobs, work, b.emit)
	if err == nil && b.last != nil && !b.met {
		return fmt.Errorf("the input changed: it ends before document %d, %s: start over with --force", b.next, b.last.Name)
	}
	return cmp.Or(b.moved, err)
}

// wants passes over what is done, and what is of other shards.
func (b *batch) wants(seq int64, name string) bool {
	if b.last != nil && seq == b.next {
		b.met = true
		if !b.last.Of(name) {
			b.moved = fmt.Errorf("the input changed: document %d was %s and is %s: start over with --force", b.next, b.last.Name, name)
		}
	}
	return seq >= b.next && b.moved == nil && b.part.holds(name)
}

// emit writes the rows of one document.
func (b *batch) emit(rows []output.Row) error {
	for _, r := range rows {
		p := r.(output.Placed)
		b.progress.Add()
		p.Group, p.Duplicate = b.groups.Add(p.Fingerprint)
		if b.flags.unique && p.Duplicate {
			b.counts.Dropped++
			continue
		}
		b.counts.Add(p.Facts())
		var err error
		if b.journal != nil {
			err = b.journal.Write(p.AppendJSON)
		} else {
			err = b.stdout.Write(p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// end closes the output. Of a run that did not come to its end it says what is
// safe, and how to go on.
func (b *batch) end(err error, args []string) error {
	if b.journal == nil {
		if err == nil || errors.Is(err, context.Canceled) {
			err = errors.Join(err, b.stdout.Close())
		} else {
			b.stdout.Discard()
		}
		if errors.Is(err, context.Canceled) {
			return fmt.Errorf("stopped after %s", terminal.Postings(b.counts.Postings))
		}
		return err
	}
	if err == nil {
		return b.finish(args)
	}
	if stop := b.journal.Stop(); stop != nil && !errors.Is(stop, err) && errors.Is(err, context.Canceled) {
		err = stop
	}
	if errors.Is(err, context.Canceled) {
		err = errors.New("stopped")
	}
	return b.unfinished(err)
}

func (b *batch) unfinished(err error) error {
	return fmt.Errorf("%w; %s postings are safe in %s: go on with the same command and --resume", err, terminal.Thousands(b.journal.Safe()), journal.PartPath(b.out))
}

// finish makes the page, then OUT, so that where OUT is, the page is. A page
// that cannot be made does not stand in the way of OUT. A run in which nothing
// could be opened replaces nothing.
func (b *batch) finish(args []string) error {
	seen := tally{rows: b.counts.Postings, unreadable: b.counts.Unreadable(), unopened: b.counts.Reasons[string(extract.NoAccess)]}
	if err := seen.spare(b.part, args, b.out, b.flags.report, b.flags.summary); err != nil {
		return errors.Join(err, b.journal.Discard())
	}
	if err := b.journal.Settle(); err != nil {
		b.journal.Close()
		return b.unfinished(err)
	}
	var page error
	if b.flags.report != "" {
		page = reportFile(b.flags.report, journal.PartPath(b.out), b.lex)
	}
	convertTo := func(to *outfile.File, rows io.Reader) error { return output.Convert(to, rows, b.format, b.pick) }
	if b.format == "jsonl" && b.pick == nil {
		convertTo = nil
	}
	if err := b.journal.Finish(seen.unreadable > 0, convertTo); err != nil {
		return b.unfinished(err)
	}
	if page != nil {
		return fmt.Errorf("%s is written, but not %s: %w", b.out, b.flags.report, page)
	}
	return nil
}

// verdict is the exit code of a run that came to its end.
func (b *batch) verdict(args []string) error {
	switch {
	case b.counts.Postings == 0 && b.part.of == 0:
		return nothingIn(args)
	case b.counts.Unreadable() > 0:
		return errPartial
	}
	return nil
}

func (b *batch) note(cmd *cobra.Command, format string, args ...any) {
	if !b.flags.quiet {
		fmt.Fprintf(cmd.ErrOrStderr(), format+"\n", args...)
	}
}
