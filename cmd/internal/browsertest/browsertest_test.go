package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// spy stands in for a test whose page has faults.
type spy struct {
	testing.TB
	faults []string
	ends   []func()
}

func (s *spy) Errorf(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}
func (s *spy) Cleanup(end func()) { s.ends = append(s.ends, end) }

// What a page should not do fails a test, and nothing else does.
func TestFaults(t *testing.T) {
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	for _, tt := range []struct{ name, html, want string }{
		{"quiet", `<!doctype html><title>t</title><p>one`, ""},
		{"error", `<script>console.error("it broke")</script>`, "it broke"},
		{"exception", `<script>throw new Error("it threw")</script>`, "it threw"},
		{"policy", `<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><script>1</script>`, "Content Security Policy"},
		{"request", `<img src="` + other.URL + `/x.png">`, "request to " + other.URL},
		{"neighbour", `<script src="neighbour.js"></script>`, "request to file:"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "page.html")
			if err := os.WriteFile(file, []byte(tt.html), 0o644); err != nil {
				t.Fatal(err)
			}
			s := &spy{TB: t}
			p := Open(s, "file://"+file)
			p.Wait(`document.readyState === "complete"`)
			for _, end := range s.ends {
				end()
			}
			if got := strings.Join(s.faults, "\n"); tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("faults %q, want %q", got, tt.want)
			}
		})
	}
}

// A page is driven as a person does.
func TestDrive(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><title>t</title><input id="in"><button id="b">go</button><output id="out"></output>
			<script>b.onclick = () => { out.textContent = document.getElementById("in").value }</script>`)
	}))
	defer server.Close()
	p := Open(t, server.URL)
	p.Allow("favicon.ico")
	p.Size(390, 844)
	p.Media("prefers-color-scheme", "dark")
	p.Click("#in")
	p.Type("seven")
	p.Press(Tab, Enter)
	p.Wait(`out.textContent === "seven"`)
	if got := Eval[int](p, `innerWidth`); got != 390 {
		t.Errorf("the window is %d wide", got)
	}
	if !Eval[bool](p, `matchMedia("(prefers-color-scheme: dark)").matches`) {
		t.Error("the window is not dark")
	}
	if got := Eval[string](p, `null`); got != "" {
		t.Errorf("null is %q", got)
	}
}
