// Command generate writes builtin.go, the tables that are built in, from
// extract/data. go generate runs it in the folder of package tables.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"rolecall/extract/internal/tables"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate() error {
	d, err := read(os.DirFS("../../data"))
	if err != nil {
		return err
	}
	src, err := source(d)
	if err != nil {
		return err
	}
	return os.WriteFile("builtin.go", src, 0o644)
}

// read reads the files of data, strictly: an unknown key or a key given twice is
// an error with its line.
func read(data fs.FS) (d tables.Dataset, err error) {
	for _, f := range []struct {
		name string
		to   any
	}{
		{"sections", &d.Sections}, {"walls", &d.Words}, {"sites", &d.Sites}, {"apis", &d.APIs}, {"genres", &d.Genres}, {"pasted", &d.Pasted}, {"regions", &d.Regions}, {"titles", &d.Titles},
		{"lines", &d.Lines}, {"mail", &d.Mail}, {"state", &d.State}, {"companies", &d.Companies}, {"signs", &d.Signs},
	} {
		b, err := fs.ReadFile(data, f.name+".yaml")
		if err != nil {
			return d, err
		}
		if err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict(), yaml.DisallowUnknownField()).Decode(f.to); err != nil {
			return d, fmt.Errorf("data/%s.yaml:%w", f.name, err)
		}
	}
	return d, nil
}

// source writes a dataset as Go, a row or a list a line: it takes no time to
// start with, where decoding a blob took milliseconds.
func source(d tables.Dataset) ([]byte, error) {
	s := fmt.Sprintf("%#v", d)
	// %#v names the package, and writes fields that say nothing.
	s = regexp.MustCompile(`\btables\.(\w+\b)`).ReplaceAllString(s, "$1")
	const empty = `\w+:([^ "{}]+\(nil\)|false|"")`
	s = regexp.MustCompile(empty+`, |, `+empty).ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, "}, ", "},\n")
	const head = "// Code generated from data/ by go generate; DO NOT EDIT.\n\npackage tables\n\nimport \"rolecall/extract/internal/posting\"\n\n"
	return format.Source([]byte(head + "// Builtin is what the files said when this was generated.\nvar Builtin = " + s + "\n"))
}
