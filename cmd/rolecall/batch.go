package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/bmatcuk/doublestar/v4"
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

// batchFlags are the flags of batch.
type batchFlags struct {
	in      inputFlags
	model   modelFlags
	pick    selectFlags
	include []string
	exclude []string
	output.Target
	summary  string
	report   string
	text     bool
	quiet    bool
	resume   bool
	force    bool
	unique   bool
	maxBytes int64
}

func newBatchCmd() *cobra.Command {
	var f batchFlags
	cmd := &cobra.Command{
		Use:   "batch PATH... [-o OUT]",
		Short: "Label a folder, an archive or a data set, in parallel and resumably",
		Long: `batch labels every posting of folders, archives (.zip, .tar, .warc, also
compressed with gzip or zstd), and data sets (JSON lines, JSON arrays, CSV, TSV,
Parquet), or of standard input (-). A PATH that does not exist may be a glob.

OUT is JSON lines, CSV, Parquet, SQLite or Excel, by its ending (.jsonl, .csv,
.parquet, .sqlite or .db, .xlsx); without -o, JSON lines go to standard output. Rows stand in the
order of the input, the same at any --jobs, and are those of classify. What
cannot be read is a row with the reason.

OUT is there whole or as it was before. Until the run is over its rows are kept
in OUT.part; after a stop, the same command with --resume goes on. A run that was
begun with another lexicon, other weights, options, inputs or another version is
refused; --resume --force goes on all the same, --force alone starts over. So is
a finished OUT of such a run, and one of which nothing is known.

OUT may be no input, nor may another output be. In a folder that is read, what
rolecall wrote is passed over, and named. A run in which nothing could be opened
replaces nothing.

The same posting in another place is marked: "group" is the same for all of
them, "duplicate" is true for all but the first. A posting is compared with the
524,288 distinct ones before it.

--text puts each posting's text into its row, for report; only JSON lines hold
texts. --report makes the page of report in the same run, with the texts,
whatever form OUT has; where OUT is JSON lines, it holds them too.

` + selectHelp + ` OUT holds
the rows that are wanted; the counts and the page are of all.

Limits: a document or row has at most --max-bytes; archives are read 3 deep in
one another; what unpacks to more than 250 times its size is cut, once 64 MiB
came out of it; links in folders are not followed.

Exit codes: 0 all done; 2 wrong usage, nothing to read (a new OUT is valid, and
empty), stopped, or OUT could not be written; 3 done, but some inputs could not
be read.`,
		Example: `  rolecall batch saved/ -o roles.csv
  rolecall batch crawl.warc.gz 'more/**/*.html' --exclude '*-draft.html' -o roles.sqlite
  rolecall batch postings.parquet -o roles.parquet --resume
  rolecall batch saved/ -o roles.csv --report roles.html
  zcat postings.jsonl.gz | rolecall batch - > roles.jsonl
  rolecall batch postings.jsonl --shard 0/4 -o part-0.jsonl`,
		Args: atLeastOne(nothingToRead),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.in.add(cmd)
	f.model.add(cmd)
	addTarget(cmd, &f.Target, "jsonl, csv, parquet, sqlite or xlsx (default: by the ending of OUT)", "write to `OUT`: .jsonl, .csv, .parquet, .sqlite, .db or .xlsx (default: JSON lines to standard output)")
	f.pick.add(cmd)
	fs := cmd.Flags()
	fs.StringVar(&f.summary, "summary", "", "write the counts and the matrix to `FILE` too, as JSON")
	fs.StringVar(&f.report, "report", "", "make a page of the results too: `PAGE.html`")
	fs.BoolVar(&f.text, "text", false, "put the posting's text into each row; with JSON lines")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no progress and no summary on standard error")
	fs.BoolVar(&f.resume, "resume", false, "go on with the unfinished run of OUT, if there is one")
	fs.BoolVar(&f.force, "force", false, "discard an unfinished run of OUT; with --resume, go on with it though something changed")
	fs.BoolVar(&f.unique, "unique", false, "leave out postings that stand in an earlier row, in another place")
	fs.StringSliceVar(&f.include, "include", nil, "read only files of folders and archives that match one of these `GLOBS` (** for any folders)")
	fs.StringSliceVar(&f.exclude, "exclude", nil, "pass over files of folders and archives that match one of these `GLOBS`")
	fs.Int64Var(&f.maxBytes, "max-bytes", 64<<20, "largest document or row")
	return cmd
}

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

// softMemory is what the collector aims to stay below in commands that read
// documents and end: a little more than a run over small postings needs. On a
// machine with much else to do the heap would otherwise run ahead of it, and
// peak a third higher. Large documents may take more.
const softMemory = 96 << 20

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
	if b.out == "" {
		shape := output.PlacedTable()
		shape.Selection = b.pick
		b.stdout, err = f.Open(cmd.OutOrStdout(), b.format, shape, nil)
	} else {
		var key journal.Key
		if key, err = journal.NewKey(cmd.Context(), args, b.options(cmd), c, lex, f.options()); err != nil {
			return err
		}
		if there, err := b.isComplete(&key); there || err != nil {
			if err == nil || errors.Is(err, errPartial) {
				b.note(cmd, "%s is complete: nothing to do; remove it to run again", b.out)
			}
			return err
		}
		err = b.openJournal(key)
	}
	if err != nil {
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
		err = writeSummary(f.summary, b.counts)
	}
	if err != nil {
		return err
	}
	notePassed(cmd, f.quiet, b.passed)
	if !f.quiet {
		printSummary(cmd.ErrOrStderr(), b.counts, time.Since(b.progress.Start), b.counts.Postings-before)
	}
	return b.verdict(args)
}

