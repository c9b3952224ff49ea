package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// problemIn is the problem that an answer holds.
func problemIn(t *testing.T, body []byte) (p Problem) {
	t.Helper()
	if err := json.Unmarshal(body, &p); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return p
}

func TestProblems(t *testing.T) {
	s := newServer(t, Options{MaxBytes: 1 << 20})
	files := func(names ...string) [2]string {
		mediaType, body := form(t, names, "x")
		return [2]string{mediaType, body}
	}
	many := files(strings.Split(strings.Repeat("file/x ", maxFiles+1), " ")[:maxFiles+1]...)
	for _, tt := range []struct {
		name, method, path string
		body               [2]string
		coding             string
		want               int
		detail             string
	}{
		{"unknown path", "GET", "/nothing", [2]string{}, "", 404, "no such page"},
		{"wrong method", "GET", "/v1/classify", [2]string{}, "", 405, "use POST"},
		{"wrong method of a page", "DELETE", "/", [2]string{}, "", 405, "use GET or HEAD"},
		{"no type", "POST", "/v1/classify", [2]string{"", "x"}, "", 415, "Content-Type must be one of application/json, "},
		{"type of curl", "POST", "/v1/classify", [2]string{"application/x-www-form-urlencoded", "x"}, "", 415, "Content-Type must be one of"},
		{"broken type", "POST", "/v1/classify", [2]string{"text/html; charset", "x"}, "", 415, "Content-Type must be one of"},
		{"compressed", "POST", "/v1/classify", [2]string{"text/html", "x"}, "gzip", 415, "must not be compressed"},
		{"too large", "POST", "/v1/classify", [2]string{"text/html", strings.Repeat("x", 1<<20+1)}, "", 413, "the body has more than 1048576 bytes"},
		{"too large JSON", "POST", "/v1/classify", [2]string{"application/json", strings.Repeat("x", 1<<20+1)}, "", 413, "more than 1048576 bytes"},
		{"no JSON", "POST", "/v1/classify", [2]string{"application/json", "{"}, "", 400, "not a JSON object"},
		{"an array", "POST", "/v1/classify", [2]string{"application/json", "[]"}, "", 400, "not a JSON object"},
		{"null", "POST", "/v1/classify", [2]string{"application/json", "null"}, "", 400, "not a JSON object"},
		{"two objects", "POST", "/v1/classify", [2]string{"application/json", "{}{}"}, "", 400, "not a JSON object"},
		{"misspelt", "POST", "/v1/classify", [2]string{"application/json", `{"txt": "x"}`}, "", 400, `field "txt" is none of`},
		{"upper case", "POST", "/v1/classify", [2]string{"application/json", `{"Text": "x"}`}, "", 400, `field "Text" is none of`},
		{"not a text", "POST", "/v1/classify", [2]string{"application/json", `{"text": 1}`}, "", 400, `field "text" is not a text`},
		{"null text", "POST", "/v1/classify", [2]string{"application/json", `{"text": null}`}, "", 400, `field "text" is not a text`},
		{"neither", "POST", "/v1/classify", [2]string{"application/json", `{"title": "x"}`}, "", 400, "one of text and html"},
		{"both", "POST", "/v1/classify", [2]string{"application/json", `{"text": "x", "html": "x"}`}, "", 400, "one of text and html"},
		{"no files", "POST", "/v1/classify", files(), "", 400, "the form has no file"},
		{"a field", "POST", "/v1/classify", files("file"), "", 400, `the form has a field "file"; all must be named "file" and have a file name`},
		{"another name", "POST", "/v1/classify", files("page/x.html"), "", 400, `the form has a field "page"`},
		{"too many files", "POST", "/v1/classify", many, "", 413, "more than 64 files"},
		{"no boundary", "POST", "/v1/classify", [2]string{"multipart/form-data", "x"}, "", 400, "the form: "},
		{"broken form", "POST", "/v1/classify", [2]string{"multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\nx"}, "", 400, "the form: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := request(tt.method, tt.path, tt.body[0], tt.body[1])
			if tt.coding != "" {
				r.Header.Set("Content-Encoding", tt.coding)
			}
			w := send(s, r)
			p := problemIn(t, w.Body.Bytes())
			if w.Code != tt.want || p.Status != tt.want || p.Title != http.StatusText(tt.want) || !strings.Contains(p.Detail, tt.detail) {
				t.Errorf("%d %+v, want %d %q", w.Code, p, tt.want, tt.detail)
			}
			if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("type %q", got)
			}
			if (w.Header().Get("Allow") != "") != (tt.want == 405) {
				t.Errorf("Allow %q", w.Header().Get("Allow"))
			}
		})
	}
}

