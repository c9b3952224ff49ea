// Rolecall says which role a job posting really describes.
//
// It reads saved postings, pulls the posting out of the page, weighs what it
// says by a lexicon of duties, skills and backgrounds, and labels it TPM, PM,
// PM-T, EM or none, with a confidence and the evidence. Run rolecall --help
// for the commands.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"rolecall/cmd/internal/escape"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// The exit codes of every command.
const (
	exitOK      = 0
	exitFound   = 1 // audit --fail-on met its condition
	exitUsage   = 2 // wrong usage, or nothing could be done
	exitPartial = 3 // done, but some inputs could not be read
)

// errPartial ends a command whose output says of some inputs why they could
// not be read.
var errPartial = errors.New("some inputs could not be read")

// errFound ends an audit whose --fail-on met its condition.
var errFound = errors.New("findings that were to fail")

// run is main without the process around it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRootCmd()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFound):
		return exitFound
	case errors.Is(err, errPartial):
		return exitPartial
	case errors.Is(err, syscall.EPIPE):
		return exitOK // the reader has what it wanted
	}
	fmt.Fprintln(stderr, "rolecall:", escape.Error(err))
	return exitUsage
}

// softMemory is what the collector aims to stay below in commands that read
// documents and end: a little more than a run over small postings needs. On a
// machine with much else to do the heap would otherwise run ahead of it, and
// peak a third higher. Large documents may take more.
const softMemory = 96 << 20
