package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError words what is wrong with a command's flags in one line.
func usageError(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		wrong   *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if like := nearest(unknown.GetSpecifiedName(), names); like != "" {
			return fmt.Errorf("unknown flag: --%s: did you mean --%s? See %s --help", unknown.GetSpecifiedName(), like, cmd.CommandPath())
		}
	case errors.As(err, &wrong):
		what := map[string]string{"int": "a whole number", "int64": "a whole number", "float64": "a number", "bool": "true or false"}[wrong.GetFlag().Value.Type()]
		if what != "" {
			err = fmt.Errorf("--%s %q: %s", wrong.GetFlag().Name, wrong.GetValue(), what)
		}
	}
	return fmt.Errorf("%w: see %s --help", err, cmd.CommandPath())
}

// subcommands has a command that only holds others say which there are.
func subcommands(cmd *cobra.Command) {
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 && !cmd.HasParent() {
			return cmd.Help()
		}
		var names []string
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				names = append(names, c.Name())
			}
		}
		if len(args) == 0 {
			return fmt.Errorf("%s: one of %s", cmd.Name(), strings.Join(names, ", "))
		}
		if like := nearest(args[0], names); like != "" {
			return fmt.Errorf("unknown command %q: did you mean %s %s?", args[0], cmd.CommandPath(), like)
		}
		return fmt.Errorf("unknown command %q: one of %s", args[0], strings.Join(names, ", "))
	}
}

// noArguments refuses arguments of a command that takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s: it takes no arguments, and not %q: see %s --help", cmd.Name(), args[0], cmd.CommandPath())
	}
	return nil
}

// oneArgument refuses all but one argument, and says what it is.
func oneArgument(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("%s: name %s", cmd.Name(), what)
		}
		return nil
	}
}

// nearest is the name that somebody may have meant, "" where none is near.
func nearest(name string, names []string) string {
	best, least := "", 3
	for _, n := range names {
		if d := distance(strings.ToLower(name), n); d < least && d < len(n) {
			best, least = n, d
		}
	}
	return best
}

// distance is how many letters are to be put in, left out or changed between
// two words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		above := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := above + number(a[i] != b[j])
			above, row[j+1] = row[j+1], min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// number is 1 for what is so.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}
