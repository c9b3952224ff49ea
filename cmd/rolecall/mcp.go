package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"
)

// maxMessage is the longest message that is read, in bytes: more than the
// longest posting with its escapes.
const maxMessage = 8 << 20

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
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if jobs < 1 {
				return fmt.Errorf("--jobs %d: at least 1", jobs)
			}
			c, lex, err := model.classifier()
			if err != nil {
				return err
			}
			t := &tools{classifier: c, lex: lex, turns: make(chan struct{}, jobs)}
			if dir != "" {
				if t.root, err = os.OpenRoot(dir); err != nil {
					return fmt.Errorf("--root: %w", err)
				}
				defer t.root.Close()
			}
			return runMCP(cmd.Context(), t, cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	model.add(cmd)
	cmd.Flags().StringVar(&dir, "root", "", "let the assistant read postings from files in `DIR`")
	cmd.Flags().IntVar(&jobs, "jobs", defaultJobs(), "postings read at once")
	return cmd
}

// runMCP answers until stdin or ctx ends.
func runMCP(ctx context.Context, t *tools, stdin io.Reader, stdout io.Writer) error {
	transport := &mcp.IOTransport{Reader: io.NopCloser(stdin), Writer: unclosed{stdout}, MaxLineLength: maxMessage}
	err := t.server().Run(ctx, drained{transport})
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil // stopped as it was asked to
	}
	if err != nil {
		return fmt.Errorf("protocol: %w", err)
	}
	return nil
}

// unclosed leaves its writer open.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
