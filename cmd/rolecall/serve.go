package main

import (
	"fmt"
	"log"

	"github.com/spf13/cobra"

	"rolecall/cmd/internal/buildinfo"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/web"
)

// defaultAddr is a port that no well-known program has.
const defaultAddr = "127.0.0.1:7117"

func newServeCmd() *cobra.Command {
	var (
		model    modelFlags
		addr     string
		jobs     int
		maxBytes int64
	)
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Read postings in a local page, or by a JSON API on this machine",
		Long: `serve is a page on this machine alone: paste a posting or drop files on it, and
see the label, the confidence, the evidence marked in the text, the verdict on
the title, and what the runner-up lacked. Nothing is stored, nothing is sent
anywhere.

Programs POST a document, files, or JSON to /v1/classify, and get the rows of
classify; /api describes it. Only loopback addresses are served, and pages of
other origins are refused. It ends on an interrupt, once what is under way is
done, at most ten seconds later.`,
		Example: `  rolecall serve
  rolecall serve --addr localhost:0
  curl -H 'Content-Type: text/html' --data-binary @saved/acme-tpm.html http://127.0.0.1:7117/v1/classify
  curl --json '{"title": "TPM", "text": "You manage …"}' http://127.0.0.1:7117/v1/classify`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkJobs(jobs); err != nil {
				return err
			}
			if maxBytes < 1 {
				return fmt.Errorf("--max-bytes %d: at least 1", maxBytes)
			}
			c, _, err := model.classifier()
			if err != nil {
				return err
			}
			listener, err := web.Listen(addr)
			if err != nil {
				return fmt.Errorf("--addr: %w", err)
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "http://%s/\n", listener.Addr())
			return web.New(web.Options{
				Reader: result.Reader{Classifier: c}, Version: buildinfo.Version(), MaxBytes: maxBytes, Jobs: jobs,
				ErrorLog: log.New(cmd.ErrOrStderr(), "rolecall: ", 0),
			}).Serve(cmd.Context(), listener)
		},
	}
	model.add(cmd)
	fs := cmd.Flags()
	fs.StringVar(&addr, "addr", defaultAddr, "`HOST:PORT` of the loopback to listen on; port 0 is any that is free")
	fs.IntVar(&jobs, "jobs", defaultJobs(), "documents read at once")
	fs.Int64Var(&maxBytes, "max-bytes", web.DefaultMaxBytes, "largest request")
	return cmd
}
