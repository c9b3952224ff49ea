package main

import (
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
	"testing"
	"time"

	"rolecall/cmd/internal/journal"
	"rolecall/extract/collect"
)

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
		time.Sleep(time.Duration(r.IntN(40)) * time.Millisecond)
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
	head, next := lines[:50], lines[50]
	for name, behind := range map[string][]byte{
		"nothing": nil, "half a row": next[:len(next)/2], "a row": next, "zeros": make([]byte, 4096), "a hole": append(make([]byte, 512), next...),
		"a hole in a row": append(append(bytes.Clone(next[:100]), make([]byte, 64)...), next[164:]...), "an earlier row": lines[3], "all": bytes.Join(lines[50:], nil),
	} {
		t.Run(name, func(t *testing.T) {
			os.Remove(out)
			stopRun(t, rows, out, head...)
			if err := os.WriteFile(out+".part", append(bytes.Join(head, nil), behind...), 0o644); err != nil {
				t.Fatal(err)
			}
			if got := batchFile(t, out, rows, "--resume"); !bytes.Equal(got, want) {
				t.Error("the resumed run differs")
			}
		})
	}
}

// stopRun leaves an unfinished run of rows behind, which wrote lines.
func stopRun(t *testing.T, rows, out string, lines ...[]byte) {
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
	key, err := journal.NewKey(t.Context(), []string{rows}, collect.Options{}, c, lex, flags.options())
	if err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(out, key)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if err := j.Write(func(b []byte) []byte { return append(b, bytes.TrimSuffix(line, []byte("\n"))...) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Stop(); err != nil {
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
	first, err := journal.New(out, journal.Key{})
	if err != nil {
		t.Fatal(err)
	}
	for _, how := range []string{"--force", "--resume"} {
		var stderr bytes.Buffer
		if code := run(t.Context(), []string{"batch", "-q", rows, "-o", out, how, "--force"}, nil, io.Discard, &stderr); code != exitUsage || !strings.Contains(stderr.String(), "another run is writing it") {
			t.Errorf("%s beside another run: exit %d: %s", how, code, stderr.String())
		}
	}
	if err := first.Stop(); err != nil {
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
		stopRun(t, folder, out, rows[:2]...)
		if err := os.Remove(filepath.Join(folder, test.remove)); err != nil {
			t.Fatal(err)
		}
		var stderr bytes.Buffer
		resume := []string{"batch", "-q", folder, "-o", out, "--resume"}
		if code := run(t.Context(), resume, nil, io.Discard, &stderr); code != exitUsage || !strings.Contains(stderr.String(), "was begun with another input ("+folder+": ") {
			t.Errorf("without %s: exit %d: %s", test.remove, code, stderr.String())
		}
		if code := run(t.Context(), append(resume, "--force"), nil, io.Discard, &stderr); code != exitUsage || !strings.Contains(stderr.String(), test.says) {
			t.Errorf("without %s: exit %d: %s", test.remove, code, stderr.String())
		}
	}
}

// What is installed on a machine takes part only where it is asked to, and then
// the run is another.
func TestPDFToTextFlag(t *testing.T) {
	var without, with batchFlags
	with.in.pdftotext = true
	if path := without.in.extract().PDFToText; path != "" {
		t.Errorf("not asked for: %s", path)
	}
	if fmt.Sprint(without.options()) == fmt.Sprint(with.options()) {
		t.Error("the flag is not in the key of a run")
	}
}
