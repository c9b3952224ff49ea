package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// What the pipeline costs beside batch, on 100,000 postings: made up ones, which
// are short, and the real ones over and over. The ratio is of processor time,
// user's and system's, and holds on a busy machine too.
//
//	go test -run - -bench Overhead -benchtime 1x
func BenchmarkOverhead(b *testing.B) {
	for name, in := range map[string]func(testing.TB, string){"generated": manyGenerated, "real": manyReal} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			path := filepath.Join(dir, "in.jsonl")
			in(b, path)
			b.ResetTimer()
			var batch, beam usage
			for range b.N {
				batch.add(b, program(b, "rolecall", "batch", "-q", "-o", filepath.Join(dir, "batch.jsonl"), path))
				beam.add(b, program(b, "rolebeam", "--force", "--output="+filepath.Join(dir, "beam"), path))
			}
			b.ReportMetric(batch.seconds/float64(b.N), "batch-s")
			b.ReportMetric(beam.seconds/float64(b.N), "beam-s")
			b.ReportMetric(beam.seconds/batch.seconds, "beam/batch")
			b.ReportMetric(float64(beam.memory>>10), "beam-MB")
		})
	}
}

const manyPostings = 100_000

func manyGenerated(t testing.TB, path string) { generated(t, path, manyPostings) }

func manyReal(t testing.TB, path string) {
	in, err := os.Open(realPostings)
	if err != nil {
		t.Skipf("the shared postings are not here: %v", err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
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
	memory  int64 // of the largest, in KB
}

func (u *usage) add(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == exitPartial) {
		t.Fatal(err)
	}
	u.seconds += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.memory = max(u.memory, r.Maxrss)
	}
}
