package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/google/go-cmp/cmp"
)

// described loads the description as it is served.
func described(t *testing.T, s *Server) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(send(s, request("GET", "/v1/openapi.json", "", "")).Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return doc
}

// route is the operation of a request.
func route(t *testing.T, doc *openapi3.T, r *http.Request) *routers.Route {
	t.Helper()
	item := doc.Paths.Value(r.URL.Path)
	if item == nil || item.GetOperation(r.Method) == nil {
		t.Fatalf("%s %s is not described", r.Method, r.URL.Path)
	}
	return &routers.Route{Spec: doc, Path: r.URL.Path, PathItem: item, Method: r.Method, Operation: item.GetOperation(r.Method)}
}

// checkAnswer holds an answer against the description: its status, its media
// type, its body.
func checkAnswer(t *testing.T, doc *openapi3.T, r *http.Request, w *httptest.ResponseRecorder) {
	t.Helper()
	in := &openapi3filter.RequestValidationInput{Request: r, Route: route(t, doc, r)}
	err := openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: w.Code, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	})
	if err != nil {
		t.Errorf("the answer %d %.300s is not as described: %v", w.Code, w.Body, err)
	}
}

// The paths and media types that are described are those that there are.
func TestDescriptionIsWhole(t *testing.T) {
	s := newServer(t, Options{})
	doc := described(t, s)
	var there []string
	for path := range s.paths() {
		if strings.HasPrefix(path, "/v1/") || path == "/healthz" {
			there = append(there, path)
		}
	}
	slices.Sort(there)
	if diff := cmp.Diff(there, slices.Sorted(slices.Values(doc.Paths.Keys()))); diff != "" {
		t.Errorf("paths (-handled +described):\n%s", diff)
	}
	content := doc.Components.RequestBodies["Documents"].Value.Content
	types := append(documentTypes(), jsonType, formType)
	var said []string
	for mediaType := range content {
		said = append(said, mediaType)
	}
	slices.Sort(types)
	slices.Sort(said)
	if diff := cmp.Diff(types, said); diff != "" {
		t.Errorf("media types (-accepted +described):\n%s", diff)
	}
	if files := content[formType].Schema.Value.Properties["file"].Value; files.MaxItems == nil || *files.MaxItems != maxFiles {
		t.Error("the number of files is not as described")
	}
}

// The description says of a body that it will do exactly where the handler
// takes it, and of each answer what it is.
func TestDescriptionIsTrue(t *testing.T) {
	s := newServer(t, Options{MaxBytes: 1 << 20})
	doc := described(t, s)
	oneFile, one := form(t, []string{"file/a.html"}, page(t))
	twoFiles, two := form(t, []string{"file/a.html", "file/b.html"}, page(t))
	noFile, none := form(t, nil, "")
	otherFile, other := form(t, []string{"page/a.html"}, "x")
	for _, tt := range []struct {
		name, mediaType, body string
		ok                    bool
	}{
		{"posting", "application/json", `{"title": "TPM", "company": "Acme", "url": "https://example.com/", "text": "` + programs + `"}`, true},
		{"mismatch", "application/json", `{"title": "Product Manager", "text": "` + programs + `"}`, true},
		{"html", "application/json", `{"html": "<p>` + programs + `"}`, true},
		{"no duties", "application/json", `{"title": "TPM", "text": ""}`, true},
		{"no posting", "text/plain", `nothing of a posting`, true},
		{"page", "text/html", page(t), true},
		{"file", oneFile, one, true},
		{"files", twoFiles, two, true},
		{"empty object", "application/json", `{}`, false},
		{"title alone", "application/json", `{"title": "TPM"}`, false},
		{"text and html", "application/json", `{"text": "x", "html": "x"}`, false},
		{"unknown field", "application/json", `{"text": "x", "body": "x"}`, false},
		{"upper case", "application/json", `{"TEXT": "x"}`, false},
		{"null", "application/json", `{"text": null}`, false},
		{"number", "application/json", `{"text": "x", "title": 1}`, false},
		{"array", "application/json", `[{"text": "x"}]`, false},
		{"null title", "application/json", `{"text": "x", "title": null}`, false},
		{"no JSON", "application/json", `text`, false},
		{"unknown type", "image/png", `x`, false},
		{"no file", noFile, none, false},
		{"file of another name", otherFile, other, false},
	} {
		for _, path := range []string{"/v1/classify", "/v1/explain"} {
			t.Run(tt.name+path, func(t *testing.T) {
				r := request("POST", path, tt.mediaType, tt.body)
				in := &openapi3filter.RequestValidationInput{Request: r, Route: route(t, doc, r)}
				err := openapi3filter.ValidateRequest(context.Background(), in)
				if isDocument := slices.Contains(documentTypes(), tt.mediaType); !isDocument && (err == nil) != tt.ok { // its validator knows no bodies of any bytes
					t.Errorf("described: %v; want ok %t", err, tt.ok)
				}
				w := send(s, request("POST", path, tt.mediaType, tt.body))
				if (w.Code == 200) != tt.ok {
					t.Errorf("handled: %d %.200s, want ok %t", w.Code, w.Body, tt.ok)
				}
				checkAnswer(t, doc, r, w)
			})
		}
	}
}

