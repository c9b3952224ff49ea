package lexicon

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write builtin.go and builtin_tables.go anew")

// What is built in is what the files say. (Who changes the types of the tables
// begins with an empty builtinTables, or the update does not compile.)
func TestBuiltin(t *testing.T) {
	files, err := readFiles(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := files.parse()
	if err != nil {
		t.Fatal(err)
	}
	tab, err := c.tables()
	if err != nil {
		t.Fatal(err)
	}
	checkSource(t, "builtin.go", builtinSource(t, c), builtinSource(t, &builtin))
	checkSource(t, "builtin_tables.go", tablesSource(t, tab), tablesSource(t, &builtinTables))
}

// checkSource compares a file with what it should be, and with what it says;
// with -update it writes the file.
func checkSource(t *testing.T, file string, want, says []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is stale (%v): go generate ./lexicon", file, err)
	}
	if !bytes.Equal(says, want) {
		t.Errorf("%s does not say what data/ says", file)
	}
}

// Contents and tables of different files make no lexicon.
func TestBuiltinMismatch(t *testing.T) {
	if _, err := builtinLexicon(&contents{hash: "a"}, &tables{hash: "b"}); err == nil {
		t.Error("no error")
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
	return formatted(t, src)
}

func formatted(t *testing.T, src []byte) []byte {
	t.Helper()
	src, err := format.Source(src)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// tablesSource writes tables as Go, which the linker lays out as they are used:
// nothing is left to do at the start of a program.
func tablesSource(t *testing.T, tab *tables) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("// Code generated from data/ by go generate; DO NOT EDIT.\n\npackage lexicon\n\nvar builtinTables = tables{\n")
	fmt.Fprintf(&b, "hash: %q,\n", tab.hash)
	writeSlice(&b, "stems", tab.stems, "%q")
	for _, x := range []struct {
		name string
		a    *automaton
	}{{"matcher", &tab.matcher}, {"levels", &tab.levels}, {"readings", &tab.readings}} {
		fmt.Fprintf(&b, "%s: automaton{\n", x.name)
		writeSlice(&b, "begin", x.a.begin, "%d")
		writeSlice(&b, "states", x.a.states, "%d")
		writeSlice(&b, "steps", x.a.steps, "%d")
		writeSlice(&b, "accepts", x.a.accepts, "%d")
		b.WriteString("},\n")
	}
	b.WriteString("}\n")
	return formatted(t, b.Bytes())
}

// writeSlice writes a field that is a slice, some elements a line.
func writeSlice[E any](b *bytes.Buffer, name string, s []E, verb string) {
	fmt.Fprintf(b, "%s: %s{", name, strings.ReplaceAll(fmt.Sprintf("%T", s), "lexicon.", ""))
	for i, x := range s {
		if i%16 == 0 {
			b.WriteByte('\n')
		}
		elem := fmt.Sprintf(verb, x)
		b.WriteString(strings.ReplaceAll(elem, " ", ",") + ",")
	}
	b.WriteString("},\n")
}
