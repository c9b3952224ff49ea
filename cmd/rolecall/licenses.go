package main

import (
	"io"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/licenses"
	"rolecall/cmd/internal/output"
)

func newLicensesCmd() *cobra.Command {
	var to output.Target
	cmd := &cobra.Command{
		Use:   "licenses",
		Short: "Print the licences of rolecall and of all that it is made of",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return to.Print(cmd.OutOrStdout(), func(w io.Writer) error {
				_, err := io.WriteString(w, licenses.Notices)
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&to.NoPager, "no-pager", false, "write to the terminal as it is")
	return cmd
}
