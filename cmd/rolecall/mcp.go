package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/buildinfo"
	"rolecall/cmd/internal/mcp"
)

func newMCPCmd() *cobra.Command {
	var (
		model modelFlags
		dir   string
		jobs  int
	)
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Give an assistant the classifier as tools, over standard input and output",
		Long: `mcp speaks the Model Context Protocol on standard input and output, for
assistants and editors that start it themselves. The tools:

  classify_posting  which role a posting describes, how sure that is, and why
  audit_posting     whether the title matches the duties, and a better title
  explain_role      what the lexicon says of a role, or of one concept

Postings are given as text or HTML. No file is read, unless --root names the
folder in which the assistant may read them. Nothing is stored, nothing is sent
anywhere. It ends when standard input does.`,
		Example: `  rolecall mcp
  rolecall mcp --root saved/`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkJobs(jobs); err != nil {
				return err
			}
			c, _, err := model.classifier()
			if err != nil {
				return err
			}
			o := mcp.Options{Classifier: c, Jobs: jobs, Version: buildinfo.Version()}
			if dir != "" {
				if o.Root, err = os.OpenRoot(dir); err != nil {
					return fmt.Errorf("--root: %w", err)
				}
				defer o.Root.Close()
			}
			return mcp.Serve(cmd.Context(), o, cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	model.add(cmd)
	cmd.Flags().StringVar(&dir, "root", "", "let the assistant read postings from files in `DIR`")
	cmd.Flags().IntVar(&jobs, "jobs", defaultJobs(), "postings read at once")
	return cmd
}
