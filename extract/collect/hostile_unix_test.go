//go:build unix

package collect

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"rolecall/extract"
)

// Names that differ only in bytes that are no UTF-8 stay two.
func TestNamesWithoutUTF8(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a\xff.txt", "a\xfe.txt", "a\ufffd.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Skip(err) // a system whose names are UTF-8
		}
	}
	seen := map[string]bool{}
	for d := range Documents(context.Background(), []string{dir}, Options{Defer: true}) {
		seen[filepath.Base(d.Name)] = true
		if d.Load(); string(d.Data) != "x" {
			t.Errorf("%s: %v", d.Name, d.Err)
		}
	}
	for _, want := range []string{`a\xff.txt`, `a\xfe.txt`, "a\ufffd.txt"} {
		if !seen[want] {
			t.Errorf("no %s in %v", want, seen)
		}
	}
}

// A file that is a pipe or a link by the time that it is read is not waited
// for, and not followed.
func TestSwappedFile(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, swap := range map[string]func(path string) error{
		"pipe": func(path string) error { return syscall.Mkfifo(path, 0o644) },
		"link": func(path string) error { return os.Symlink(secret, path) },
	} {
		folder := filepath.Join(dir, name)
		path := filepath.Join(folder, "a.txt")
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		for d := range Documents(context.Background(), []string{folder}, Options{Defer: true}) {
			os.Remove(path)
			if err := swap(path); err != nil {
				t.Fatal(err)
			}
			if d.Load(); d.Err == nil || d.Data != nil {
				t.Errorf("%s: read %q", name, d.Data)
			}
		}
	}
}

// A fault of the program is a row, and ends nothing.
func TestFaultIsARow(t *testing.T) {
	d := Document{Name: "a.jsonl:1", line: []byte(`{"title": "x"}`)} // without columns, which cannot be
	x := d.Extract(extract.Options{})
	if len(x) != 1 || x[0].Reason != extract.Malformed || x[0].Detail == "" {
		t.Errorf("%+v", x)
	}
}