// Each kind of answer is as described, whatever went wrong.
func TestProblemsAreDescribed(t *testing.T) {
	s := newServer(t, Options{MaxBytes: 100, Memory: 50})
	doc := described(t, s)
	others := grant{memory: s.memory}
	if err := others.grow(45); err != nil {
		t.Fatal(err)
	}
	foreign := request("POST", "/v1/classify", "text/plain", "x")
	foreign.Header.Set("Origin", "https://example.com")
	rebound := request("POST", "/v1/classify", "text/plain", "x")
	rebound.Host = "example.com"
	for want, r := range map[int]*http.Request{
		403: foreign, 421: rebound,
		413: request("POST", "/v1/classify", "text/plain", strings.Repeat("x", 101)),
		503: request("POST", "/v1/classify", "text/plain", strings.Repeat("x", 9)),
	} {
		w := send(s, r)
		if w.Code != want {
			t.Errorf("%d, want %d", w.Code, want)
		}
		checkAnswer(t, doc, r, w)
	}
	for _, path := range []string{"/healthz", "/v1/openapi.json", "/v1/openapi.yaml"} {
		r := request("GET", path, "", "")
		checkAnswer(t, doc, r, send(s, r))
	}
}

// A schema that is not closed would describe anything.
func TestSchemasAreClosed(t *testing.T) {
	s := newServer(t, Options{})
	doc := described(t, s)
	r := request("POST", "/v1/classify", "text/plain", programs)
	w := send(s, r)
	var answer map[string][]map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	check := func(change func(row map[string]any)) error {
		var copied map[string][]map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &copied); err != nil {
			t.Fatal(err)
		}
		change(copied["results"][0])
		body, err := json.Marshal(copied)
		if err != nil {
			t.Fatal(err)
		}
		return openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
			RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, Route: route(t, doc, r)},
			Status:                 200, Header: w.Header(), Body: io.NopCloser(bytes.NewReader(body)),
		})
	}
	if err := check(func(map[string]any) {}); err != nil {
		t.Errorf("unchanged: %v", err)
	}
	for field := range answer["results"][0] {
		if check(func(row map[string]any) { delete(row, field) }) == nil {
			t.Errorf("a row without %s would do", field)
		}
	}
	if check(func(row map[string]any) { row["more"] = 1 }) == nil {
		t.Error("a row with an unknown field would do")
	}
	if check(func(row map[string]any) { row["label"] = "CEO" }) == nil {
		t.Error("a row with an unknown label would do")
	}
}
