package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// program is the path of a rolecall that is this test's own code: TestMain runs
// the command where it is called by its name.
func program(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rolecall")
	if err := os.Symlink(self, path); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	return path
}

// A served is a server in a process of its own.
type served struct {
	t    *testing.T
	cmd  *exec.Cmd
	url  *url.URL
	said chan string // on standard error, after the address
}

func serve(t *testing.T, args ...string) *served {
	t.Helper()
	s := &served{t: t, cmd: exec.Command(program(t), append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...), said: make(chan string, 1)}
	stderr, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.cmd.Process.Kill() })
	r := bufio.NewReader(stderr)
	line, err := r.ReadString('\n')
	if err != nil {
		t.Fatalf("it said %q: %v", line, err)
	}
	if s.url, err = url.Parse(strings.TrimSpace(line)); err != nil || s.url.Scheme != "http" {
		t.Fatalf("it said %q", line)
	}
	go func() {
		rest, _ := io.ReadAll(r)
		s.said <- string(rest)
	}()
	return s
}

// stop interrupts the server, and expects it to end well.
func (s *served) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		s.t.Fatal(err)
	}
	said := <-s.said
	if err := s.cmd.Wait(); err != nil || said != "" {
		s.t.Errorf("it ended with %v, and said %q", err, said)
	}
}

// peak is the most memory that the process had, in bytes.
func (s *served) peak() int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		s.t.Log("the memory is not measured:", err)
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.ParseInt(strings.Fields(after)[0], 10, 64)
	if err != nil {
		s.t.Fatal(err)
	}
	return kb << 10
}

// The load: clients of each kind at once, the largest request, and what the
// server may need for them. The peak seen in a minute was 130 MB.
const (
	loadClients  = 200
	loadMaxBytes = 1 << 20
	loadMemory   = 400 << 20
)