// check refuses what cannot work before anything is written.
func (f *batchFlags) check(cmd *cobra.Command, args []string) (*batch, error) {
	out, err := outfile.Resolve(f.File())
	if err != nil {
		return nil, err
	}
	b := &batch{flags: f, out: out, passed: own.New(cmd.OutOrStdout(), out, f.report, f.summary)}
	if out != "" {
		b.passed.Hide(journal.PartPath(out), journal.StatePath(out))
	}
	if b.part, err = f.in.parse(); err != nil {
		return nil, err
	}
	switch {
	case f.unique && b.part.of > 0:
		return nil, errors.New("--unique with --shard: a shard does not know the others' postings; give --unique to merge")
	case b.out == "" && (f.resume || f.force):
		return nil, errors.New("--resume and --force go with -o OUT: what standard output got is not known")
	case !validGlobs(f.include) || !validGlobs(f.exclude):
		return nil, errors.New("--include and --exclude: a bracket or brace is not closed")
	case b.out == "" && f.report != "":
		return nil, errors.New("--report goes with -o OUT: the page is made of its rows")
	case f.maxBytes < 1:
		return nil, fmt.Errorf("--max-bytes %d: at least 1", f.maxBytes)
	}
	if b.format, err = f.Choose(cmd.OutOrStdout(), output.FileFormats()); err != nil {
		return nil, err
	}
	if f.text && b.format != "jsonl" {
		return nil, fmt.Errorf("--text with %s: only JSON lines (.jsonl) hold texts", f.Out)
	}
	if b.pick, err = f.pick.selection(result.Names(result.Columns())); err != nil {
		return nil, err
	}
	if err := f.checkFiles(cmd, args, b.out); err != nil {
		return nil, err
	}
	if b.out != "" && journal.Exists(b.out) && !f.resume && !f.force {
		return nil, fmt.Errorf("%s holds an unfinished run: go on with --resume, or start over with --force", journal.PartPath(b.out))
	}
	return b, nil
}

// checkFiles refuses outputs whose ending is another, or that are inputs, or one
// another.
func (f *batchFlags) checkFiles(cmd *cobra.Command, args []string, out string) error {
	if err := output.CheckEnding("--report", f.report, "html"); err != nil {
		return err
	}
	if err := output.CheckEnding("--summary", f.summary, "json"); err != nil {
		return err
	}
	outputs := []outfile.Named{{As: "-o", Path: out}, {As: "--report", Path: f.report}, {As: "--summary", Path: f.summary}}
	if out != "" {
		outputs = append(outputs, outfile.Named{As: "the unfinished -o", Path: journal.PartPath(out)}, outfile.Named{As: "the state of -o", Path: journal.StatePath(out)})
	}
	return checkFiles(cmd, outputs, args, f.model.files()...)
}

func validGlobs(globs []string) bool {
	return !slices.ContainsFunc(globs, func(g string) bool { return !doublestar.ValidatePattern(g) })
}

// options are those that change rows, by the names of their flags.
func (f *batchFlags) options() any {
	return struct {
		ID            string   `json:"--id-field"`
		Title         string   `json:"--title-field"`
		Text          string   `json:"--text-field"`
		HTML          string   `json:"--html-field"`
		Shard         string   `json:"--shard"`
		Include       []string `json:"--include"`
		Exclude       []string `json:"--exclude"`
		BodyOnly      bool     `json:"--body-only"`
		AnyLanguage   bool     `json:"--any-language"`
		MinConfidence float64  `json:"--min-confidence"`
		Unique        bool     `json:"--unique"`
		MaxBytes      int64    `json:"--max-bytes"`
		Texts         bool     `json:"--text or --report"`
		Where         string   `json:"--where"`
		Sort          []string `json:"--sort"`
		Top           int      `json:"--top"`
		Columns       []string `json:"--columns"`
		PDFToText     bool     `json:"--pdftotext"`
	}{
		f.in.fields.ID, f.in.fields.Title, f.in.fields.Text, f.in.fields.HTML, f.in.shard, f.include, f.exclude,
		f.model.bodyOnly, f.model.anyLanguage, f.model.minConfidence, f.unique, f.maxBytes, f.texts(),
		f.pick.Where, f.pick.Sort, f.pick.Top, f.pick.Columns, f.in.pdftotext,
	}
}

// texts tells whether the rows, or the journal's alone, hold the postings'
// texts.
func (f *batchFlags) texts() bool { return f.text || f.report != "" }

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
