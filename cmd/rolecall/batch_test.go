package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
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
	"time"

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

// Killed again and again, and resumed each time, a run writes what it would
// have written undisturbed.
func TestBatchKilled(t *testing.T) {
	kills, postings := 25, 20000
	if testing.Short() {
		kills, postings = 5, 3000
	}
	dir := t.TempDir()
	rows, out := filepath.Join(dir, "rows.jsonl"), filepath.Join(dir, "out.jsonl")
	writeRowsFile(t, rows, postings)
	whole := filepath.Join(dir, "whole.jsonl")
	if b, err := command(t, "batch", "-q", rows, "-o", whole).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	info, err := os.Stat(whole)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(25, uint64(kills)))
	for k := range kills {
		killSomewhere(t, r, out, rows, info.Size()/int64(kills))
		if _, err := os.Stat(out); err == nil {
			t.Fatalf("complete after %d of %d kills", k+1, kills)
		}
	}
	if b, err := command(t, "batch", "-q", rows, "-o", out, "--resume").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	compareFiles(t, out, whole)
	for _, left := range []string{out + ".part", out + ".resume"} {
		if _, err := os.Stat(left); err == nil {
			t.Errorf("%s was left behind", left)
		}
	}
}

// killSomewhere goes on with a run, and kills it at a random moment: of each
// four, one while it starts or reads its journal, the others after it wrote up
// to some bytes more. (A moment by the clock would come too late or too early
// on a machine that does other things too.)
func killSomewhere(t *testing.T, r *rand.Rand, out, rows string, some int64) {
	t.Helper()
	cmd := command(t, "batch", "-q", rows, "-o", out, "--resume")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if r.IntN(4) == 0 {
		time.Sleep(time.Duration(r.IntN(150)) * time.Millisecond)
	} else {
		until := partSize(out) + r.Int64N(some*5/4)
		for deadline := time.Now().Add(20 * time.Second); partSize(out) < until && time.Now().Before(deadline); {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(r.IntN(3000)) * time.Microsecond)
	}
	cmd.Process.Kill()
	cmd.Wait()
	t.Logf("killed with %d bytes in the journal", partSize(out))
}

func partSize(out string) int64 {
	info, err := os.Stat(out + ".part")
	if err != nil {
		return 0
	}
	return info.Size()
}

func compareFiles(t *testing.T, got, want string) {
	t.Helper()
	a, err1 := os.ReadFile(got)
	b, err2 := os.ReadFile(want)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Errorf("%s (%d bytes) differs from %s (%d bytes)", got, len(a), want, len(b))
	}
}

// A power loss leaves of the journal what was synced, and behind it anything:
// half a row, zeros, rows out of order.
func TestBatchPowerLoss(t *testing.T) {
	dir := t.TempDir()
	rows, out := filepath.Join(dir, "rows.jsonl"), filepath.Join(dir, "out.jsonl")
	writeRowsFile(t, rows, 200)
	want := batchFile(t, out, rows)
	lines := bytes.SplitAfter(want, []byte("\n"))
	head, next := bytes.Join(lines[:50], nil), lines[50]
	for name, part := range map[string][]byte{
		"empty": nil, "whole rows": head, "half a row": append(bytes.Clone(head), next[:len(next)/2]...),
		"zeros": append(bytes.Clone(head), make([]byte, 4096)...), "a hole": append(append(bytes.Clone(head), make([]byte, 512)...), next...),
		"a hole in a row": append(append(append(bytes.Clone(head), next[:100]...), make([]byte, 64)...), next[164:]...),
		"an earlier row":  append(bytes.Clone(head), lines[3]...), "all": want,
	} {
		t.Run(name, func(t *testing.T) {
			os.Remove(out)
			stopRun(t, rows, out)
			if err := os.WriteFile(out+".part", part, 0o644); err != nil {
				t.Fatal(err)
			}
			if got := batchFile(t, out, rows, "--resume"); !bytes.Equal(got, want) {
				t.Error("the resumed run differs")
			}
		})
	}
}

// stopRun leaves an unfinished run of rows behind.
func stopRun(t *testing.T, rows, out string) {
	t.Helper()
	lex, err := openLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	flags := batchFlags{maxBytes: 64 << 20}
	flags.model.minConfidence, _ = newBatchCmd().Flags().GetFloat64("min-confidence")
	c, _, err := flags.model.classifier()
	if err != nil {
		t.Fatal(err)
	}
	key, err := newRunKey([]string{rows}, c, lex, flags.options())
	if err != nil {
		t.Fatal(err)
	}
	j, err := newJournal(out, key)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.stop(); err != nil {
		t.Fatal(err)
	}
}

