package main

import (
	"bytes"
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

// stored is the same with a model that was trained before: as a user would run
// it, the process from its start to the labels.
const stored = `
import sys, json, pickle; bench, data, model = sys.argv[1:]; sys.argv[1:] = []
exec(open(bench + '/baseline.py').read().rsplit('main()', 1)[0])
rows = load(data)
try: v, m = pickle.load(open(model, 'rb'))
except FileNotFoundError:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    v = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True, max_features=200000)
    m = LogisticRegression(C=20, max_iter=300).fit(v.fit_transform([text(r) for r in rows[::4]]), [lab(r) for r in rows[::4]])
    pickle.dump((v, m), open(model, 'wb')); sys.exit()
for r, label in zip(rows, m.predict(v.transform([text(r) for r in rows]))): print(json.dumps({"id": r["id"], "label": str(label)}))
`

// TestPeers prints the table of the README: how many postings and pages per
// CPU-second, ours with everything from the start of the process, the peers'
// without their start and training, where nothing else is said. It takes minutes, and is run by
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
	out := filepath.Join(t.TempDir(), "out.jsonl")
	rate := func(args ...string) (rows int, perCPU, wall float64) {
		for range 3 { // the best of three: what else the machine does only slows it down
			cmd := command(t, append([]string{"batch", "-q", "--force", "-o", out}, args...)...)
			began := time.Now()
			cmd.Run() // some inputs cannot be read, and are rows
			took := time.Since(began)
			b, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			rows = bytes.Count(b, []byte("\n"))
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
	if rate := storedRate(t, filepath.Join(shared, "bench"), postings); rate > 0 {
		t.Logf("| %-34s | %14.0f | %6.1f |", "tfidf+lr, whole process", rate, ours/rate)
	}
	t.Logf("| %-34s | %14.1f | %6s |", "111 saved pages: rolecall batch", ourPages, "1")
	for _, p := range peer(t, "pages_per_cpu_s", filepath.Join(shared, "bench/peer_pipeline.py"), pages, postings) {
		t.Logf("| %-34s | %14.1f | %6.1f |", p.name, p.rate, ourPages/p.rate)
	}
	t.Logf("two workers: %.2f times one (%.0f and %.0f postings a second); a million postings: %.0f CPU-seconds (%d measured)", two/one, two, one, 1e6/ours, n)
}

// storedRate is how many postings a CPU-second the stored model labels; 0 where
// it cannot be run.
func storedRate(t *testing.T, bench, postings string) float64 {
	args := []string{"-c", stored, bench, postings, filepath.Join(t.TempDir(), "model")}
	if err := exec.Command("/usr/bin/python3", args...).Run(); err != nil {
		t.Logf("no peer: %v", err)
		return 0
	}
	cmd := exec.Command("/usr/bin/python3", args...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return float64(strings.Count(string(out), "\n")) / cpu.Seconds()
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
