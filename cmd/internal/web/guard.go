package web

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
)

// contentPolicy lets a page load what this server gives it, talk to this
// server, and nothing else; nor may a script make markup of text.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// guard puts around all paths what keeps other sites out, and errors in.
func guard(h http.Handler, errors *log.Logger) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	sameOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeProblem(w, problem(http.StatusForbidden, "the request comes from a page of another origin"))
	}))
	h = sameOrigin.Handler(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header())
		defer func() {
			if v := recover(); v != nil {
				errors.Printf("%s %q: panic: %v\n%s", r.Method, r.URL.Path, v, debug.Stack())
				writeProblem(w, problem(http.StatusInternalServerError, "the program failed on this request"))
			}
		}()
		if !toLoopback(r.Host) {
			writeProblem(w, problem(http.StatusMisdirectedRequest, fmt.Sprintf("this server answers to localhost and loopback addresses, not to %q", r.Host)))
			return
		}
		h.ServeHTTP(w, r)
	})
}

// toLoopback tells whether a Host header names this machine. A site whose name
// was made to point here (DNS rebinding) sends its own.
func toLoopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	_, ok := loopback(strings.Trim(host, "[]"))
	return ok
}

func setHeaders(h http.Header) {
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store") // answers hold what people pasted
}
