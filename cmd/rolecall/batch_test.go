package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// binary builds the command once for all tests that need a process of its own.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "rolecall-test")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "rolecall")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func command(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	return exec.Command(path, args...)
}

// batchFile runs batch in this process and returns what it wrote.
func batchFile(t testing.TB, out string, args ...string) []byte {
	t.Helper()
	var stderr bytes.Buffer
	code := run(t.Context(), append([]string{"batch", "-q", "-o", out}, args...), strings.NewReader(""), io.Discard, &stderr)
	if code != exitOK && code != exitPartial {
		t.Fatalf("batch %v: exit %d: %s", args, code, stderr.String())
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// writeRowsFile writes n postings made up by a generator.
func writeRowsFile(t testing.TB, path string, n int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	generateRows(w, n)
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// generateRows makes up postings as JSON lines: the same ones every time.
func generateRows(w io.Writer, n int) {
	r := rand.New(rand.NewPCG(5, 20000))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	titles := []string{"Technical Program Manager", "Product Manager", "Engineering Manager", "TPM", "Account Executive", "Product Manager - Technical"}
	duties := []string{"lead complex technical programs across teams", "own the product roadmap", "manage a team of engineers as direct reports",
		"write API specifications", "track risks and dependencies", "talk to customers and run discovery", "hire and coach engineers",
		"prioritize the backlog", "report status to leadership", "define success metrics", "sell to hospitals", "launch new products"}
	words := strings.Fields("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega")
	for i := range n {
		var text []string
		for range 4 + r.IntN(4) {
			text = append(text, fmt.Sprintf("You will %s for %s %s %s", pick(duties), pick(words), pick(words), pick(words)))
		}
		fmt.Fprintf(w, `{"id": "g%d", "title": %q, "company": %q, "description": %q}`+"\n", i, pick(titles), pick(words), strings.Join(text, ".\n"))
	}
}

// The rows are the same, byte for byte, at any number of workers, and from two
// shards that were merged.
func TestBatchSameAtAnyJobs(t *testing.T) {
	dir := t.TempDir()
	rows := filepath.Join(dir, "rows.jsonl")
	writeRowsFile(t, rows, 3000)
	want := batchFile(t, filepath.Join(dir, "1.jsonl"), rows, "--jobs", "1")
	for _, jobs := range []string{"2", "8"} {
		if got := batchFile(t, filepath.Join(dir, jobs+".jsonl"), rows, "--jobs", jobs); !bytes.Equal(got, want) {
			t.Errorf("--jobs %s differs from --jobs 1", jobs)
		}
	}
	batchFile(t, filepath.Join(dir, "s0.jsonl"), rows, "--shard", "0/2")
	batchFile(t, filepath.Join(dir, "s1.jsonl"), rows, "--shard", "1/2")
	merged := filepath.Join(dir, "merged.jsonl")
	if code := run(t.Context(), []string{"merge", "-q", filepath.Join(dir, "s1.jsonl"), filepath.Join(dir, "s0.jsonl"), "-o", merged}, nil, io.Discard, os.Stderr); code != exitOK {
		t.Fatalf("merge: exit %d", code)
	}
	if got, _ := os.ReadFile(merged); !bytes.Equal(got, want) {
		t.Error("two shards merged differ from the whole")
	}
}

// A folder, its zip, its tar.zst and a WARC file of it give the same rows,
// their names apart.
func TestBatchSameFromAnyContainer(t *testing.T) {
	dir := t.TempDir()
	folder, err := filepath.Abs("../../testdata/postings")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	containers := map[string]func(io.Writer, []string) error{
		"p.zip": writeZip, "p.tar.zst": writeTarZst, "p.warc": func(w io.Writer, f []string) error { return writeWARC(w, f, false) },
		"p.warc.gz": func(w io.Writer, f []string) error { return writeWARC(w, f, true) },
	}
	want := batchFile(t, filepath.Join(dir, "folder.jsonl"), folder)
	for name, write := range containers {
		path := filepath.Join(dir, name)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(write(f, files), f.Close()); err != nil {
			t.Fatal(err)
		}
		for _, jobs := range []string{"1", "2", "8"} {
			got := batchFile(t, filepath.Join(dir, name+".jsonl"), path, "--jobs", jobs)
			got = bytes.ReplaceAll(got, []byte(path+"!https://example.com/"), []byte(folder+"/"))
			if got = bytes.ReplaceAll(got, []byte(path+"!"), []byte(folder+"/")); !bytes.Equal(got, want) {
				t.Errorf("%s at --jobs %s differs from the folder", name, jobs)
			}
		}
	}
}

func writeZip(w io.Writer, files []string) error {
	z := zip.NewWriter(w)
	for i := range files { // stored backwards: a zip is read in the order of the names
		path := files[len(files)-1-i]
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		m, err := z.Create(filepath.Base(path))
		if err != nil {
			return err
		}
		if _, err := m.Write(b); err != nil {
			return err
		}
	}
	return z.Close()
}

func writeTarZst(w io.Writer, files []string) error {
	z, err := zstd.NewWriter(w)
	if err != nil {
		return err
	}
	a := tar.NewWriter(z)
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := a.WriteHeader(&tar.Header{Name: "./" + filepath.Base(path), Mode: 0o644, Size: int64(len(b)), Typeflag: tar.TypeReg}); err != nil {
			return err
		}
		if _, err := a.Write(b); err != nil {
			return err
		}
	}
	return errors.Join(a.Close(), z.Close())
}

// writeWARC stores bodies plain, in chunks, and compressed, by turns.
func writeWARC(w io.Writer, files []string, compressed bool) error {
	record := func(b []byte) error {
		if !compressed {
			_, err := w.Write(b)
			return err
		}
		z := gzip.NewWriter(w) // a member for each record
		_, err := z.Write(b)
		return errors.Join(err, z.Close())
	}
	if err := record([]byte("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n")); err != nil {
		return err
	}
	for i, path := range files {
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		switch i % 3 {
		case 1:
			head += "Transfer-Encoding: chunked\r\n"
			half := len(body) / 2
			body = fmt.Appendf(nil, "%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", half, body[:half], len(body)-half, body[half:])
		case 2:
			head += "Content-Encoding: gzip\r\n"
			var z bytes.Buffer
			g := gzip.NewWriter(&z)
			g.Write(body)
			g.Close()
			body = z.Bytes()
		}
		http := head + "\r\n" + string(body)
		err = record(fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.com/%s\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			filepath.Base(path), len(http), http))
		if err != nil {
			return err
		}
	}
	return nil
}

// Memory does not grow with the rows. When the collector runs is chance, and
// moves a peak by a tenth; what grows with the rows is in every run. So the
// higher of two runs over few rows is held against the lower of two over many.
// The long form takes minutes.
func TestBatchMemory(t *testing.T) {
	few, many := 10_000, 50_000
	switch {
	case testing.Short():
		t.Skip("takes half a minute")
	case os.Getenv("ROLECALL_LONG") != "":
		many = 1_000_000
	}
	a := max(peakMemory(t, few), peakMemory(t, few))
	b := min(peakMemory(t, many), peakMemory(t, many))
	t.Logf("%d rows: %d MB, %d rows: %d MB", few, a>>20, many, b>>20)
	if b > a+a/10 {
		t.Errorf("memory grew by %.1f%%", 100*float64(b-a)/float64(a))
	}
	if b > 200<<20 {
		t.Errorf("%d MB, more than 200", b>>20)
	}
}

// peakMemory is the peak of resident memory of a run over n rows, in bytes.
func peakMemory(t *testing.T, n int) int64 {
	t.Helper()
	cmd := command(t, "batch", "-q", "-")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(in, 1<<16)
	generateRows(w, n)
	err = w.Flush()
	// All rows are read. Asked of /proc, since what wait says has the memory of
	// this process in it, which the other was forked from.
	peak := int64(0)
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid))
	for line := range strings.Lines(string(status)) {
		fmt.Sscanf(line, "VmHWM: %d kB", &peak)
	}
	if err := errors.Join(err, in.Close(), cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	if peak == 0 {
		t.Skip("no /proc here")
	}
	return peak << 10
}
