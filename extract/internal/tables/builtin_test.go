package tables

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

var update = flag.Bool("update", false, "write builtin.go anew")

// What is built in is what the files say.
func TestBuiltin(t *testing.T) {
	want := readDataset(t)
	source := datasetSource(t, want)
	if *update {
		if err := os.WriteFile("builtin.go", source, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile("builtin.go"); err != nil || !bytes.Equal(got, source) {
		t.Errorf("builtin.go is stale (%v): go generate ./extract/...", err)
	}
	if !reflect.DeepEqual(Builtin, want) {
		t.Error("builtin.go does not say what data/ says")
	}
}

// readDataset reads the files, strictly: an unknown key or a key given twice is
// an error with its line.
func readDataset(t *testing.T) Dataset {
	t.Helper()
	var d Dataset
	for name, to := range map[string]any{"sections": &d.Sections, "walls": &d.Words, "sites": &d.Sites, "apis": &d.APIs, "genres": &d.Genres, "pasted": &d.Pasted} {
		b, err := os.ReadFile("../../data/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict(), yaml.DisallowUnknownField()).Decode(to); err != nil {
			t.Fatalf("data/%s.yaml:%v", name, err)
		}
	}
	return d
}

// datasetSource writes a dataset as Go, a row or a list a line.
func datasetSource(t *testing.T, d Dataset) []byte {
	t.Helper()
	s := fmt.Sprintf("%#v", d)
	// %#v names the package, and writes fields that say nothing.
	s = regexp.MustCompile(`\btables\.(\w+\b)`).ReplaceAllString(s, "$1")
	const empty = `\w+:([^ "{}]+\(nil\)|false|"")`
	s = regexp.MustCompile(empty+`, |, `+empty).ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, "}, ", "},\n")
	const head = "// Code generated from data/ by go generate; DO NOT EDIT.\n\npackage tables\n\nimport \"rolecall/extract/internal/posting\"\n\n"
	src, err := format.Source([]byte(head + "// Builtin is what the files said when this was generated.\nvar Builtin = " + s + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return src
}
