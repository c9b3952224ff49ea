package main

import (
	"io"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/licenses"
)

func newLicensesCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "licenses",
		Short: "Print the licences of rolecall and of all that it is made of",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), licenses.Notices)
			return err
		},
	}
}