// Under good, oversized, slow and broken requests at once the server answers
// the good ones, needs a bounded memory, and listens on the loopback only.
// $ROLECALL_LOAD says for how long; a minute is the test that was asked for.
func TestServeLoad(t *testing.T) {
	length := 5 * time.Second
	if s := os.Getenv("ROLECALL_LOAD"); s != "" {
		var err error
		if length, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	s := serve(t, "--max-bytes", strconv.Itoa(loadMaxBytes))
	ctx, cancel := context.WithTimeout(context.Background(), length)
	defer cancel()
	l := &load{t: t, server: s, page: readFile(t, "../../testdata/postings/acme-tpm-payments.html")}
	kinds := []func(context.Context, *http.Client){l.good, l.good, l.good, l.good, l.oversized, l.slowHead, l.slowBody, l.broken}
	var wg sync.WaitGroup
	for i := range loadClients {
		wg.Go(func() {
			client := &http.Client{Transport: &http.Transport{}, Timeout: time.Minute}
			for ctx.Err() == nil {
				kinds[i%len(kinds)](ctx, client)
			}
			client.CloseIdleConnections()
		})
	}
	wg.Wait()
	l.good(context.Background(), http.DefaultClient)
	http.DefaultClient.CloseIdleConnections()
	t.Logf("%v: %d good answered, %d times asked again; oversized %d, slow %d, broken %d; peak %d MB",
		length, l.answered.Load(), l.again.Load(), l.tooLarge.Load(), l.slow.Load(), l.refused.Load(), s.peak()>>20)
	if l.answered.Load() < loadClients/2 || l.tooLarge.Load() == 0 || l.slow.Load() == 0 || l.refused.Load() == 0 {
		t.Error("not every kind of client had its turn")
	}
	if peak := s.peak(); peak > loadMemory {
		t.Errorf("the peak of %d MB is over %d", peak>>20, loadMemory>>20)
	}
	l.onlyLoopback()
	s.stop()
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A load is what clients do to a server, and what came of it.
type load struct {
	t      *testing.T
	server *served
	page   []byte

	answered, again, tooLarge, slow, refused atomic.Int64
}

func (l *load) post(client *http.Client, mediaType string, body io.Reader) (int, []byte, error) {
	r, err := client.Post(l.server.url.JoinPath("v1", "classify").String(), mediaType, body)
	if err != nil {
		return 0, nil, err
	}
	defer r.Body.Close()
	answer, err := io.ReadAll(r.Body)
	return r.StatusCode, answer, err
}

// good asks as it should, again where the server is busy, and must be answered.
func (l *load) good(_ context.Context, client *http.Client) {
	mediaType, body := "text/html", l.page
	switch rand.IntN(3) {
	case 0:
		mediaType = "application/json"
		body, _ = json.Marshal(map[string]string{"title": "TPM", "html": string(l.page)})
	case 1:
		mediaType, body = loadForm(l.page)
	}
	for {
		status, answer, err := l.post(client, mediaType, bytes.NewReader(body))
		switch {
		case err == nil && status == http.StatusServiceUnavailable:
			l.again.Add(1)
			time.Sleep(100 * time.Millisecond)
		case err != nil || status != http.StatusOK || !bytes.Contains(answer, []byte(`"label":"TPM"`)):
			l.t.Errorf("a good %s: %d %.200s %v", mediaType, status, answer, err)
			return
		default:
			l.answered.Add(1)
			return
		}
	}
}

func loadForm(page []byte) (mediaType string, body []byte) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, _ := w.CreateFormFile("file", "a.html")
	part.Write(page)
	w.Close()
	return w.FormDataContentType(), b.Bytes()
}

// oversized sends too much, announced or not. It may be cut off while it sends.
func (l *load) oversized(_ context.Context, client *http.Client) {
	body := io.LimitReader(endless{}, 4*loadMaxBytes)
	if rand.IntN(2) == 0 {
		body = bytes.NewReader(make([]byte, 2*loadMaxBytes))
	}
	status, _, err := l.post(client, "text/html", body)
	if err == nil && status != http.StatusRequestEntityTooLarge && status != http.StatusServiceUnavailable {
		l.t.Errorf("an oversized body: %d", status)
	}
	l.tooLarge.Add(1)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// slowHead sends a request's head a byte at a time, until it is cut off.
func (l *load) slowHead(ctx context.Context, _ *http.Client) {
	l.trickle(ctx, "", "GET / HTTP/1.1\r\nHost: "+l.server.url.Host+"\r\nX-A: "+strings.Repeat("a", 1<<12))
}

// slowBody announces a large body and sends it a byte at a time.
func (l *load) slowBody(ctx context.Context, _ *http.Client) {
	l.trickle(ctx, "POST /v1/classify HTTP/1.1\r\nHost: "+l.server.url.Host+"\r\nContent-Type: text/html\r\nContent-Length: 1048576\r\n\r\n", strings.Repeat("b", 1<<12))
}

func (l *load) trickle(ctx context.Context, atOnce, slowly string) {
	c, err := net.Dial("tcp", l.server.url.Host)
	if err != nil {
		l.t.Error(err)
		return
	}
	defer c.Close()
	l.slow.Add(1)
	io.WriteString(c, atOnce)
	for i := range slowly {
		if _, err := io.WriteString(c, slowly[i:i+1]); err != nil {
			return // cut off, as it should be
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// broken sends what is no request, or no body of its type.
func (l *load) broken(_ context.Context, client *http.Client) {
	l.refused.Add(1)
	mediaType, body := loadForm(l.page)
	bodies := []struct{ mediaType, body string }{
		{"application/json", `{"text": "` + strings.Repeat("x", 1000)},
		{"application/json", strings.Repeat("[", 100_000)},
		{"multipart/form-data", "x"},
		{mediaType, string(body[:len(body)-50])},
		{"image/png", "x"},
	}
	i := rand.IntN(len(bodies) + 1)
	if i < len(bodies) {
		if status, _, err := l.post(client, bodies[i].mediaType, strings.NewReader(bodies[i].body)); err == nil && status/100 != 4 && status != 503 {
			l.t.Errorf("a broken %s: %d", bodies[i].mediaType, status)
		}
		return
	}
	c, err := net.Dial("tcp", l.server.url.Host)
	if err != nil {
		l.t.Error(err)
		return
	}
	defer c.Close()
	io.WriteString(c, []string{
		"POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n<html>",
		"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 not HTTP", "GET", "POST /v1/classify HTTP/9.9\r\n\r\n",
		"POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
	}[rand.IntN(5)])
}

// onlyLoopback expects that nobody answers at this machine's other addresses.
func (l *load) onlyLoopback() {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		l.t.Fatal(err)
	}
	for _, a := range addrs {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.IsLinkLocalUnicast() {
			continue
		}
		c, err := net.DialTimeout("tcp", net.JoinHostPort(n.IP.String(), l.server.url.Port()), time.Second)
		if err == nil {
			c.Close()
			l.t.Errorf("it answers at %s", n.IP)
		} else if !errors.Is(err, syscall.ECONNREFUSED) {
			l.t.Logf("%s: %v", n.IP, err)
		}
	}
}
