package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/resultfile"
	"rolecall/cmd/internal/terminal"
	"rolecall/extract/collect"
)

// mergeFlags are the flags of merge.
type mergeFlags struct {
	output.Target
	summary string
	quiet   bool
	unique  bool
}

func newMergeCmd() *cobra.Command {
	var f mergeFlags
	cmd := &cobra.Command{
		Use:   "merge RESULTS... [-o OUT]",
		Short: "Join the results of shards or of several runs",
		Long: `merge joins results of batch or classify, as JSON lines (also compressed with
gzip or zstd), into OUT: JSON lines, CSV, Parquet or SQLite, by its ending.

Results in which no document's number ("seq") stands twice are the shards of one
run: their rows are put in the order of its input, and OUT is byte for byte what
the run would have written without shards. Others are different runs: they are
put one after the other, in the order given, and numbered anew. Which it was is
said on standard error. Near-duplicates are told again over all rows.

Where every argument is a file that --summary wrote, the counts and matrices
are added, and written to --summary or standard output.

Exit codes: 0 all done; 2 wrong usage, or a file that is no result; 3 done, but
some rows are of inputs that could not be read.`,
		Example: `  rolecall merge part-*.jsonl -o roles.parquet
  rolecall merge monday.jsonl tuesday.jsonl.gz --unique -o week.csv
  rolecall merge part-*.summary.json`,
		Args: atLeastOne("nothing to merge: name files of results"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	fs := cmd.Flags()
	addTarget(cmd, &f.Target, "jsonl, csv, parquet or sqlite (default: by the ending of OUT)", "write to `OUT`: .jsonl, .csv, .parquet, .sqlite or .db (default: JSON lines to standard output)")
	fs.StringVar(&f.summary, "summary", "", "write the counts and the matrix to `FILE` too, as JSON")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no summary on standard error")
	fs.BoolVar(&f.unique, "unique", false, "leave out postings that stand in an earlier row, in another place")
	return cmd
}

func (f *mergeFlags) run(cmd *cobra.Command, args []string) error {
	format, err := f.Choose(cmd.OutOrStdout(), output.FileFormats())
	if err == nil {
		err = output.CheckEnding("--summary", f.summary, "json")
	}
	if err == nil {
		err = checkFiles(cmd, []outfile.Named{{As: "-o", Path: f.File()}, {As: "--summary", Path: f.summary}}, args)
	}
	if err != nil {
		return err
	}
	if sum, err := readSummaries(args); err != nil || sum != nil {
		return cmp.Or(err, f.putSummary(cmd, sum))
	}
	m := &merge{files: args, unique: f.unique, counts: result.NewCounts()}
	if err := m.inspect(); err != nil {
		return err
	}
	if !f.quiet {
		fmt.Fprintln(cmd.ErrOrStderr(), m.what())
	}
	if err := m.write(cmd.OutOrStdout(), &f.Target, format); err != nil {
		return err
	}
	if f.summary != "" {
		if err := output.WriteSummary(f.summary, m.counts); err != nil {
			return err
		}
	}
	if !f.quiet {
		output.PrintSummary(cmd.ErrOrStderr(), m.counts, time.Duration(0), 0)
	}
	if m.counts.Unreadable() > 0 {
		return errPartial
	}
	return nil
}

func (f *mergeFlags) putSummary(cmd *cobra.Command, sum *result.Counts) error {
	if sum == nil {
		return nil
	}
	if f.summary != "" {
		return output.WriteSummary(f.summary, sum)
	}
	return output.WriteJSON(cmd.OutOrStdout(), sum, " ")
}

// readSummaries adds files that --summary wrote. It returns nil where the
// first is none of them.
func readSummaries(files []string) (*result.Counts, error) {
	sum := result.NewCounts()
	for i, file := range files {
		in, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		var c result.Counts
		err = json.NewDecoder(in).Decode(&c)
		in.Close()
		switch {
		case err == nil && c.Format == result.CountsFormat && c.Matrix != nil:
			sum.Merge(&c)
		case i == 0:
			return nil, nil
		default:
			return nil, fmt.Errorf("%s: not a summary, as %s is: merge either results or summaries", file, files[0])
		}
	}
	return sum, nil
}

// A merge joins files of results.
type merge struct {
	files   []string
	unique  bool
	runs    bool  // the files are of different runs
	missing int64 // numbers that no shard has
	groups  collect.Groups
	counts  *result.Counts
}

// inspect reads all files once, to tell shards from runs.
func (m *merge) inspect() error {
	last, seen := int64(-1), -1 // the number of the last row, and its file
	return m.inOrder(func(i int, r *resultfile.Lines) error {
		switch {
		case r.Facts.Seq == last && seen != i:
			m.runs = true
		case r.Facts.Seq > last+1:
			m.missing += r.Facts.Seq - last - 1
		}
		last, seen = r.Facts.Seq, i
		return nil
	})
}

func (m *merge) what() string {
	switch {
	case m.runs:
		return fmt.Sprintf("%d runs, one after the other", len(m.files))
	case m.missing > 0:
		return fmt.Sprintf("%d shards of one run; %s of its documents are in none of them", len(m.files), terminal.Thousands(m.missing))
	case len(m.files) == 1:
		return "one run"
	}
	return fmt.Sprintf("%d shards of one run, whole", len(m.files))
}

// inOrder calls do with the rows of all files, by their numbers.
func (m *merge) inOrder(do func(file int, r *resultfile.Lines) error) (err error) {
	files := make([]*resultfile.Lines, len(m.files))
	defer func() {
		for _, r := range files {
			if r != nil {
				r.Close()
			}
		}
	}()
	for i, name := range m.files {
		if files[i], err = resultfile.OpenLines(name); err != nil {
			return err
		}
		if err := files[i].Next(); err != nil {
			return err
		}
	}
	for {
		first := -1
		for i, r := range files {
			if r.Facts != nil && (first < 0 || r.Facts.Seq < files[first].Facts.Seq) {
				first = i
			}
		}
		if first < 0 {
			return nil
		}
		if err := do(first, files[first]); err != nil {
			return err
		}
		if err := files[first].Next(); err != nil {
			return err
		}
	}
}

// oneAfterOther calls do with the rows of file after file, numbered anew.
func (m *merge) oneAfterOther(do func(file int, r *resultfile.Lines) error) error {
	begin := int64(0)
	for i, name := range m.files {
		one := merge{files: []string{name}}
		last := int64(-1)
		err := one.inOrder(func(_ int, r *resultfile.Lines) error {
			last = r.Facts.Seq
			r.Facts.Seq += begin
			err := do(i, r)
			r.Facts.Seq = last
			return err
		})
		if err != nil {
			return err
		}
		begin += last + 1
	}
	return nil
}

// each calls do with the rows of the joined results, as JSON with its line end.
func (m *merge) each(do func(line []byte) error) error {
	in := m.inOrder
	if m.runs {
		in = m.oneAfterOther
	}
	var buf []byte
	return in(func(_ int, r *resultfile.Lines) error {
		group, duplicate := m.groups.Add(r.Facts.Fingerprint)
		if m.unique && duplicate {
			m.counts.Dropped++
			return nil
		}
		r.Facts.Duplicate = duplicate
		m.counts.Add(r.Facts)
		buf = append(result.AppendPlaced(buf[:0], r.Line, r.Facts, group, duplicate), '\n')
		return do(buf)
	})
}

// write writes the joined results, whole or not at all.
func (m *merge) write(stdout io.Writer, to *output.Target, format string) error {
	if format != "jsonl" {
		w, err := to.Open(stdout, format, output.PlacedTable(), nil)
		if err != nil {
			return err
		}
		err = m.each(func(line []byte) error {
			r, err := result.Read(line)
			if err != nil {
				return err
			}
			return w.Write(output.Placed{Row: r})
		})
		if err != nil {
			w.Discard()
			return err
		}
		return w.Close()
	}
	return to.Print(stdout, func(out io.Writer) error {
		return m.each(func(line []byte) error {
			_, err := out.Write(line)
			return err
		})
	})
}
