package main

import (
	"bytes"
	"context"
	"fmt"
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

// prismServer starts Prism's own job server on loopback, for the time of a test, and
// returns its address. Workers that it starts have their files in dir.
func prismServer(t *testing.T, dir string) string {
	t.Helper()
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	server := exec.CommandContext(ctx, program(t, "prism").Path, "--job_port="+strconv.Itoa(port), "--serve_http=false", "--log_level=error")
	var log bytes.Buffer
	server.Env = append(os.Environ(), "TMPDIR="+dir)
	server.Stderr = &log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		server.Wait()
		if t.Failed() {
			t.Logf("prism said:\n%s", log.String())
		}
	})
	address := fmt.Sprintf("localhost:%d", port)
	for range 100 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return address
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("prism does not listen")
	return ""
}

// submit returns a rolebeam that submits a job to a server.
func submit(t *testing.T, address, environment, output string, args ...string) *exec.Cmd {
	t.Helper()
	return program(t, "rolebeam", append([]string{"--runner=universal", "--endpoint=" + address, "--environment_type=" + environment,
		"--split-bytes=200000", "--shard-bytes=600000", "--output=" + output}, args...)...)
}

// A job server of its own, with workers in the submitting process or in
// processes started from the staged program, gives the rows of batch.
func TestJobServer(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a job server and workers of its own")
	}
	dir := t.TempDir()
	in := []string{generated(t, filepath.Join(dir, "in.jsonl"), 5000)}
	if _, err := os.Stat(realPostings); err == nil {
		whole, err := filepath.Abs(realPostings) // workers run in another folder
		if err != nil {
			t.Fatal(err)
		}
		in = append(in, whole)
	}
	want, sum := batch(t, in...)
	workers := filepath.Join(dir, "workers")
	if err := os.Mkdir(workers, 0o755); err != nil {
		t.Fatal(err)
	}
	address := prismServer(t, workers)
	for _, environment := range []string{"LOOPBACK", "PROCESS"} {
		t.Run(environment, func(t *testing.T) {
			output := filepath.Join(dir, strings.ToLower(environment))
			cmd := submit(t, address, environment, output, in...)
			if cmd.Run(); cmd.ProcessState.ExitCode() != exitPartial {
				t.Fatal(cmd.ProcessState)
			}
			sameRows(t, shards(t, output), want)
			sameCounts(t, output, sum)
			noParts(t, output)
		})
	}
	if left, err := filepath.Glob(filepath.Join(workers, "rolebeam-worker-*")); err != nil || len(left) > 0 {
		t.Errorf("workers left %v, %v", left, err)
	}
}

// A worker that is killed in mid-run is reported, since Prism does not try
// again; no output file is there that is not whole, nor a summary; and the job
// started anew gives all rows.
func TestKilledWorker(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a job server and workers of its own")
	}
	dir := t.TempDir()
	in := generated(t, filepath.Join(dir, "in.jsonl"), 40_000)
	output := filepath.Join(dir, "roles")
	address := prismServer(t, dir)
	cmd := submit(t, address, "PROCESS", output, in)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	kill(t, output, ended)
	select {
	case err := <-ended:
		if cmd.ProcessState.ExitCode() != exitUsage || !strings.Contains(said.String(), "the job failed") {
			t.Fatalf("%v; it said %s", err, said.String())
		}
	case <-time.After(2 * time.Minute):
		t.Fatal("the job goes on without its worker")
	}
	if _, err := os.Stat(output + summarySuffix); err == nil {
		t.Error("there is a summary of a job that failed")
	}
	again := submit(t, prismServer(t, dir), "PROCESS", output, in)
	if again.Run(); again.ProcessState.ExitCode() != exitUsage {
		t.Errorf("what the failed job left was written over without --force: %v", again.ProcessState)
	}
	again = submit(t, prismServer(t, dir), "PROCESS", output, "--force", in)
	if again.Run(); again.ProcessState.ExitCode() != exitPartial {
		t.Fatal(again.ProcessState)
	}
	want, sum := batch(t, in)
	sameRows(t, shards(t, output), want)
	sameCounts(t, output, sum)
	noParts(t, output)
}

// kill ends the worker of a job once it has begun to make rows.
func kill(t *testing.T, output string, ended <-chan error) {
	t.Helper()
	for range 600 {
		select {
		case err := <-ended:
			t.Fatalf("the job ended before its worker was killed: %v", err)
		case <-time.After(50 * time.Millisecond):
		}
		if parts, _ := filepath.Glob(output + partsSuffix + "/*" + partSuffix); len(parts) == 0 {
			continue
		}
		if pid := workerOf(t); pid > 0 {
			if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatal("no worker came")
}

// workerOf returns the process of the worker that this test's server started: a
// child of a child of this process. It is 0 where there is none.
func workerOf(t *testing.T) int {
	t.Helper()
	parents := map[int]int{}
	worker := map[int]bool{}
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(stats) == 0 {
		t.Skip("no /proc to find the worker by")
	}
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // it ended
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		_, rest, _ := strings.Cut(string(b), ") ")
		if fields := strings.Fields(rest); len(fields) > 1 {
			parents[pid], _ = strconv.Atoi(fields[1])
		}
		args, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "cmdline"))
		worker[pid] = bytes.Contains(args, []byte("--worker=true"))
	}
	for pid := range worker {
		if worker[pid] && parents[parents[pid]] == os.Getpid() {
			return pid
		}
	}
	return 0
}
