// Package own knows the files that rolecall wrote, by what they hold, so that
// a run over a folder does not take results for postings.
package own

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rolecall/cmd/internal/outfile"
)

// Files are what a run passes over in the folders that it reads. It is for one
// goroutine at a time.
type Files struct {
	outputs []string // of the run
	hidden  []string // that are there only while the run goes on
	stdout  os.FileInfo
	Passed  []string // what was passed over, in the order in which it was found
}

// New returns the files of a run that writes outputs, and to stdout. Outputs
// that are "" are none.
func New(stdout io.Writer, outputs ...string) *Files {
	f := &Files{outputs: slices.DeleteFunc(slices.Clone(outputs), func(p string) bool { return p == "" })}
	if s, ok := stdout.(*os.File); ok {
		if info, err := s.Stat(); err == nil && info.Mode().IsRegular() {
			f.stdout = info
		}
	}
	return f
}

// Hide adds files that are there only while the run goes on: they are passed
// over, and not listed.
func (f *Files) Hide(files ...string) { f.hidden = append(f.hidden, files...) }

// Skip tells whether a file found in a folder is an output of this run, or
// holds what rolecall wrote.
func (f *Files) Skip(path string) bool {
	if among(f.hidden, path) {
		return true
	}
	if !f.isOutput(path) && !Holds(path) {
		return false
	}
	if !slices.Contains(f.Passed, path) { // found again in another walk
		f.Passed = append(f.Passed, path)
	}
	return true
}

func (f *Files) isOutput(path string) bool {
	if among(f.outputs, path) {
		return true
	}
	if f.stdout == nil {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && os.SameFile(info, f.stdout)
}

func among(files []string, path string) bool {
	return slices.ContainsFunc(files, func(f string) bool { return filepath.Base(f) == filepath.Base(path) && outfile.Same(f, path) })
}

// headBytes is how far a file is read, and tailBytes how far a Parquet file is
// from its end, where its columns are named.
const (
	headBytes = 8 << 10
	tailBytes = 64 << 10
)

// Holds tells whether a file holds rows of results, a page, counts, weights or
// a baseline, in any form that rolecall writes.
func Holds(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, headBytes)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return false
	}
	head = head[:n]
	has := func(s string) bool { return bytes.HasPrefix(head, []byte(s)) }
	holds := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	switch {
	case has("{"), has("["):
		return isJSON(head) || holds(`"name": "rolecall"`) && holds(`sarif`)
	case has("name,id,outcome,"), has("name,id,verdict,severity,"):
		return true
	case has("PAR1"):
		return isParquet(f)
	case has("PK\x03\x04") && n > 48 && (bytes.HasPrefix(head[30:], []byte("xl/")) || bytes.HasPrefix(head[30:], []byte("[Content_Types].xml"))):
		return isWorkbook(f)
	case has("SQLite format 3\x00"):
		return holds("CREATE TABLE results (") && holds("title_candidates") && holds("body_confidence")
	case has("<!doctype html>"):
		return holds("<title>rolecall: titles and duties</title>")
	}
	return has("# Audit\n\npostings ") || has("# Findings of rolecall audit ")
}

// Among are those of the files that hold what rolecall wrote. What is no regular
// file is not opened: a pipe is read once.
func Among(files []string) []string {
	var own []string
	for _, path := range files {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && Holds(path) {
			own = append(own, path)
		}
	}
	return own
}

// Creator is who wrote an Excel file, as its properties say.
const Creator = "rolecall"

// isWorkbook looks at who wrote an Excel file.
func isWorkbook(f *os.File) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil {
		return false
	}
	in, err := z.Open("docProps/core.xml")
	if err != nil {
		return false
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, headBytes))
	return err == nil && bytes.Contains(text, []byte("creator>"+Creator+"<"))
}

// isParquet looks for the columns of results in a Parquet file.
func isParquet(f *os.File) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	tail := make([]byte, min(info.Size(), tailBytes))
	if _, err := f.ReadAt(tail, info.Size()-int64(len(tail))); err != nil {
		return false
	}
	for _, column := range []string{"outcome", "title_candidates", "body_confidence", "verdict"} {
		if !bytes.Contains(tail, []byte(column)) {
			return false
		}
	}
	return true
}

// isJSON tells by the first fields of the first object: rows of results have a
// name, an id and an outcome; what else is written has a format.
func isJSON(head []byte) bool {
	d := json.NewDecoder(bytes.NewReader(head))
	first, _ := d.Token()
	if first == json.Delim('[') {
		first, _ = d.Token()
	}
	if first != json.Delim('{') {
		return false
	}
	var names, values []string
	for len(names) < 3 {
		name, err := d.Token()
		value, err2 := d.Token()
		if err != nil || err2 != nil {
			break
		}
		n, _ := name.(string)
		v, _ := value.(string)
		names, values = append(names, n), append(values, v)
	}
	switch strings.Join(names, " ") {
	case "name id outcome":
		return slices.Contains([]string{"role", "none", "ambiguous", "unreadable", "posting"}, values[2])
	case "format postings duplicates", "format lexicon fitted", "format sound sum":
		return true
	}
	return false
}
