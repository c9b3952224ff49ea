//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolecall/cmd/internal/journal"
)

// A writer is a command that writes files, in a folder that holds in.jsonl,
// results.jsonl and gold.jsonl.
type writer struct {
	args    []string
	outputs []string
}

// writers are one of each.
var writers = []writer{
	{[]string{"classify", "in.jsonl", "-o", "o.jsonl"}, []string{"o.jsonl"}},
	{[]string{"classify", "in.jsonl", "-o", "o.json"}, []string{"o.json"}},
	{[]string{"extract", "in.jsonl", "-o", "o.csv"}, []string{"o.csv"}},
	{[]string{"classify", "in.jsonl", "-o", "o.parquet"}, []string{"o.parquet"}},
	{[]string{"classify", "in.jsonl", "-o", "o.sqlite"}, []string{"o.sqlite"}},
	{[]string{"classify", "in.jsonl", "-o", "o.xlsx"}, []string{"o.xlsx"}},
	{[]string{"audit", "-q", "in.jsonl", "-o", "o.sarif", "--report", "o.html", "--update-baseline", "--baseline", "o.yaml"}, []string{"o.sarif", "o.html", "o.yaml"}},
	{[]string{"batch", "-q", "in.jsonl", "-o", "o.jsonl", "--force"}, []string{"o.jsonl"}},
	{[]string{"batch", "-q", "in.jsonl", "-o", "o.csv", "--force", "--report", "o.html", "--summary", "o.json"}, []string{"o.csv", "o.html", "o.json"}},
	{[]string{"batch", "-q", "in.jsonl", "-o", "o.parquet", "--force"}, []string{"o.parquet"}},
	{[]string{"batch", "-q", "in.jsonl", "-o", "o.db", "--force"}, []string{"o.db"}},
	{[]string{"batch", "-q", "in.jsonl", "-o", "o.xlsx", "--force"}, []string{"o.xlsx"}},
	{[]string{"show", "results.jsonl", "-o", "o.csv"}, []string{"o.csv"}},
	{[]string{"evaluate", "-q", "gold.jsonl", "-o", "o.md"}, []string{"o.md"}},
	{[]string{"merge", "-q", "results.jsonl", "-o", "o.csv", "--summary", "o.json"}, []string{"o.csv", "o.json"}},
	{[]string{"report", "results.jsonl", "-o", "o.html", "-q"}, []string{"o.html"}},
	{[]string{"fit", "gold.jsonl", "-o", "o.json"}, []string{"o.json"}},
}

// moments is how often each writer is disturbed.
func moments() int {
	if testing.Short() {
		return 2
	}
	return 25
}

// eachWriter runs each writer once undisturbed, and then calls disturbed for
// each moment. Each time its files must be whole, or as they were before; and
// once it ran again, nothing else may be there.
func eachWriter(t *testing.T, disturbed func(t *testing.T, w writer, dir string, moment int, took time.Duration)) {
	for _, w := range writers {
		t.Run(strings.Join(w.args, " "), func(t *testing.T) {
			dir := t.TempDir()
			writeRowsFile(t, filepath.Join(dir, "in.jsonl"), 150)
			batchFile(t, filepath.Join(dir, "results.jsonl"), filepath.Join(dir, "in.jsonl"))
			writeGold(t, filepath.Join(dir, "gold.jsonl"))
			begin := time.Now()
			runWriter(t, dir, w)
			took := min(time.Since(begin), time.Second) // a machine may be busy just now
			whole, files := contents(t, dir, w.outputs), names(t, dir)
			for moment := range moments() {
				for _, o := range w.outputs {
					if err := os.WriteFile(filepath.Join(dir, o), before(o), 0o640); err != nil {
						t.Fatal(err)
					}
				}
				disturbed(t, w, dir, moment, took)
				for i, got := range contents(t, dir, w.outputs) {
					if old := before(w.outputs[i]); !bytes.Equal(got, whole[i]) && !bytes.Equal(got, old) && !strings.HasSuffix(w.outputs[i], ".yaml") {
						t.Fatalf("moment %d: %s is neither whole (%d bytes) nor as it was: %d bytes", moment, w.outputs[i], len(whole[i]), len(got))
					}
				}
			}
			runWriter(t, dir, w)
			if got := names(t, dir); got != files {
				t.Errorf("it leaves %s", got)
			}
		})
	}
}

// before is what stands in an output before a run.
func before(output string) []byte {
	if strings.HasSuffix(output, ".yaml") {
		return []byte("# accepted\n")
	}
	return []byte("as it was")
}

func runWriter(t *testing.T, dir string, w writer) {
	t.Helper()
	cmd := command(t, w.args...)
	cmd.Dir = dir
	if b, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
}

func contents(t *testing.T, dir string, files []string) (all [][]byte) {
	t.Helper()
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}

