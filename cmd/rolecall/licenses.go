package main

import (
	"io"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/licenses"
)

func newLicensesCmd() *cobra.Command {
	var to target
	cmd := &cobra.Command{
		Use:   "licenses",
		Short: "Print the licences of rolecall and of all that it is made of",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, commit, discard, err := to.destination(cmd.OutOrStdout())
			if err != nil {
				return err
			}
			if _, err := io.WriteString(w, licenses.Notices); err != nil {
				discard()
				return err
			}
			return commit()
		},
	}
	cmd.Flags().BoolVar(&to.noPager, "no-pager", false, "write to the terminal as it is")
	return cmd
}