// What changed since a run was begun is named, and only --force goes on.
func TestBatchResumeRefused(t *testing.T) {
	dir := t.TempDir()
	rows, out := filepath.Join(dir, "rows.jsonl"), filepath.Join(dir, "out.jsonl")
	writeRowsFile(t, rows, 50)
	stopRun(t, rows, out)
	resume := func(args ...string) (int, string) {
		var stderr bytes.Buffer
		code := run(t.Context(), append([]string{"batch", "-q", rows, "-o", out, "--resume"}, args...), nil, io.Discard, &stderr)
		return code, stderr.String()
	}
	for _, test := range []struct {
		args []string
		says string
	}{
		{[]string{"--body-only"}, "another options"},
		{[]string{"--unique"}, "another options"},
		{[]string{"--weights", "prior"}, "another weights"},
		{[]string{rows}, "another number of inputs"},
	} {
		if code, says := resume(test.args...); code != exitUsage || !strings.Contains(says, test.says) {
			t.Errorf("--resume %v: exit %d: %s", test.args, code, says)
		}
	}
	state := out + ".resume"
	b, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	lex, _ := openLexicon("")
	if err := os.WriteFile(state, bytes.Replace(b, []byte(lex.Hash), []byte("0123456789abcdef"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, says := resume(); code != exitUsage || !strings.Contains(says, "another lexicon (0123456789abcdef, now ") {
		t.Errorf("another lexicon: exit %d: %s", code, says)
	}
	if code, says := resume("--force"); code != exitOK {
		t.Errorf("--resume --force: exit %d: %s", code, says)
	}
}

// Two runs do not write one OUT.
func TestBatchLocked(t *testing.T) {
	dir := t.TempDir()
	rows, out := filepath.Join(dir, "rows.jsonl"), filepath.Join(dir, "out.jsonl")
	writeRowsFile(t, rows, 20)
	first, err := newJournal(out, runKey{})
	if err != nil {
		t.Fatal(err)
	}
	for _, how := range []string{"--force", "--resume"} {
		var stderr bytes.Buffer
		if code := run(t.Context(), []string{"batch", "-q", rows, "-o", out, how, "--force"}, nil, io.Discard, &stderr); code != exitUsage || !strings.Contains(stderr.String(), "another run is writing it") {
			t.Errorf("%s beside another run: exit %d: %s", how, code, stderr.String())
		}
	}
	if err := first.stop(); err != nil {
		t.Fatal(err)
	}
	batchFile(t, out, rows, "--force")
}

// Ctrl-C finishes what is under way, and says how to go on.
func TestBatchInterrupted(t *testing.T) {
	dir := t.TempDir()
	rows, out := filepath.Join(dir, "rows.jsonl"), filepath.Join(dir, "out.jsonl")
	writeRowsFile(t, rows, 20000)
	cmd := command(t, "batch", rows, "-o", out)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for size := int64(0); size == 0; time.Sleep(5 * time.Millisecond) {
		if info, err := os.Stat(out + ".part"); err == nil {
			size = info.Size()
		}
	}
	cmd.Process.Signal(os.Interrupt)
	err := cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitUsage {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	if says := stderr.String(); !strings.Contains(says, "stopped; ") || !strings.Contains(says, "postings are safe in "+out+".part: go on with the same command and --resume") {
		t.Errorf("it says %q", says)
	}
	part, err := os.ReadFile(out + ".part")
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(part) {
		if !json.Valid(line) {
			t.Fatalf("no JSON: %.80q", line)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("an unfinished run wrote OUT")
	}
}

// Memory does not grow with the rows. The long form takes minutes.
func TestBatchMemory(t *testing.T) {
	few, many := 10_000, 50_000
	switch {
	case testing.Short():
		t.Skip("takes half a minute")
	case os.Getenv("ROLECALL_LONG") != "":
		many = 1_000_000
	}
	a, b := peakMemory(t, few), peakMemory(t, many)
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

// An input that is not what it was is noticed, where its documents are not
// where they were.
func TestBatchInputMoved(t *testing.T) {
	dir := t.TempDir()
	folder, out := filepath.Join(dir, "in"), filepath.Join(dir, "out.jsonl")
	for _, name := range []string{"a.txt", "b.txt", "c.txt"} {
		if err := errors.Join(os.MkdirAll(folder, 0o755), os.WriteFile(filepath.Join(folder, name), []byte("Engineering Manager"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	rows := bytes.SplitAfter(batchFile(t, out, folder), []byte("\n"))
	for _, test := range []struct{ remove, says string }{
		{"a.txt", "the input changed: document 1 was " + folder + "/b.txt and is " + folder + "/c.txt: start over with --force"},
		{"b.txt", "the input changed: it ends before document 1, " + folder + "/b.txt: start over with --force"},
	} {
		os.Remove(out)
		stopRun(t, folder, out)
		if err := errors.Join(os.WriteFile(out+".part", bytes.Join(rows[:2], nil), 0o644), os.Remove(filepath.Join(folder, test.remove))); err != nil {
			t.Fatal(err)
		}
		var stderr bytes.Buffer
		if code := run(t.Context(), []string{"batch", "-q", folder, "-o", out, "--resume"}, nil, io.Discard, &stderr); code != exitUsage || !strings.Contains(stderr.String(), test.says) {
			t.Errorf("without %s: exit %d: %s", test.remove, code, stderr.String())
		}
	}
}
