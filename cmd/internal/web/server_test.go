package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
)

// newServer returns a server with the built-in lexicon and weights.
func newServer(t testing.TB, o Options) *Server {
	t.Helper()
	c, err := classify.Default()
	if err != nil {
		t.Fatal(err)
	}
	o.Version = "test"
	o.Reader = result.Reader{Classifier: c}
	return New(o)
}

// request makes a request as a program of this machine sends it.
func request(method, path, mediaType, body string) *http.Request {
	r := httptest.NewRequest(method, "http://127.0.0.1:7117"+path, strings.NewReader(body))
	if mediaType != "" {
		r.Header.Set("Content-Type", mediaType)
	}
	return r
}

func send(s *Server, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

// form makes the body of a form with files under the names given.
func form(t testing.TB, names []string, content string) (mediaType, body string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, name := range names {
		field, file, _ := strings.Cut(name, "/")
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name=%q; filename=%q`, field, file))
		if file == "" {
			h.Set("Content-Disposition", fmt.Sprintf(`form-data; name=%q`, field))
		}
		part, err := w.CreatePart(h)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, content)
	}
	w.Close()
	return w.FormDataContentType(), b.String()
}

func page(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", "postings", "acme-tpm-payments.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

const programs = "You will lead complex technical programs across eight engineering teams, manage cross-team dependencies, track risks and milestones, " +
	"remove blockers, and report status to leadership until the launch on the promised date."

// jsonPosting is a posting in JSON.
func jsonPosting(t testing.TB, fields map[string]string) string {
	t.Helper()
	b, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestClassify(t *testing.T) {
	s := newServer(t, Options{})
	files, body := form(t, []string{"file/a.html", "file/b.html", "file/a.html"}, page(t))
	for _, tt := range []struct {
		name, mediaType, body string
		want                  string // name, label, verdict of each row
	}{
		{"JSON", "application/json", jsonPosting(t, map[string]string{"title": "Product Manager", "text": programs}), "posting TPM mismatch true;"},
		{"HTML in JSON", "application/json", jsonPosting(t, map[string]string{"title": "TPM", "html": "<p>" + programs}), "posting TPM resolved true;"},
		{"a page", "text/html; charset=utf-8", page(t), "posting TPM resolved true;"},
		{"a page as bytes", "application/octet-stream", page(t), "posting TPM resolved true;"},
		{"files", files, body, "a.html TPM resolved true;b.html TPM resolved false;a.html TPM resolved false;"},
		{"no posting", "text/plain", "hello", "posting  not-audited true;"},
		{"nothing", "text/html", "", "posting  not-audited true;"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := send(s, request("POST", "/v1/classify", tt.mediaType, tt.body))
			var answer struct{ Results []json.RawMessage }
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 {
				t.Fatalf("%d %s: %v", w.Code, w.Body, err)
			}
			got := ""
			for _, raw := range answer.Results {
				r, err := result.Read(raw)
				if err != nil {
					t.Fatal(err)
				}
				got += fmt.Sprintf("%s %s %s %t;", r.Name, r.Label, r.Verdict, !r.Duplicate)
			}
			if got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// The declared charset of a page counts as that of an HTTP header does.
func TestCharset(t *testing.T) {
	s := newServer(t, Options{})
	w := send(s, request("POST", "/v1/explain", "text/html; charset=windows-1252", "<html><body><h1>Caf\xe9 Manager</h1><p>"+programs))
	if !strings.Contains(w.Body.String(), "Café Manager") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// What explain says is what classify, audit and the text say.
func TestExplain(t *testing.T) {
	w := send(newServer(t, Options{}), request("POST", "/v1/explain", "application/json", jsonPosting(t, map[string]string{"title": "Product Manager", "text": programs})))
	var answer struct{ Results []explained }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Results) != 1 {
		t.Fatalf("%v: %s", err, w.Body)
	}
	x := answer.Results[0]
	if x.Label != "TPM" || x.Verdict != classify.Mismatch || x.SuggestedTitle != "Technical Program Manager" || x.Neighbours || len(x.Strongest) == 0 || x.RunnerUp == "" || len(x.Lacked) == 0 {
		t.Errorf("%+v", x)
	}
	for _, e := range x.Evidence {
		if x.Text[e.Start:e.End] != e.Text {
			t.Errorf("evidence %q points at %q", e.Text, x.Text[e.Start:e.End])
		}
	}
}

func TestHeaders(t *testing.T) {
	s := newServer(t, Options{})
	for path := range s.paths() {
		w := send(s, request("GET", strings.TrimSuffix(path, "{$}"), "", ""))
		if want := 200; w.Code != want && !strings.HasPrefix(path, "/v1/") {
			t.Errorf("%s: %d", path, w.Code)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Cache-Control":                "no-store",
			"Access-Control-Allow-Origin":  "",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s %q, want %q", path, name, got, want)
			}
		}
		if w.Header().Get("Content-Type") == "" {
			t.Errorf("%s has no type", path)
		}
	}
}

// Pages of other origins are refused, and names that were made to point here.
func TestOrigins(t *testing.T) {
	s := newServer(t, Options{})
	for _, tt := range []struct {
		name, host string
		header     [2]string
		want       int
	}{
		{"a program", "127.0.0.1:7117", [2]string{}, 200},
		{"localhost", "localhost:7117", [2]string{}, 200},
		{"no port", "LOCALHOST", [2]string{}, 200},
		{"another loopback address", "127.8.8.8:1", [2]string{}, 200},
		{"IPv6", "[::1]:7117", [2]string{}, 200},
		{"IPv6 without a port", "[::1]", [2]string{}, 200},
		{"the page", "127.0.0.1:7117", [2]string{"Origin", "http://127.0.0.1:7117"}, 200},
		{"the page, in a new browser", "127.0.0.1:7117", [2]string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"another site", "127.0.0.1:7117", [2]string{"Origin", "https://example.com"}, 403},
		{"another port", "127.0.0.1:7117", [2]string{"Origin", "http://127.0.0.1:8000"}, 403},
		{"a file", "127.0.0.1:7117", [2]string{"Origin", "null"}, 403},
		{"another site, in a new browser", "127.0.0.1:7117", [2]string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"another port, in a new browser", "127.0.0.1:7117", [2]string{"Sec-Fetch-Site", "same-site"}, 403},
		{"rebinding", "example.com:7117", [2]string{}, 421},
		{"rebinding of the same origin", "example.com:7117", [2]string{"Origin", "http://example.com:7117"}, 421},
		{"a name that begins alike", "127.0.0.1.example.com:7117", [2]string{}, 421},
		{"a name that ends alike", "notlocalhost:7117", [2]string{}, 421},
		{"another address", "192.168.0.1:7117", [2]string{}, 421},
		{"all addresses", "0.0.0.0:7117", [2]string{}, 421},
		{"no host", "", [2]string{}, 421},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := request("POST", "/v1/classify", "text/plain", programs)
			r.Host = tt.host
			if tt.header[0] != "" {
				r.Header.Set(tt.header[0], tt.header[1])
			}
			if w := send(s, r); w.Code != tt.want {
				t.Errorf("%d %s, want %d", w.Code, w.Body, tt.want)
			}
		})
	}
}

// A panic is an answer, and told.
func TestPanic(t *testing.T) {
	var told strings.Builder
	h := guard(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("boom") }), log.New(&told, "", 0))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("GET", "/x", "", ""))
	if w.Code != 500 || w.Header().Get("Content-Type") != "application/problem+json" || strings.Contains(w.Body.String(), "boom") || !strings.HasPrefix(told.String(), `GET "/x": panic: boom`) {
		t.Errorf("%d %s; told %q", w.Code, w.Body, told.String())
	}
}

func TestListen(t *testing.T) {
	for addr, ok := range map[string]bool{
		"127.0.0.1:0": true, "localhost:0": true, "127.1.2.3:0": true, "[::ffff:127.0.0.1]:0": true,
		":0": false, "0.0.0.0:0": false, "[::]:0": false, "192.168.0.1:0": false, "10.0.0.1:0": false, "example.com:0": false,
		"127.0.0.1": false, "127.0.0.1:http:x": false, "127.0.0.1:99999": false, "[::1%lo]:0": false, "2130706433:0": false, "0x7f.1:0": false,
	} {
		l, err := Listen(addr)
		if (err == nil) != ok {
			t.Errorf("%s: %v", addr, err)
		}
		if err == nil {
			l.Close()
		}
	}
}
