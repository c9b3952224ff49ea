package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/escape"
	"rolecall/lexicon"
)

func newLexiconExportCmd(dir *string) *cobra.Command {
	return &cobra.Command{
		Use:   "export DIR",
		Short: "Write the built-in lexicon's files into a new folder, to be changed there",
		Long: `export writes the files of the lexicon that is built in into DIR, which must be
new or empty. Change them, check them, and use them with --lexicon DIR.`,
		Example: `  rolecall lexicon export my-lexicon/
  rolecall lexicon check --lexicon my-lexicon/
  rolecall classify --lexicon my-lexicon/ saved/`,
		Args: oneArgument("one folder, that is new or empty"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if *dir != "" {
				return errors.New("lexicon export: it writes the built-in lexicon; leave --lexicon out")
			}
			if there, err := os.ReadDir(args[0]); err == nil && len(there) > 0 {
				return fmt.Errorf("%s is not empty: name a new folder", args[0])
			}
			data, err := lexicon.Data()
			if err != nil {
				return err
			}
			if err := os.CopyFS(args[0], data); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "written to %s: change it, then rolecall lexicon check --lexicon %s\n", escape.Terminal(args[0]), escape.Terminal(args[0]))
			return err
		},
	}
}
