package output

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/terminal"
)

// A Target says where results go, and in which form.
type Target struct {
	Format string
	Out    string // "" or "-" for standard output

	NoPager bool // long output on a terminal is written as it is
	NoColor bool // and without colours
}

// ToStdout tells that results go to standard output.
func (t *Target) ToStdout() bool { return t.Out == "" || t.Out == "-" || t.Out == "/dev/stdout" }

// File is the file that is written, "" for none.
func (t *Target) File() string {
	if t.ToStdout() || outfile.Straight(t.Out) {
		return ""
	}
	return t.Out
}

// Choose returns the form of the output: the one that is asked for, or else
// that of the ending, or else what suits where it goes. formats are those that
// the command writes.
func (t *Target) Choose(stdout io.Writer, formats []string) (string, error) {
	format := t.Format
	switch {
	case format != "":
		if !slices.Contains(formats, format) {
			return "", fmt.Errorf("--format %q: one of %s", format, strings.Join(formats, ", "))
		}
	case t.ToStdout():
		format = "jsonl"
		if terminal.Is(stdout) && slices.Contains(formats, "table") {
			format = "table"
		}
	default:
		format = formatOf(t.Out)
		if format == "" && outfile.Straight(t.Out) {
			format = "jsonl"
		}
		if !slices.Contains(formats, format) {
			return "", fmt.Errorf("output %q: it must end in %s, or --format say what it is", t.Out, endings(formats))
		}
	}
	switch {
	case format == "sqlite" && t.File() == "":
		return "", errors.New("SQLite needs a file: name one with -o FILE.sqlite")
	case (format == "parquet" || format == "xlsx") && t.ToStdout() && terminal.Is(stdout):
		return "", fmt.Errorf("--format %s is nothing for a terminal: name a file with -o FILE.%s", format, format)
	}
	if t.File() != "" {
		return format, outfile.Check(t.Out)
	}
	return format, nil
}

// A stream is a file, or standard output.
type stream interface {
	io.Writer
	Flush() error
}

// Open starts the output of a command in a format that Choose returned. Its
// Close or Discard must be called.
func (t *Target) Open(stdout io.Writer, format string, shape Table, s *terminal.Style) (*Writer, error) {
	out, commit, discard, err := t.destination(stdout)
	if err != nil {
		return nil, err
	}
	w, err := newWriter(format, out, shape, s)
	if err != nil {
		discard()
		return nil, err
	}
	end, drop := w.Close, w.Discard
	w.Discard = func() {
		switch {
		case t.ToStdout():
			end() // what is known is whole, and an error told already
		case drop != nil:
			drop()
		}
		discard()
	}
	w.Close = func() error {
		if err := end(); err != nil {
			discard()
			return err
		}
		return commit()
	}
	return w, nil
}

// WriteAll writes rows that are all there.
func (t *Target) WriteAll(stdout io.Writer, format string, shape Table, rows []Row) error {
	w, err := t.Open(stdout, format, shape, t.Style(stdout))
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := w.Write(r); err != nil {
			w.Discard()
			return err
		}
	}
	return w.Close()
}

// Print writes what do prints, whole or not at all.
func (t *Target) Print(stdout io.Writer, do func(w io.Writer) error) error {
	w, commit, discard, err := t.destination(stdout)
	if err != nil {
		return err
	}
	if err := do(w); err != nil {
		discard()
		return err
	}
	return commit()
}

// destination opens what is written to. commit says whether all arrived;
// discard leaves a file as it was.
func (t *Target) destination(stdout io.Writer) (out stream, commit func() error, discard func(), err error) {
	if t.ToStdout() {
		end := func() error { return nil }
		if f, ok := stdout.(*os.File); ok && !t.NoPager && terminal.Is(f) {
			if p := terminal.NewPager(f); p != nil {
				stdout, end = p, p.Close
			}
		}
		w := bufio.NewWriterSize(stdout, 1<<16)
		commit = func() error { return cmp.Or(w.Flush(), end()) }
		return w, commit, func() { commit() }, nil
	}
	f, err := outfile.Create(t.Out)
	if err != nil {
		return nil, nil, nil, err
	}
	return f, f.Commit, f.Discard, nil
}

// Style draws what is written: coloured on a terminal, unless the user or NO_COLOR says no.
func (t *Target) Style(stdout io.Writer) *terminal.Style {
	if !t.ToStdout() {
		return terminal.Plain()
	}
	return terminal.StyleOf(stdout, !t.NoColor)
}
