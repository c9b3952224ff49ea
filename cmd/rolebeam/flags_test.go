package main

import (
	"bytes"
	"flag"
	"strings"
	"testing"
)

func TestFlags(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"", "nothing to read"},
		{"a.jsonl", "--output is missing"},
		{"--output=o a.jsonl --force", "flags go before"},
		{"--output=o --split-bytes=0 a.jsonl", "at least 1"},
		{"--output=o --min-confidence=2 a.jsonl", "between 0 and 1"},
		{"--output=o --unique --include=a,b a.jsonl b.jsonl", ""},
	} {
		all := flag.NewFlagSet("test", flag.ContinueOnError)
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
		all := flag.NewFlagSet("test", flag.ContinueOnError)
		for _, name := range []string{"environment_type", "environment_config", "worker_binary"} {
			all.String(name, "", "")
		}
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
