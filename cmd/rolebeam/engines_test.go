package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Flink and Spark run only where that is asked for: ROLEBEAM_ENGINES=1, or a
// folder that engines/fetch.sh has filled. README.md says how long they take.
const enginesEnv = "ROLEBEAM_ENGINES"

var engines = []string{"flink", "spark"}

// An engine is a cluster on this machine, and Beam's job server for it.
type engine struct {
	name    string
	home    string // the engines' programs
	run     string // logs and process numbers of this one
	tmp     string // what its workers are started from
	port    string
	workers int // task managers of Flink, workers of Spark
	address string
}

// enginesHome returns the folder that holds the engines, which it fills first.
func enginesHome(t testing.TB) string {
	t.Helper()
	home := os.Getenv(enginesEnv)
	if home == "" {
		t.Skip(enginesEnv + "=1 runs the engines")
	}
	if home == "1" {
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		home = filepath.Join(cache, "rolebeam-engines")
	}
	if out, err := exec.Command("sh", "engines/fetch.sh", home).CombinedOutput(); err != nil {
		t.Fatalf("fetching the engines: %v\n%s", err, out)
	}
	return home
}

// startEngine starts an engine for the time of a test.
func startEngine(t testing.TB, name string, workers int) *engine {
	t.Helper()
	e := &engine{name: name, home: enginesHome(t), run: t.TempDir(), tmp: t.TempDir(), workers: workers}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, e.port, _ = net.SplitHostPort(l.Addr().String())
	l.Close()
	t.Cleanup(func() { e.script(t, "stop") })
	e.address = strings.TrimSpace(e.script(t, "start"))
	return e
}

// script runs a command of the engine's script.
func (e *engine) script(t testing.TB, command string, args ...string) string {
	t.Helper()
	cmd := exec.Command("sh", append([]string{"engines/" + e.name + ".sh", command, e.home, e.run}, args...)...)
	cmd.Env = append(os.Environ(), "TMPDIR="+e.tmp, "FLINK_PORT="+e.port, "SPARK_PORT="+e.port, "WORKERS="+strconv.Itoa(e.workers))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v", e.name, command, err)
	}
	return string(out)
}

// submit returns a rolebeam that submits a job to the engine.
func (e *engine) submit(t testing.TB, output string, args ...string) *exec.Cmd {
	t.Helper()
	return program(t, "rolebeam", append([]string{"--runner=" + e.name, "--endpoint=" + e.address, "--environment_type=PROCESS",
		"--parallelism=" + strconv.Itoa(e.workers), "--output=" + output}, args...)...)
}

// A process is what the system says of one.
type process struct {
	parent  int
	seconds float64 // of its own and of those children that ended
	command string
}

func processes(t testing.TB) map[int]process {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(stats) == 0 {
		t.Skip("no /proc to find the workers by")
	}
	all := map[int]process{}
	for _, path := range stats {
		b, _ := os.ReadFile(path) // nothing, where it ended
		_, rest, _ := strings.Cut(string(b), ") ")
		fields := strings.Fields(rest)
		if len(fields) < 15 {
			continue
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		p := process{}
		p.parent, _ = strconv.Atoi(fields[1])
		for _, ticks := range fields[11:15] {
			n, _ := strconv.ParseFloat(ticks, 64)
			p.seconds += n / 100
		}
		args, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "cmdline"))
		p.command = string(bytes.ReplaceAll(args, []byte{0}, []byte{' '}))
		all[pid] = p
	}
	return all
}

// pids are the engine's processes by name, those that its script started.
func (e *engine) pids(t testing.TB) map[string]int {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(e.run, "*.pid"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no process of %s: %v", e.name, err)
	}
	pids := map[string]int{}
	for _, path := range found {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		pids[strings.TrimSuffix(filepath.Base(path), ".pid")], _ = strconv.Atoi(strings.TrimSpace(string(b)))
	}
	return pids
}

// seconds is the processor time that the engine and its workers have used.
func (e *engine) seconds(t testing.TB) float64 {
	all := processes(t)
	roots := map[int]bool{}
	for _, pid := range e.pids(t) {
		roots[pid] = true
	}
	var sum float64
	for pid, p := range all {
		at := pid
		for at > 1 && !roots[at] {
			at = all[at].parent
		}
		if roots[at] {
			sum += p.seconds
		}
	}
	return sum
}

