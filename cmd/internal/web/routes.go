package web

import (
	"embed"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"rolecall/cmd/internal/look"
)

//go:embed assets
var assets embed.FS

// routes are the paths that there are.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, problem(http.StatusNotFound, "no such page"))
	})
	for path, h := range s.paths() {
		mux.Handle(path, h)
	}
	return mux
}

// paths are the handlers by path.
func (s *Server) paths() map[string]http.Handler {
	return map[string]http.Handler{
		"/{$}":             get(asset("index.html")),
		"/api":             get(asset("api.html")),
		"/api.js":          get(asset("api.js")),
		"/icon.svg":        get(asset("icon.svg")),
		"/page.js":         get(asset("page.js")),
		"/reading.js":      get(asset("reading.js")),
		"/style.css":       get(asset("style.css")),
		"/look.css":        get(text(styleType, look.Style())),
		"/dom.js":          get(text(scriptType, look.DOM())),
		"/words.js":        get(text(scriptType, look.Words())),
		"/draw.js":         get(text(scriptType, look.Draw())),
		"/table.js":        get(text(scriptType, look.Table())),
		"/healthz":         get(s.health),
		"/v1/openapi.yaml": get(asset("openapi.yaml")),
		"/v1/openapi.json": get(describe),
		"/v1/classify":     only(s.answer(s.classified), http.MethodPost),
		"/v1/explain":      only(s.answer(s.explained), http.MethodPost),
	}
}

func get(h http.HandlerFunc) http.Handler { return only(h, http.MethodGet, http.MethodHead) }

// only answers requests of some methods.
func only(h http.HandlerFunc, methods ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, m := range methods {
			if r.Method == m {
				h(w, r)
				return
			}
		}
		w.Header().Set("Allow", strings.Join(methods, ", "))
		writeProblem(w, problem(http.StatusMethodNotAllowed, "use "+strings.Join(methods, " or ")))
	})
}

// The media types of the page's parts.
const (
	pageType   = "text/html; charset=utf-8"
	scriptType = "text/javascript; charset=utf-8"
	styleType  = "text/css; charset=utf-8"
)

// asset answers with a file of assets/.
func asset(name string) http.HandlerFunc {
	body, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	types := map[string]string{".html": pageType, ".js": scriptType, ".css": styleType, ".svg": "image/svg+xml", ".yaml": "application/yaml"}
	return text(types[path.Ext(name)], string(body))
}

func text(mediaType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		io.WriteString(w, body)
	}
}

// describe answers with the description of the API in JSON.
func describe(w http.ResponseWriter, _ *http.Request) {
	body, err := description()
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(body)
}

var description = sync.OnceValues(func() ([]byte, error) {
	source, err := assets.ReadFile("assets/openapi.yaml")
	if err != nil {
		return nil, err
	}
	return yaml.YAMLToJSON(source)
})

func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"status": "ok", "version": s.o.Version})
}
