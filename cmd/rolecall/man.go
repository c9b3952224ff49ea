package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"rolecall/cmd/internal/buildinfo"
)

func newManCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of all commands into a folder",
		Long: `man writes a manual page for each command, in section 1, into DIR, which is made
where it is not there.`,
		Example: `  rolecall man ~/.local/share/man/man1 && man rolecall-batch`,
		Args:    oneArgument("a folder for the pages"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return err
			}
			built := buildinfo.Time() // so that the same program writes the same pages
			header := &doc.GenManHeader{Section: "1", Source: "rolecall", Manual: "rolecall manual", Date: &built}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return fmt.Errorf("manual pages: %w", err)
			}
			return nil
		},
	}
}
