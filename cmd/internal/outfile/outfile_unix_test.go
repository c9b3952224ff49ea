//go:build unix

package outfile

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWriteInto writes to what is not to be replaced by a file: a link, and
// a pipe, as /dev/stdout or a shell's >(…) may be.
func TestWriteInto(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	hello := func(f *File) error { _, err := f.Write([]byte("hello")); return err }

	if err := os.WriteFile(path("file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("file", path("link")); err != nil {
		t.Fatal(err)
	}
	if err := Write(path("link"), hello); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path("file")); string(b) != "hello" {
		t.Errorf("the file linked to holds %q", b)
	}
	if to, err := os.Readlink(path("link")); to != "file" {
		t.Errorf("the link is to %q: %v", to, err)
	}

	if err := syscall.Mkfifo(path("pipe"), 0o644); err != nil {
		t.Skip(err)
	}
	got := make(chan string)
	go func() {
		b, _ := os.ReadFile(path("pipe"))
		got <- string(b)
	}()
	if err := Write(path("pipe"), hello); err != nil {
		t.Fatal(err)
	}
	if s := <-got; s != "hello" {
		t.Errorf("the pipe gave %q", s)
	}

	if err := Write(dir, hello); err == nil {
		t.Error("a folder was written to")
	}
}