// victims are what may be killed: Flink's task managers, Spark's executors.
func (e *engine) victims(t testing.TB) (names []string, pids []int) {
	started := e.pids(t)
	for name, pid := range started {
		if strings.HasPrefix(name, "taskmanager") {
			names, pids = append(names, name), append(pids, pid)
		}
	}
	for pid, p := range processes(t) {
		if strings.Contains(p.command, "CoarseGrainedExecutorBackend") && (p.parent == started["worker1"] || p.parent == started["worker2"]) {
			names, pids = append(names, ""), append(pids, pid)
		}
	}
	return names, pids
}

// killOne kills one of them, and starts it again where the engine does not.
func (e *engine) killOne(t testing.TB) (ok bool) {
	t.Helper()
	names, pids := e.victims(t)
	if len(pids) == 0 {
		return false
	}
	i := rand.IntN(len(pids))
	if err := syscall.Kill(pids[i], syscall.SIGKILL); err != nil {
		return false
	}
	if e.name == "flink" {
		e.script(t, "taskmanager", names[i])
	}
	return true
}

// noWorkers waits for the last worker to end, those too whose engine was killed.
func (e *engine) noWorkers(t testing.TB) {
	t.Helper()
	var left string
	for range 120 {
		left = ""
		for _, p := range processes(t) {
			if strings.HasPrefix(p.command, e.tmp) {
				left = p.command
			}
		}
		if left == "" {
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
	t.Errorf("a worker is left: %.200s", left)
}

// engineInputs are real postings and real pages in a WARC file, where they are
// here; and made up ones.
func engineInputs(t *testing.T, dir string) []string {
	t.Helper()
	in := []string{generated(t, filepath.Join(dir, "in.jsonl"), 5000)}
	if _, err := os.Stat(realPostings); err != nil {
		t.Logf("the shared postings are not here: %v", err)
		return in
	}
	postings, err := filepath.Abs(realPostings)
	if err != nil {
		t.Fatal(err)
	}
	var list [][]byte
	err = filepath.WalkDir(filepath.Join(filepath.Dir(realPostings), "..", "pages"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		page, err := os.ReadFile(path)
		list = append(list, page)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(dir, "pages.warc.gz")
	writeFile(t, archive, gzipped(t, records(list)))
	return append(in, postings, archive)
}

// An engine gives the rows and the summary of batch, and leaves nothing.
func TestEngines(t *testing.T) {
	for _, name := range engines {
		t.Run(name, func(t *testing.T) {
			e := startEngine(t, name, 2)
			dir := t.TempDir()
			in := engineInputs(t, dir)
			want, sum := batch(t, in...)
			output := filepath.Join(dir, "out", "roles")
			cmd := e.submit(t, output, append([]string{"--split-bytes=200000", "--shard-bytes=600000"}, in...)...)
			if cmd.Run(); cmd.ProcessState.ExitCode() != exitPartial {
				t.Fatal(cmd.ProcessState)
			}
			sameRows(t, shards(t, output), want)
			sameCounts(t, output, sum)
			noParts(t, output)
			e.noWorkers(t)
		})
	}
}

// Of ten jobs one worker each is killed, at any moment: they are tried again,
// complete, and nothing is there twice.
func TestEnginesKilled(t *testing.T) {
	const kills = 10
	for _, name := range engines {
		t.Run(name, func(t *testing.T) {
			e := startEngine(t, name, 2)
			dir := t.TempDir()
			in := generated(t, filepath.Join(dir, "in.jsonl"), 40_000)
			want, sum := batch(t, in)
			took := 20 * time.Second // of a job that nothing happened to
			for killed, run := 0, 0; killed < kills; run++ {
				output := filepath.Join(dir, strconv.Itoa(run), "roles")
				cmd := e.submit(t, output, "--split-bytes=500000", "--shard-bytes=2000000", in)
				began := time.Now()
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				ended := make(chan struct{})
				go func() { cmd.Wait(); close(ended) }()
				what := "nothing was killed"
				at := time.Duration(rand.Int64N(int64(took)))
				select {
				case <-ended:
				case <-time.After(at):
					if run > 0 && e.killOne(t) {
						killed++
						what = fmt.Sprintf("killed after %v", at.Round(time.Millisecond))
					}
					<-ended
				}
				if what == "nothing was killed" {
					took = time.Since(began)
				}
				t.Logf("job %d: %s, done after %v", run, what, time.Since(began).Round(time.Millisecond))
				if cmd.ProcessState.ExitCode() != exitPartial {
					t.Fatal(cmd.ProcessState)
				}
				sameRows(t, shards(t, output), want)
				sameCounts(t, output, sum)
				noParts(t, output)
			}
			e.noWorkers(t)
		})
	}
}

// secondsOf is the processor time of a command that ended, and of its children.
func secondsOf(cmd *exec.Cmd) float64 {
	return (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
}

// manyWithIDs writes the real postings over and over, each with an id of its own.
func manyWithIDs(t *testing.T, path string, n int) {
	t.Helper()
	rows := realRows(t)
	var all bytes.Buffer
	for i := 0; i < n; {
		for line := range bytes.Lines(rows) {
			all.WriteString(strings.Replace(string(line), `"id": "`, fmt.Sprintf(`"id": "%d-`, i), 1))
			i++
		}
	}
	writeFile(t, path, all.Bytes())
}

// Filters over the partitions of Spark and of Dask, merged, give what batch gives
// of the same lines.
func TestFilterEngines(t *testing.T) {
	dir := t.TempDir()
	home := enginesHome(t)
	in := filepath.Join(dir, "in.jsonl")
	manyWithIDs(t, in, manyPostings)
	alone := program(t, "rolecall", "batch", "-q", "-")
	lines, err := os.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	defer lines.Close()
	alone.Stdin = lines
	want, _ := alone.Output() // some could not be read, hence 3
	t.Logf("batch: %.1f s of the processors", secondsOf(alone))
	path := "PATH=" + filepath.Dir(program(t, "rolecall").Path) + ":" + os.Getenv("PATH")
	merged := func(t *testing.T, out string) {
		parts, err := filepath.Glob(filepath.Join(out, "part-*"))
		if err != nil || len(parts) < 2 {
			t.Fatalf("%d parts, %v", len(parts), err)
		}
		got, _ := program(t, "rolecall", append([]string{"merge", "-q"}, parts...)...).Output()
		sameRows(t, got, want)
	}
	t.Run("spark", func(t *testing.T) {
		e := startEngine(t, "spark", 2)
		out := filepath.Join(dir, "spark")
		cmd := exec.CommandContext(t.Context(), filepath.Join(home, "spark", "bin", "spark-submit"), "--master", "spark://127.0.0.1:"+e.port,
			"--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=700m",
			"--conf", "spark.pyspark.python="+filepath.Join(home, "python", "bin", "python"),
			"--files", "recipes/filter.sh", "recipes/sparkfilter.py", in, out)
		cmd.Env = append(os.Environ(), path, "SPARK_HOME="+filepath.Join(home, "spark"), "SPARK_LOCAL_IP=127.0.0.1")
		var said bytes.Buffer
		cmd.Stderr = &said
		began := e.seconds(t)
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %s", err, said.Bytes()[max(said.Len()-3000, 0):])
		}
		t.Logf("Spark: %.1f s of the processors", secondsOf(cmd)+e.seconds(t)-began)
		merged(t, out)
	})
	t.Run("dask", func(t *testing.T) {
		out := filepath.Join(dir, "dask")
		cmd := exec.CommandContext(t.Context(), filepath.Join(home, "python", "bin", "python"), "recipes/daskfilter.py", in, out)
		cmd.Env = append(os.Environ(), path)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		t.Logf("Dask: %.1f s of the processors", secondsOf(cmd))
		merged(t, out)
	})
}

// What an engine costs beside batch, on 100,000 postings: processor time of all its
// processes, and what a job of one posting costs, which is the start. The engine
// has run such a job before.
//
//	ROLEBEAM_ENGINES=1 go test -run - -bench Engines -benchtime 1x
func BenchmarkEngines(b *testing.B) {
	dir := b.TempDir()
	in, one := filepath.Join(dir, "in.jsonl"), generated(b, filepath.Join(dir, "one.jsonl"), 1)
	for _, name := range engines {
		for workers := 1; workers <= 2; workers++ {
			b.Run(fmt.Sprintf("%s/workers=%d", name, workers), func(b *testing.B) {
				e := startEngine(b, name, workers)
				if _, err := os.Stat(in); err != nil {
					manyReal(b, in)
				}
				job := func(in string) float64 {
					var u usage
					began := e.seconds(b)
					u.add(b, e.submit(b, filepath.Join(b.TempDir(), "roles"), in))
					return u.seconds + e.seconds(b) - began
				}
				job(one)
				var engine, start float64
				var alone usage
				for b.Loop() {
					start += job(one)
					engine += job(in)
					alone.add(b, program(b, "rolecall", "batch", "-q", "-o", filepath.Join(b.TempDir(), "batch.jsonl"), in))
				}
				n := float64(b.N)
				b.ReportMetric(alone.seconds/n, "batch-s")
				b.ReportMetric(engine/n, "engine-s")
				b.ReportMetric(start/n, "start-s")
				b.ReportMetric((engine-start)/alone.seconds, "engine/batch")
			})
		}
	}
}
