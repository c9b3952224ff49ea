package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// What the pipeline costs beside batch, on 100,000 postings: made up ones, which
// are short, and the real ones over and over. The ratios are of processor time,
// user's and system's, which holds on a busy machine too, and of the user's
// alone: the system's depends on where it finds memory for what is written. So
// the two go first by turns, and what one wrote is gone before the other runs.
//
//	go test -run - -bench Overhead -benchtime 2x
func BenchmarkOverhead(b *testing.B) {
	b.Run("generated", func(b *testing.B) { benchmarkOverhead(b, manyGenerated) })
	b.Run("real", func(b *testing.B) { benchmarkOverhead(b, manyReal) })
}

func benchmarkOverhead(b *testing.B, input func(testing.TB, string)) {
	in := filepath.Join(b.TempDir(), "in.jsonl")
	input(b, in)
	b.ResetTimer()
	var batch, beam usage
	for i := range b.N {
		runs := []func(out string){
			func(out string) {
				batch.add(b, program(b, "rolecall", "batch", "-q", "-o", filepath.Join(out, "batch.jsonl"), in))
			},
			func(out string) { beam.add(b, program(b, "rolebeam", "--output="+filepath.Join(out, "beam"), in)) },
		}
		if i%2 == 1 {
			slices.Reverse(runs)
		}
		for _, run := range runs {
			out := b.TempDir()
			run(out)
			if err := os.RemoveAll(out); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(batch.seconds/float64(b.N), "batch-s")
	b.ReportMetric(beam.seconds/float64(b.N), "beam-s")
	b.ReportMetric(beam.seconds/batch.seconds, "beam/batch")
	b.ReportMetric(beam.user/batch.user, "user/user")
	b.ReportMetric(float64(beam.memory>>10), "beam-MB")
}

const manyPostings = 100_000

func manyGenerated(t testing.TB, path string) { generated(t, path, manyPostings) }

func manyReal(t testing.TB, path string) {
	rows := realRows(t)
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < manyPostings; n += bytes.Count(rows, []byte{'\n'}) {
		if _, err := out.Write(rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

// A usage is what processes used, as the system counted it.
type usage struct {
	seconds float64
	user    float64 // seconds of them that were not the system's
	memory  int64   // of the largest, in KB
}

func (u *usage) add(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == exitPartial) {
		t.Fatal(err)
	}
	u.user += cmd.ProcessState.UserTime().Seconds()
	u.seconds += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.memory = max(u.memory, r.Maxrss)
	}
}