// Bodies whose length is not announced are bounded as well, in forms too.
func TestLongBody(t *testing.T) {
	s := newServer(t, Options{MaxBytes: 1 << 10})
	long := strings.Repeat("x", 1<<11)
	mediaType, body := form(t, []string{"file/x"}, long)
	for mediaType, body := range map[string]string{"text/html": long, "application/json": `{"text": "` + long, mediaType: body} {
		r := request("POST", "/v1/classify", mediaType, "")
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), -1
		if w := send(s, r); w.Code != 413 {
			t.Errorf("%s: %d %s", mediaType, w.Code, w.Body)
		}
	}
}

func TestBrokenBody(t *testing.T) {
	s := newServer(t, Options{})
	for want, err := range map[int]error{400: errors.New("broken"), 408: os.ErrDeadlineExceeded} {
		r := request("POST", "/v1/classify", "text/html", "")
		r.Body, r.ContentLength = io.NopCloser(iotest.ErrReader(err)), 100
		if w := send(s, r); w.Code != want {
			t.Errorf("%v: %d %s", err, w.Code, w.Body)
		}
	}
}

// Where all turns are taken, as many wait as may, and others are sent away; so
// are those whose time runs out.
func TestTurns(t *testing.T) {
	turns := newTurns(1, 1)
	done, err := turns.take(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	waits := make(chan error)
	go func() {
		done, err := turns.take(context.Background())
		if err == nil {
			done()
		}
		waits <- err
	}()
	for len(turns.admitted) < 2 {
		time.Sleep(time.Millisecond)
	}
	if _, err := turns.take(context.Background()); err != errBusy {
		t.Errorf("the third: %v", err)
	}
	done()
	if err := <-waits; err != nil {
		t.Errorf("the second: %v", err)
	}
	done, err = turns.take(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := turns.take(ended); err != errBusy {
		t.Errorf("out of time: %v", err)
	}
	done()
	if len(turns.admitted) != 0 || len(turns.running) != 0 {
		t.Errorf("%d admitted, %d running at the end", len(turns.admitted), len(turns.running))
	}
}

func TestBusy(t *testing.T) {
	s := newServer(t, Options{Jobs: 1, Waiting: 1, Timeout: 20 * time.Millisecond})
	done, err := s.turns.take(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w := send(s, request("POST", "/v1/classify", "text/plain", programs)) // waits, in vain
	if w.Code != 503 || w.Header().Get("Retry-After") != "1" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	done()
	if w := send(newServer(t, Options{Timeout: 1}), request("POST", "/v1/classify", "text/plain", programs)); w.Code != 503 {
		t.Errorf("out of time: %d %s", w.Code, w.Body)
	}
}

// What a request holds is bounded, with its answer, and given back.
func TestMemory(t *testing.T) {
	s := newServer(t, Options{MaxBytes: 1 << 20, Memory: 4 << 10})
	for body, want := range map[string]int{
		strings.Repeat("x", 5<<10): 413, // as it comes in
		programs + strings.Repeat("\nTrack the risks of the program.", 100): 413, // as the answer is made
		"too short": 200,
	} {
		if w := send(s, request("POST", "/v1/classify", "text/plain", body)); w.Code != want {
			t.Errorf("%d bytes: %d, want %d", len(body), w.Code, want)
		}
		mediaType, files := form(t, []string{"file/x"}, body)
		if w := send(s, request("POST", "/v1/classify", mediaType, files)); w.Code != want {
			t.Errorf("%d bytes in a form: %d, want %d", len(body), w.Code, want)
		}
		if free := s.memory.free.Load(); free != 4<<10 {
			t.Errorf("%d bytes: %d are free afterwards", len(body), free)
		}
	}
	others := grant{memory: s.memory}
	if err := others.grow(4<<10 - 5); err != nil {
		t.Fatal(err)
	}
	if w := send(s, request("POST", "/v1/classify", "text/plain", "too short")); w.Code != 503 {
		t.Errorf("while others hold the memory: %d", w.Code)
	}
}

// Large bodies are read one after the other, and small ones beside them.
func TestLargeAlone(t *testing.T) {
	s := newServer(t, Options{Jobs: 2, Timeout: time.Second})
	done, err := s.turns.takeLarge(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if w := send(s, request("POST", "/v1/classify", "text/plain", programs)); w.Code != 200 {
		t.Errorf("a small one: %d", w.Code)
	}
	large := strings.Repeat("x", largeBody+1)
	if w := send(s, request("POST", "/v1/classify", "text/plain", large)); w.Code != 503 {
		t.Errorf("a second large one: %d", w.Code)
	}
	done()
	if w := send(s, request("POST", "/v1/classify", "text/plain", large)); w.Code != 200 {
		t.Errorf("a large one in its turn: %d", w.Code)
	}
}

// listening starts a server, and returns its address and how to stop it.
func listening(t *testing.T, s *Server) (addr string, stop func(), ended <-chan error) {
	t.Helper()
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	served := make(chan error, 1)
	go func() { served <- s.Serve(ctx, l) }()
	return l.Addr().String(), cancel, served
}

// A request that is under way when the server is to stop is answered; new ones
// are not taken.
func TestGracefulStop(t *testing.T) {
	s := newServer(t, Options{Jobs: 1})
	turn, err := s.turns.take(context.Background()) // so that the request waits
	if err != nil {
		t.Fatal(err)
	}
	addr, stop, ended := listening(t, s)
	answered := make(chan string, 1)
	go func() {
		r, err := http.Post("http://"+addr+"/v1/classify", "text/plain", strings.NewReader(programs))
		if err != nil {
			answered <- err.Error()
			return
		}
		defer r.Body.Close()
		answered <- r.Status
	}()
	for len(s.turns.admitted) < 2 {
		time.Sleep(time.Millisecond)
	}
	stop()
	for { // until it takes no more
		c, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(time.Millisecond)
	}
	select {
	case err := <-ended:
		t.Fatalf("it ended with a request under way: %v", err)
	default:
	}
	turn()
	if got := <-answered; got != "200 OK" {
		t.Errorf("the request under way: %s", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// A client that never sends its body does not hold up the stop for longer than
// the grace.
func TestStopCutsOff(t *testing.T) {
	s := newServer(t, Options{})
	s.grace = 50 * time.Millisecond
	addr, stop, ended := listening(t, s)
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, "POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n")
	if _, err := io.ReadFull(c, make([]byte, len("HTTP/1.1 100"))); err != nil { // the handler asks for the body
		t.Fatal(err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if rest, err := io.ReadAll(c); err == nil && strings.Contains(string(rest), "200 OK") {
		t.Errorf("it was answered with %s", rest)
	}
}

// A port that is taken is an error, and so is a listener that fails.
func TestServeFails(t *testing.T) {
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(l.Addr().String()); err == nil || !strings.Contains(err.Error(), "address already in use") {
		t.Errorf("the same port: %v", err)
	}
	l.Close()
	if err := newServer(t, Options{}).Serve(context.Background(), l); err == nil {
		t.Error("a closed listener served")
	}
}
