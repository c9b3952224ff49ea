package collect

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"rolecall/extract"
)

// A stream gives the documents of a file of that name.
func TestStream(t *testing.T) {
	dir := t.TempDir()
	row := `{"title": "TPM", "description": "You lead programs."}` + "\n"
	for name, content := range map[string]string{
		"a.jsonl": row + "\n" + row + "torn {\n",
		"a.html":  "<h1>TPM</h1>",
		"a.csv":   "title,description\nTPM,You lead programs\n",
		"a.warc":  "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.com/a\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nTPM\r\n\r\nWARC",
		"empty":   "",
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		want := described(slices.Collect(Documents(t.Context(), []string{path}, Options{})))
		got := described(slices.Collect(Stream(t.Context(), path, bytes.NewReader([]byte(content)), Options{})))
		if got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func described(documents []Document) (s string) {
	for _, d := range documents {
		s += fmt.Sprintf("%d %s %s %v %v\n", d.Seq, d.Name, d.Data, d.Row, d.Err)
	}
	return s
}

// Matched orders and leaves out as Documents does.
func TestMatched(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.html", "a/z.html", "a.html", ".hidden.html", "c.png", "b_files/x.html"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("<h1>TPM</h1>"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, pattern := range []string{"*", "*.html", "*/*", ".*"} {
		pattern = filepath.Join(dir, pattern)
		var want []string
		for d := range Documents(context.Background(), []string{pattern}, Options{}) {
			want = append(want, d.Name)
		}
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		slices.Reverse(found)
		got := slices.DeleteFunc(Matched(pattern, found), func(p string) bool {
			info, err := os.Stat(p)
			return err != nil || info.IsDir()
		})
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", pattern, got, want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	for _, err := range []error{errors.New("gone"), &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}} {
		d := Unreadable("x", err)
		if e := d.Extract(extract.Options{}); len(e) != 1 || e[0].Reason != extract.NoAccess || e[0].Detail != d.Err.Error() {
			t.Errorf("%v: got %+v", err, e)
		}
	}
}
