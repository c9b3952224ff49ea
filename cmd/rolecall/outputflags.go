package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/selection"
)

// outputFlags say what is written, and where.
type outputFlags struct {
	output.Target
	quiet bool
}

func (f *outputFlags) add(cmd *cobra.Command, formats string) {
	addTarget(cmd, &f.Target, formats+" (default: by the ending of FILE; a table on a terminal, JSON lines in a pipe)",
		"write to `FILE` in place of standard output, whole or not at all")
	fs := cmd.Flags()
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no notes on standard error")
	fs.BoolVar(&f.NoPager, "no-pager", false, "write long output to the terminal as it is (as does an empty environment variable PAGER)")
	fs.BoolVar(&f.NoColor, "no-color", false, "no colours (as does the environment variable NO_COLOR)")
}

// addTarget adds the flags that say where results go, and in which form.
func addTarget(cmd *cobra.Command, t *output.Target, formats, output string) {
	fs := cmd.Flags()
	fs.StringVar(&t.Format, "format", "", formats)
	fs.StringVarP(&t.Out, "output", "o", "", output)
	t.NoPager = true // on the terminal stands how far the command is
}

// checkFiles refuses outputs that are inputs, or one another. paths are what the
// command reads, others what its flags name.
func checkFiles(cmd *cobra.Command, outputs []outfile.Named, paths []string, others ...outfile.Named) error {
	inputs := slices.Clone(others)
	for _, p := range filesOf(paths) {
		inputs = append(inputs, outfile.Named{As: "an input", Path: p})
	}
	if in, ok := cmd.InOrStdin().(*os.File); ok && (len(paths) == 0 || slices.Contains(paths, "-")) {
		if info, err := in.Stat(); err == nil && info.Mode().IsRegular() {
			inputs = append(inputs, outfile.Named{As: "standard input", Info: info})
		}
	}
	return outfile.Apart(outputs, inputs)
}

// selectFlags say which rows and columns are wanted.
type selectFlags struct{ selection.Wanted }

func (f *selectFlags) add(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&f.Where, "where", "", "only rows for which the `CONDITION` holds, as 'label = TPM and confidence < 0.7'")
	fs.StringSliceVar(&f.Sort, "sort", nil, "put rows in the order of these `COLUMNS`; -COLUMN from high to low")
	fs.IntVar(&f.Top, "top", 0, "only the first `N` rows, after --where and --sort")
	fs.StringSliceVar(&f.Columns, "columns", nil, "only these `COLUMNS`, in this order, in JSON too")
}

// selectHelp documents the conditions.
const selectHelp = `--where compares columns with values: = != < <= > >=, ~ and !~ (holds a part, or
not), in (A, B), joined by and, or, not and parentheses. A value of several words
stands in quotes. Two numbers are compared as numbers, all else as text, whatever
its case; "" is an empty cell. rolecall columns lists the columns.`

// selection is nil where all is wanted. names are the table's columns.
func (f *selectFlags) selection(names []string) (*selection.Selection, error) {
	if f.Where == "" && len(f.Sort) == 0 && f.Top == 0 && len(f.Columns) == 0 {
		return nil, nil
	}
	return selection.New(f.Wanted, names, result.WordsOf)
}

// checkNarrow refuses columns in a format whose columns are fixed.
func checkNarrow(s *selection.Selection, format string, formats []string) error {
	if s != nil && s.Narrows() && !slices.Contains(formats, format) {
		return fmt.Errorf("--columns with %s: %s have chosen columns", format, strings.Join(formats, ", "))
	}
	return nil
}
