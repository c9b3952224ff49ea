package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/spf13/cobra"

	"rolecall/cmd/internal/journal"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/own"
	"rolecall/cmd/internal/result"
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
