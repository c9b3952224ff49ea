// Rolebeam labels job postings as rolecall batch does, as an Apache Beam
// pipeline: on this machine by default, on Flink, Spark or Dataflow by flags.
//
// The same program submits a job and is its worker: with --worker it obeys a
// runner, and with --provision_endpoint it is what a runner starts as a process.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"unicode"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3" // beamx has those of this machine and of Google
	beamlog "github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"rolecall/cmd/internal/host"
)

// The exit codes are those of rolecall batch.
const (
	exitOK      = 0
	exitUsage   = 2 // wrong usage, or the job failed
	exitPartial = 3 // done, but some inputs could not be read
)

func main() {
	f := newFlags(flag.CommandLine)
	flag.Usage = func() { f.usage(os.Stderr) }
	flag.Parse()
	beamlog.LogLevel, beamlog.LogKind = "error", "text" // beam.Init sets them up
	if f.verbose {
		beamlog.LogLevel = "info"
	}
	runtime.MemProfileRate = 0 // nobody asks for that profile: a hundredth of the time
	host.TuneCollector(softMemory())
	worker := flag.Lookup("worker").Value.String() == "true"
	if f.boot.provision != "" && !worker {
		f.boot.id = flag.Lookup("id").Value.String()
		exit(boot(context.Background(), f.boot))
	}
	if worker {
		removeStaged()
	}
	registerFns()
	beam.Init() // does not return in a worker, which a signal is to end at once
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	exit(run(ctx, f, flag.Args(), os.Stderr))
}

// softMemory is what the collector aims to stay below. It grows with the
// processors, as does what is under way.
func softMemory() int64 { return int64(64+32*runtime.GOMAXPROCS(0)) << 20 }

// errPartial ends a run whose output says of some inputs why they could not be
// read.
var errPartial = errors.New("some inputs could not be read")

func exit(err error) {
	switch {
	case err == nil:
		os.Exit(exitOK)
	case errors.Is(err, errPartial):
		os.Exit(exitPartial)
	}
	fmt.Fprintln(os.Stderr, "rolebeam:", printable(err.Error()))
	os.Exit(exitUsage)
}

// printable takes out what a terminal would obey: names of files come from
// anywhere.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && !unicode.IsPrint(r) {
			return '\ufffd'
		}
		return r
	}, s)
}

// run submits the job, waits for it, and says what it came to.
func run(ctx context.Context, f *flags, globs []string, stderr io.Writer) error {
	job, err := f.job(globs)
	if err != nil {
		return err
	}
	if err := f.environment(); err != nil {
		return err
	}
	if err := makeRoom(ctx, job.Output, f.force); err != nil {
		return err
	}
	job.Wait = flag.Lookup("async").Value.String() != "true"
	p, s := beam.NewPipelineWithRoot()
	build(s, job)
	if err := beamx.Run(ctx, p); err != nil {
		return fmt.Errorf("the job failed: %w", err)
	}
	if !job.Wait {
		return nil
	}
	sum, err := readSummary(ctx, job.Output)
	if err != nil {
		return fmt.Errorf("the job is done, and its summary is not there: %w", err)
	}
	if err := removeParts(ctx, job.Output); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%d postings, %d of them unreadable, %d duplicates: see %s\n", sum.Postings, sum.Unreadable(), sum.Duplicates,
		printable(job.Output+summarySuffix))
	if sum.Unreadable() > 0 {
		return errPartial
	}
	return nil
}
