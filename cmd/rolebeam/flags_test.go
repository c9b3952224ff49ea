package main

import (
	"bytes"
	"flag"
	"strings"
	"testing"
)

// beamFlags are those of Beam that the program looks at.
func beamFlags() *flag.FlagSet {
	all := flag.NewFlagSet("test", flag.ContinueOnError)
	for _, name := range []string{"endpoint", "environment_type", "environment_config", "worker_binary"} {
		all.String(name, "", "")
	}
	return all
}

func TestFlags(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"", "nothing to read"},
		{"a.jsonl", "--output is missing"},
		{"--output=o a.jsonl --force", "flags go before"},
		{"--output=o --split-bytes=0 a.jsonl", "at least 1"},
		{"--output=o --min-confidence=2 a.jsonl", "between 0 and 1"},
		{"--output=o --unique --include=a,b a.jsonl b.jsonl", ""},
		{"--endpoint=e --output=o /a.jsonl", "o: give the whole path"},
		{"--endpoint=e --output=/o a/*.jsonl", "a/*.jsonl: give the whole path"},
		{"--endpoint=e --output=/o --weights=w /a.jsonl", "w: give the whole path"},
		{"--endpoint=e --output=gs://b/o --unique --include=a,b /a.jsonl s3://b/*", ""},
		{"--endpoint=e --environment_type=loopback --output=o --unique --include=a,b a.jsonl b.jsonl", ""},
	} {
		all := beamFlags()
		f := newFlags(all)
		if err := all.Parse(strings.Fields(test.args)); err != nil {
			t.Fatal(err)
		}
		j, err := f.job(all.Args())
		switch {
		case test.want != "":
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%q: %v, want %q", test.args, err, test.want)
			}
		case err != nil || !j.Unique || len(j.Include) != 2 || len(j.Globs) != 2:
			t.Errorf("%q: %+v, %v", test.args, j, err)
		}
	}
}

// A process of the runner is this program, where nothing else is said, and no
// program is compiled.
func TestEnvironment(t *testing.T) {
	for kind, want := range map[string]struct{ binary, config bool }{"PROCESS": {true, true}, "DOCKER": {true, false}, "LOOPBACK": {}, "": {true, false}} {
		all := beamFlags()
		f := newFlags(all)
		if err := all.Parse([]string{"--environment_type=" + kind}); err != nil {
			t.Fatal(err)
		}
		if err := f.environment(); err != nil {
			t.Fatal(err)
		}
		if got := all.Lookup("worker_binary").Value.String() != ""; got != want.binary {
			t.Errorf("%q: a worker binary is set: %v", kind, got)
		}
		if got := all.Lookup("environment_config").Value.String() != ""; got != want.config {
			t.Errorf("%q: a configuration is set: %v", kind, got)
		}
	}
}

func TestUsage(t *testing.T) {
	var b bytes.Buffer
	newFlags(flag.NewFlagSet("test", flag.ContinueOnError)).usage(&b)
	for _, want := range []string{"Usage:", "-output", "-shard-bytes", "Exit codes:"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the usage has no %s", want)
		}
	}
}
