package lexicon

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"regexp"
	"testing"
)

var update = flag.Bool("update", false, "write builtin.go anew")

// What is built in is what the files say. A stale builtin.go is never used,
// but without it every start of the command parses YAML for longer than most
// of them run.
func TestBuiltin(t *testing.T) {
	files, err := readFiles(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := files.parse()
	if err != nil {
		t.Fatal(err)
	}
	want := builtinSource(t, c)
	if *update {
		if err := os.WriteFile("builtin.go", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile("builtin.go"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("builtin.go is stale (%v): go generate ./lexicon", err)
	}
	if got := builtinSource(t, &builtin); !bytes.Equal(got, want) {
		t.Error("builtin.go does not say what data/ says")
	}
}

// builtinSource writes contents as Go, a concept a line.
func builtinSource(t *testing.T, c *contents) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("// Code generated from data/ by go generate; DO NOT EDIT.\n\npackage lexicon\n\nvar builtin = contents{\n")
	fmt.Fprintf(&b, "hash: %#v,\nwords: %#v,\nroles: %#v,\nsources: %#v,\ntitles: %#v,\naspects: %#v,\nconcepts: []Concept{\n",
		c.hash, c.words, c.roles, c.sources, c.titles, c.aspects)
	for _, x := range c.concepts {
		fmt.Fprintf(&b, "%#v,\n", x)
	}
	b.WriteString("},\n}\n")
	// %#v names the package, and writes fields that say nothing.
	src := regexp.MustCompile(`\blexicon\.(\w+[{(])`).ReplaceAll(b.Bytes(), []byte("$1"))
	const empty = `\w+:([^ "{}]+\(nil\)|false|"")`
	src = regexp.MustCompile(empty+`, |, `+empty).ReplaceAll(src, nil)
	src, err := format.Source(src)
	if err != nil {
		t.Fatal(err)
	}
	return src
}
