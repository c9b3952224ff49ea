package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/own"
	"rolecall/cmd/internal/pipeline"
	"rolecall/extract"
	"rolecall/extract/collect"
)

// runDocuments reads the documents that args name, turns each into rows, and
// writes them in the documents' order. read are the files that flags name.
func runDocuments(cmd *cobra.Command, args []string, in *inputFlags, out *outputFlags, t output.Table, read []outfile.Named, work func(collect.Document) []output.Row) error {
	part, err := in.parse()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		if in, ok := cmd.InOrStdin().(*os.File); ok && term.IsTerminal(int(in.Fd())) {
			return errors.New(nothingToRead)
		}
		args = []string{"-"}
	}
	if err := checkFiles(cmd, []outfile.Named{{As: "-o", Path: out.File()}}, args, read...); err != nil {
		return err
	}
	format, err := out.Choose(cmd.OutOrStdout(), t.Formats())
	if err != nil {
		return err
	}
	w, err := out.Open(cmd.OutOrStdout(), format, t, out.Style(cmd.OutOrStdout()))
	if err != nil {
		return err
	}
	noteNamed(cmd, out.quiet, args)
	var seen tally
	passed := own.New(cmd.OutOrStdout(), out.File())
	options := collect.Options{Stdin: cmd.InOrStdin(), Fields: in.fields, Defer: true, Want: part.wants, Skip: passed.Skip, Note: noteTo(cmd)}
	documents := collect.Documents(cmd.Context(), args, options)
	err = pipeline.InOrder(cmd.Context(), documents, in.jobs, encoding(w, work), func(rs []output.Row) error {
		for _, r := range rs {
			if t.Place != nil {
				t.Place(r)
			}
			if r, ok := r.(interface{ WhyUnread() string }); ok {
				seen.add(r.WhyUnread())
			}
			if err := w.Write(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err = cmp.Or(err, seen.spare(part, args, out.File())); err != nil {
		w.Discard()
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	notePassed(cmd, out.quiet, passed)
	return seen.verdict(part, args)
}

// notePassed says what was found in folders and not read.
func notePassed(cmd *cobra.Command, quiet bool, passed *own.Files) {
	if quiet {
		return
	}
	for _, path := range passed.Passed {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s was passed over: rolecall wrote it\n", escape.Terminal(path))
	}
}

// noteNamed says of files that are named themselves that they hold results: they
// are read, since that is asked for, but seldom is it meant.
func noteNamed(cmd *cobra.Command, quiet bool, args []string) {
	if quiet {
		return
	}
	for _, path := range own.Among(filesOf(args)) {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s: rolecall wrote it; its rows are read as postings here, and as results by show, diff, merge and report\n", escape.Terminal(path))
	}
}

// filesOf are the files that arguments name, whole or by a place in one.
func filesOf(args []string) []string {
	files := slices.Clone(args)
	for i, name := range args {
		if file, ok := collect.FileOf(name); ok {
			files[i] = file
		}
	}
	return files
}

// A tally is what came of the inputs of a run.
type tally struct{ rows, unreadable, unopened int64 }

// add counts a row; reason is why it could not be read, "" where it could.
func (t *tally) add(reason string) {
	t.rows++
	if reason != "" {
		t.unreadable++
	}
	if reason == string(extract.NoAccess) {
		t.unopened++
	}
}

// spare is the error of a run in which nothing could be opened, where it would
// replace one of the files.
func (t *tally) spare(part shard, args []string, files ...string) error {
	if t.rows > t.unopened || t.rows == 0 && part.of > 0 || !exists(files...) {
		return nil
	}
	what := "nothing to read in"
	if t.rows > 0 {
		what = "nothing could be opened of"
	}
	return fmt.Errorf("%s %s: what was written before is left as it was", what, strings.Join(args, ", "))
}

// verdict is the exit code of a run that came to its end.
func (t *tally) verdict(part shard, args []string) error {
	switch {
	case t.rows == 0 && part.of == 0:
		return nothingIn(args)
	case t.unreadable > 0:
		return errPartial
	}
	return nil
}

// nothingIn is the error of a run that found no posting.
func nothingIn(args []string) error {
	named := slices.Clone(args)
	for i := range named {
		if named[i] == "-" {
			named[i] = "standard input"
		}
	}
	return fmt.Errorf("nothing to read in %s: name files, folders, archives or data sets that hold postings", strings.Join(named, ", "))
}

// encoding has the workers do what the writer can do ahead.
func encoding(w *output.Writer, work func(collect.Document) []output.Row) func(collect.Document) []output.Row {
	if w.Encode == nil {
		return work
	}
	return func(d collect.Document) []output.Row {
		rows := work(d)
		for _, r := range rows {
			w.Encode(r)
		}
		return rows
	}
}

// wants keeps the documents of the shard, before they are read.
func (s shard) wants(_ int64, name string) bool { return s.holds(name) }

// noteTo writes what is said of a whole file to standard error.
func noteTo(cmd *cobra.Command) func(string) {
	return func(note string) { fmt.Fprintln(cmd.ErrOrStderr(), escape.Terminal(note)) }
}

// exists tells whether one of the files is there.
func exists(files ...string) bool {
	return slices.ContainsFunc(files, func(f string) bool {
		info, err := os.Stat(f)
		return f != "" && err == nil && info.Mode().IsRegular()
	})
}