func names(t *testing.T, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range list {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

// writeGold writes a data set of labelled postings.
func writeGold(t *testing.T, path string) {
	t.Helper()
	var b bytes.Buffer
	for i := range 12 {
		for _, p := range [][2]string{{"TPM", "Lead technical programs and track dependencies and risks"}, {"PM", "Own the product roadmap and talk to customers"},
			{"PM-T", "Write API specifications and own the roadmap of the platform"}, {"EM", "Hire and coach engineers and hold one-on-ones"}, {"none", "Sell software to hospitals and keep the accounts"}} {
			fmt.Fprintf(&b, `{"id": "%s%d", "company": "c%d", "title": "Manager", "label": %q, "description": "%s, part %d."}`+"\n", p[0], i, i%6, p[0], p[1], i)
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Killed at any moment, a writer leaves each file whole or as it was.
func TestWritersKilled(t *testing.T) {
	eachWriter(t, func(t *testing.T, w writer, dir string, moment int, took time.Duration) {
		cmd := command(t, w.args...)
		cmd.Dir = dir
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took * time.Duration(moment+1) / time.Duration(moments()))
		cmd.Process.Kill()
		cmd.Wait()
	})
}

// So it does where the disk is full after so many bytes, and it says so.
func TestWritersDiskFull(t *testing.T) {
	eachWriter(t, func(t *testing.T, w writer, dir string, moment int, _ time.Duration) {
		path, err := binary()
		if err != nil {
			t.Fatal(err)
		}
		blocks := []int{0, 1, 2, 4, 8}[moment%5] + moment/5*40
		cmd := exec.Command("sh", append([]string{"-c", fmt.Sprintf(`ulimit -f %d; exec "$0" "$@"`, blocks), path}, w.args...)...)
		cmd.Dir = dir
		if says, err := cmd.CombinedOutput(); err != nil && !strings.Contains(string(says), "file too large") && !strings.Contains(string(says), "disk I/O error") {
			t.Errorf("with %d blocks: %v: %s", blocks, err, says)
		}
	})
}

// A reader that goes away ends a run without a word.
func TestWritersClosedPipe(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in.jsonl")
	writeRowsFile(t, in, 400)
	results := filepath.Join(dir, "results.jsonl")
	whole := batchFile(t, results, in)
	for _, args := range [][]string{{"classify", in}, {"classify", "--format", "csv", in}, {"extract", in}, {"audit", "-q", in}, {"batch", "-q", in}, {"merge", "-q", results}, {"show", results}} {
		for moment := range moments() {
			cmd := command(t, args...)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			out, err := cmd.StdoutPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			io.CopyN(io.Discard, out, int64(len(whole))*int64(moment)/25)
			out.Close()
			if err := cmd.Wait(); err != nil && err.Error() != "signal: broken pipe" || stderr.Len() > 0 {
				t.Errorf("%v, moment %d: %v: %s", args[0], moment, err, stderr.String())
			}
		}
	}
}

// Of two runs with one OUT, however late the second begins, OUT is whole, and
// only the one that was refused says so.
func TestTwoRunsOneOut(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "out.csv")
	writeRowsFile(t, in, 600)
	begin := time.Now()
	want := batchFile(t, filepath.Join(dir, "want.csv"), in)
	took := time.Since(begin)
	for moment := range max(moments(), 4) {
		first, second := command(t, "batch", "-q", in, "-o", out, "--force"), command(t, "batch", "-q", in, "-o", out, "--force")
		if err := first.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took * time.Duration(moment) / time.Duration(moments()))
		says, err := second.CombinedOutput()
		if err != nil && !strings.Contains(string(says), "another run is writing it") {
			t.Errorf("moment %d: the second: %v: %s", moment, err, says)
		}
		if errFirst := first.Wait(); errFirst != nil && err != nil {
			t.Errorf("moment %d: both failed: %v", moment, errFirst)
		}
		if got, err := os.ReadFile(out); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("moment %d: %d bytes of %d, %v", moment, len(got), len(want), err)
		}
		if got := names(t, dir); got != "in.jsonl out.csv want.csv" {
			t.Errorf("moment %d: it leaves %s", moment, got)
		}
	}
}

// Rows that were changed since the run was stopped are not gone on with.
func TestBatchPartEdited(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "out.csv")
	writeRowsFile(t, in, 20000)
	cmd := command(t, "batch", in, "-o", out)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(30 * time.Second); partSize(out) < 200_000 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	cmd.Process.Signal(os.Interrupt)
	cmd.Wait()
	part := journal.PartPath(out)
	b, err := os.ReadFile(part)
	if err != nil {
		t.Fatal(err)
	}
	for name, edited := range map[string][]byte{
		"a label":   bytes.Replace(b, []byte(`"label":"TPM"`), []byte(`"label":"EM"`), 1),
		"cut":       b[:len(b)/2],
		"a row off": b[bytes.IndexByte(b, '\n')+1:],
	} {
		if err := os.WriteFile(part, edited, 0o644); err != nil {
			t.Fatal(err)
		}
		says, err := command(t, "batch", in, "-o", out, "--resume").CombinedOutput()
		if err == nil || !strings.Contains(string(says), "was changed since the run was stopped: start over with --force") {
			t.Errorf("%s: %v: %s", name, err, says)
		}
		if got, _ := os.ReadFile(part); !bytes.Equal(got, edited) {
			t.Errorf("%s: what was edited is no more there", name)
		}
	}
}
