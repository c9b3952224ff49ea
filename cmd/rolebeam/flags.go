package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rolecall/classify"
	"rolecall/cmd/internal/buildinfo"
)

// flags are what the program is told. Beam has flags of its own, in the same
// set: its runners read them there.
type flags struct {
	own *flag.FlagSet
	all *flag.FlagSet

	asked            Job
	include, exclude string
	force            bool
	verbose          bool
	boot             bootFlags
}

// newFlags adds the program's flags to Beam's.
func newFlags(all *flag.FlagSet) *flags {
	f := &flags{own: flag.NewFlagSet("rolebeam", flag.ContinueOnError), all: all}
	o, j := f.own, &f.asked
	o.StringVar(&j.Output, "output", "", "what the names of the output files begin with, such as `out/roles` or gs://bucket/roles (required)")
	o.BoolVar(&f.force, "force", false, "replace the files of an earlier run")
	o.BoolVar(&j.Unique, "unique", false, "leave out postings that stand in an earlier row, in another place")
	o.Int64Var(&j.BlockBytes, "shard-bytes", 64<<20, "`bytes` of input, unpacked, whose rows go to one output file")
	o.Int64Var(&j.SplitBytes, "split-bytes", 8<<20, "`bytes` of a file of JSON lines that one worker reads at once")
	o.Int64Var(&j.MaxBytes, "max-bytes", 64<<20, "largest document or row")
	o.StringVar(&f.include, "include", "", "read only members of archives that match one of these `GLOBS`, with commas between them")
	o.StringVar(&f.exclude, "exclude", "", "pass over members of archives that match one of these `GLOBS`")
	o.StringVar(&j.Fields.ID, "id-field", "", "column of a data set that holds the id (guessed)")
	o.StringVar(&j.Fields.Title, "title-field", "", "column that holds the title (guessed)")
	o.StringVar(&j.Fields.Text, "text-field", "", "column that holds the description as text (guessed)")
	o.StringVar(&j.Fields.HTML, "html-field", "", "column that holds the description as HTML (guessed)")
	o.StringVar(&j.Weights, "weights", "", "score by the weights of `FILE`, which every worker can open")
	o.BoolVar(&j.BodyOnly, "body-only", false, "label by the duties alone, whatever the title says")
	o.BoolVar(&j.AnyLanguage, "any-language", false, "read postings that are not in English too; the lexicon is English")
	o.Float64Var(&j.MinConfidence, "min-confidence", classify.DefaultMinConfidence, "probability below which the outcome is ambiguous, 0 to 1")
	o.BoolVar(&f.verbose, "verbose", false, "log what Beam does to standard error")
	o.VisitAll(func(g *flag.Flag) { all.Var(g.Value, g.Name, g.Usage) })
	all.StringVar(&f.boot.provision, "provision_endpoint", "", "given by a runner that starts this program as a process")
	return f
}

// runnerFlags are those of Beam that most jobs need.
var runnerFlags = [...]string{"runner", "endpoint", "environment_type", "environment_config", "worker_binary", "parallelism", "job_name", "async",
	"project", "region", "staging_location", "temp_location", "max_num_workers", "worker_machine_type"}

func (f *flags) usage(w io.Writer) {
	fmt.Fprint(w, `rolebeam labels job postings as rolecall batch does, as an Apache Beam pipeline.

Usage: rolebeam --output OUT [flags] GLOB...

  rolebeam --output out/roles 'crawl/*.warc.gz'
  rolebeam --output gs://bucket/roles --runner=flink --endpoint=localhost:8099 --environment_type=PROCESS 'gs://bucket/in/*.jsonl.gz'

It writes OUT-00000-of-00008.jsonl and so on, which together are what batch
writes; OUT.bad-*.jsonl, what could not be read and why; and OUT.summary.json.
Exit codes: 0 all done; 2 wrong usage, or the job failed; 3 done, but some
inputs could not be read.

`)
	f.own.SetOutput(w)
	f.own.PrintDefaults()
	fmt.Fprint(w, "\nFlags of Beam that most jobs need; README.md says which for which runner:\n")
	for _, name := range runnerFlags {
		if g := f.all.Lookup(name); g != nil {
			text, _, _ := strings.Cut(g.Usage, "\n")
			fmt.Fprintf(w, "  -%s\n    \t%s\n", name, text)
		}
	}
}

// job checks the flags, and says what is to be done.
func (f *flags) job(globs []string) (*Job, error) {
	j := f.asked
	j.Globs, j.Version = globs, buildinfo.Version()
	j.Include, j.Exclude = splitGlobs(f.include), splitGlobs(f.exclude)
	switch {
	case len(globs) == 0:
		return nil, errors.New("nothing to read: name files, by globs")
	case strings.HasPrefix(globs[len(globs)-1], "-"):
		return nil, fmt.Errorf("%s: flags go before the files", globs[len(globs)-1])
	case j.Output == "":
		return nil, errors.New("--output is missing: what the names of the output files begin with")
	case j.SplitBytes < 1 || j.BlockBytes < 1 || j.MaxBytes < 1:
		return nil, errors.New("--split-bytes, --shard-bytes and --max-bytes: at least 1")
	case !(j.MinConfidence > 0 && j.MinConfidence <= 1): // NaN is neither
		return nil, fmt.Errorf("--min-confidence %v: between 0 and 1", j.MinConfidence)
	}
	return &j, f.reached(&j)
}

// reached checks that workers elsewhere find what is named: what they are started
// in is another folder.
func (f *flags) reached(j *Job) error {
	if f.all.Lookup("endpoint").Value.String() == "" || f.environmentType() == "LOOPBACK" {
		return nil
	}
	for _, path := range append([]string{j.Output, j.Weights}, j.Globs...) {
		if path != "" && isLocal(path) && !filepath.IsAbs(path) {
			return fmt.Errorf("%s: give the whole path, since workers run in another folder", path)
		}
	}
	return nil
}

func (f *flags) environmentType() string {
	return strings.ToUpper(f.all.Lookup("environment_type").Value.String())
}

func splitGlobs(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// environment sets what Beam would otherwise do less well: it would compile the
// program anew to have a worker, and knows no command for a process.
func (f *flags) environment() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	kind := f.environmentType()
	if f.all.Lookup("worker_binary").Value.String() == "" && kind != "LOOPBACK" {
		if err := f.all.Set("worker_binary", self); err != nil {
			return err
		}
	}
	if kind != "PROCESS" || f.all.Lookup("environment_config").Value.String() != "" {
		return nil
	}
	config, err := json.Marshal(map[string]string{"command": self})
	if err != nil {
		return err
	}
	return f.all.Set("environment_config", string(config))
}
