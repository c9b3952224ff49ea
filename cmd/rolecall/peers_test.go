package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tfidf times baseline.py's TF-IDF + logistic regression over all postings in
// CPU-seconds, trained on every fourth; training is not timed.
const tfidf = `
import sys, time, json; bench, data = sys.argv[1:]; sys.argv[1:] = []
time.time = time.process_time
exec(open(bench + '/baseline.py').read().rsplit('main()', 1)[0])
rows = load(data); X = [text(r) for r in rows]; y = [lab(r) for r in rows]
name, p, secs = next(models(X[::4], y[::4], X))
print(json.dumps({"peer": name, "per_cpu_s": len(X) / secs}))
`

// TestPeers prints the table of the README: how many postings and pages per
// CPU-second, ours with everything from the start of the process, the peers'
// without their start and training. It takes minutes, and is run by
//
//	ROLECALL_PEERS=1 go test ./cmd/rolecall -run TestPeers -v -count=1
func TestPeers(t *testing.T) {
	shared, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	postings, pages := filepath.Join(shared, "data/postings.jsonl.gz"), filepath.Join(shared, "pages")
	if _, err := os.Stat(postings); err != nil || os.Getenv("ROLECALL_PEERS") == "" {
		t.Skip("needs ROLECALL_PEERS=1, and ../shared")
	}
	rate := func(args ...string) (rows int, perCPU, wall float64) {
		for range 3 { // the best of three: what else the machine does only slows it down
			cmd := command(t, append([]string{"batch", "-q"}, args...)...)
			began := time.Now()
			out, _ := cmd.Output()
			took := time.Since(began)
			rows = strings.Count(string(out), "\n")
			cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			perCPU, wall = max(perCPU, float64(rows)/cpu.Seconds()), max(wall, float64(rows)/took.Seconds())
		}
		return rows, perCPU, wall
	}
	n, ours, one := rate(postings, "--jobs", "1")
	_, _, two := rate(postings, "--jobs", "2")
	_, ourPages, _ := rate(pages, "--jobs", "1", "--include", "*.html")
	t.Logf("| %-34s | %14s | %6s |", "JSON lines, 7,874 postings", "per CPU-second", "ratio")
	t.Logf("| %-34s | %14.0f | %6s |", "rolecall batch, whole process", ours, "1")
	for _, p := range peer(t, "per_cpu_s", "-c", tfidf, filepath.Join(shared, "bench"), postings) {
		t.Logf("| %-34s | %14.0f | %6.1f |", p.name, p.rate, ours/p.rate)
	}
	t.Logf("| %-34s | %14.1f | %6s |", "122 saved pages: rolecall batch", ourPages, "1")
	for _, p := range peer(t, "pages_per_cpu_s", filepath.Join(shared, "bench/peer_pipeline.py"), pages, postings) {
		t.Logf("| %-34s | %14.1f | %6.1f |", p.name, p.rate, ourPages/p.rate)
	}
	t.Logf("two workers: %.2f times one (%.0f and %.0f postings a second); a million postings: %.0f CPU-seconds (%d measured)", two/one, two, one, 1e6/ours, n)
}

type peerRate struct {
	name string
	rate float64
}

// peer runs a script of Debian's Python, which prints a JSON object a line.
func peer(t *testing.T, field string, args ...string) (list []peerRate) {
	out, err := exec.Command("/usr/bin/python3", args...).Output()
	if err != nil {
		t.Logf("no peer: %v", err)
		return nil
	}
	for line := range strings.Lines(string(out)) {
		var row map[string]any
		if json.Unmarshal([]byte(line), &row) == nil {
			name, _ := row["peer"].(string)
			rate, _ := row[field].(float64)
			list = append(list, peerRate{name, rate})
		}
	}
	return list
}
