package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	beamlog "github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"rolecall/cmd/internal/buildinfo"
	"rolecall/cmd/internal/result"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beamlog.LogLevel = "error"
	registerFns()
	beam.Init()
	code := m.Run()
	if dir, err := programs(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// programs builds rolecall, rolebeam and Prism's own server, once.
var programs = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "rolebeam-test-")
	if err != nil {
		return "", err
	}
	for _, p := range []struct{ name, module, of string }{
		{"rolecall", "../..", "./cmd/rolecall"}, {"rolebeam", ".", "."}, {"prism", ".", "github.com/apache/beam/sdks/v2/go/cmd/prism"},
	} {
		// Without the commit, so that the rows of all state the same version.
		cmd := exec.Command("go", "build", "-buildvcs=false", "-ldflags=-s -w", "-o", filepath.Join(dir, p.name), p.of)
		cmd.Dir = p.module
		if out, err := cmd.CombinedOutput(); err != nil {
			return dir, fmt.Errorf("building %s: %w: %s", p.name, err, out)
		}
	}
	return dir, nil
})

// program returns a command of one of the programs.
func program(t testing.TB, name string, args ...string) *exec.Cmd {
	t.Helper()
	dir, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(dir, name), args...)
	cmd.Stderr = os.Stderr
	return cmd
}

// batch runs rolecall batch, and returns its rows and its summary.
func batch(t testing.TB, args ...string) (rows []byte, sum *result.Counts) {
	t.Helper()
	dir := t.TempDir()
	out, summary := filepath.Join(dir, "batch.jsonl"), filepath.Join(dir, "summary.json")
	cmd := program(t, "rolecall", append([]string{"batch", "-q", "-o", out, "--summary", summary}, args...)...)
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == exitPartial) {
		t.Fatal(err)
	}
	rows, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return rows, readCounts(t, summary)
}

func readCounts(t testing.TB, path string) *result.Counts {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var c result.Counts
	if err := json.Unmarshal(b, &c); err != nil {
		t.Fatal(err)
	}
	return &c
}

// smallJob is a job that is cut into many splits and blocks.
func smallJob(output string, globs ...string) *Job {
	return &Job{Globs: globs, Output: output, SplitBytes: 40_000, BlockBytes: 150_000, Reading: Reading{MaxBytes: 64 << 20, MinConfidence: 0.45, Version: buildinfo.Version()}}
}

// runJob runs a job on Prism, in this process.
func runJob(t testing.TB, j *Job) beam.PipelineResult {
	t.Helper()
	p, s := beam.NewPipelineWithRoot()
	build(s, j)
	r, err := prism.Execute(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// shards returns the output files of a run, joined in the order of their names.
func shards(t testing.TB, output string) []byte {
	t.Helper()
	names, err := filepath.Glob(output + "-?????-of-?????.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatalf("no output files: %v", err)
	}
	var all []byte
	for i, name := range names {
		if want := shardName(output, int64(i), int64(len(names))); name != want {
			t.Fatalf("%s where %s should be", name, want)
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	return all
}

// sameRows compares rows line by line.
func sameRows(t testing.TB, got, want []byte) {
	t.Helper()
	if bytes.Equal(got, want) {
		return
	}
	g, w := bytes.Split(got, []byte{'\n'}), bytes.Split(want, []byte{'\n'})
	for i := range w {
		if i >= len(g) || !bytes.Equal(g[i], w[i]) {
			t.Fatalf("%d lines, want %d; line %d is\n%.2000s\nwant\n%.2000s", len(g), len(w), i+1, g[min(i, len(g)-1)], w[i])
		}
	}
	t.Fatalf("%d lines, want %d", len(g), len(w))
}

// sameCounts compares a run's summary with that of batch, which does not count
// employers.
func sameCounts(t testing.TB, output string, want *result.Counts) {
	t.Helper()
	got := readCounts(t, output+summarySuffix)
	var labels, byEmployer int64
	for _, n := range got.Labels {
		labels += n
	}
	for _, m := range got.Employers {
		for _, n := range m {
			byEmployer += n
		}
	}
	if labels != byEmployer {
		t.Errorf("%d labels, %d by employer", labels, byEmployer)
	}
	got.Employers = nil
	g, err1 := json.Marshal(got)
	w, err2 := json.Marshal(want)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(g, w) {
		t.Errorf("the summary is\n%s\nwant\n%s", g, w)
	}
}

// noParts checks that a run has cleaned up.
func noParts(t testing.TB, output string) {
	t.Helper()
	if _, err := os.Stat(output + partsSuffix); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is left: %v", output+partsSuffix, err)
	}
}

// generate writes n postings that are made up, the same ones every time. Some
// stand there twice, some lines are blank, and some are no postings.
func generate(w io.Writer, n int) {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	titles := []string{"Technical Program Manager", "Product Manager", "Engineering Manager", "TPM", "Account Executive", "Product Manager - Technical"}
	duties := []string{"lead complex technical programs across teams", "own the product roadmap", "manage a team of engineers as direct reports",
		"write API specifications", "track risks and dependencies", "talk to customers and run discovery", "hire and coach engineers",
		"prioritize the backlog", "report status to leadership", "define success metrics", "sell to hospitals", "launch new products"}
	words := strings.Fields("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega")
	before := "You will own the product roadmap."
	for i := range n {
		var text []string
		for range 4 + r.IntN(4) {
			text = append(text, fmt.Sprintf("You will %s for %s %s %s", pick(duties), pick(words), pick(words), pick(words)))
		}
		body := strings.Join(text, ".\n")
		switch r.IntN(40) {
		case 0:
			body = before
		case 1:
			fmt.Fprintln(w)
		case 2:
			fmt.Fprintln(w, `{"title": "torn off`)
		}
		before = body
		fmt.Fprintf(w, `{"id": "g%d", "title": %q, "company": %q, "description": %q}`+"\n", i, pick(titles), pick(words), body)
	}
}

// generated writes a file of n postings.
func generated(t testing.TB, path string, n int) string {
	t.Helper()
	var b bytes.Buffer
	generate(&b, n)
	writeFile(t, path, b.Bytes())
	return path
}

func writeFile(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
