package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// The same files give the same bytes, whatever their order, and all is there
// again when it is unpacked.
func TestArchives(t *testing.T) {
	at := time.Date(2026, 3, 2, 4, 5, 6, 0, time.UTC)
	files := []file{{"rolecall", 0o755, bytes.Repeat([]byte("program"), 1000)}, {"man/man1/rolecall.1", 0o644, []byte("manual")}, {"LICENSE", 0o644, nil}}
	turned := slices.Clone(files)
	slices.Reverse(turned)
	want := []string{"d/LICENSE -rw-r--r-- 0", "d/man/man1/rolecall.1 -rw-r--r-- 6", "d/rolecall -rwxr-xr-x 7000"}
	for name, pack := range map[string]func(io.Writer, string, []file, time.Time) error{"tar": tarGz, "zip": zipped} {
		var one, two bytes.Buffer
		if err := pack(&one, "d", files, at); err != nil {
			t.Fatal(err)
		}
		if err := pack(&two, "d", turned, at); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s: the same files give other bytes", name)
		}
		var got []string
		for _, f := range unpack(t, name == "zip", one.Bytes(), at) {
			got = append(got, fmt.Sprint(f.name, " ", f.mode, " ", len(f.data)))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// unpack reads an archive. Where at is a time, all files must be of it.
func unpack(t *testing.T, isZip bool, data []byte, at time.Time) (files []file) {
	t.Helper()
	add := func(name string, info os.FileInfo, r io.Reader) {
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if !at.IsZero() && !info.ModTime().Equal(at) {
			t.Errorf("%s is of %v, want %v", name, info.ModTime(), at)
		}
		files = append(files, file{name, info.Mode(), b})
	}
	if isZip {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			add(f.Name, f.FileInfo(), r)
		}
		return files
	}
	g, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(g); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		add(h.Name, h.FileInfo(), r)
	}
}

// A release of this machine's own kind holds all that it should, its checksums
// are right, and its program runs. What it is built with is the cache of the
// tests: .ci/run makes it as a release is made, twice.
func TestRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("links the program")
	}
	dir := t.TempDir()
	if err := release(dir, []string{runtime.GOOS + "/" + runtime.GOARCH}); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(sums))
	if len(fields) != 2 {
		t.Fatalf("checksums %q", sums)
	}
	data, err := os.ReadFile(filepath.Join(dir, fields[1]))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(data)); got != fields[0] {
		t.Errorf("the checksum is %s, want %s", fields[0], got)
	}
	files := map[string]file{}
	for _, f := range unpack(t, strings.HasSuffix(fields[1], ".zip"), data, time.Time{}) {
		folder, name, _ := strings.Cut(f.name, "/")
		if !strings.HasPrefix(fields[1], folder+".") {
			t.Errorf("%s is in no folder of the archive's name", f.name)
		}
		files[name] = f
	}
	for name, says := range map[string]string{
		"README.md": "# rolecall", "LICENSE": "MIT", "NOTICES.txt": "github.com/spf13/cobra", "man/man1/rolecall.1": ".TH", "man/man1/rolecall-batch.1": "resume",
		"completions/rolecall.bash": "__start_rolecall", "completions/_rolecall": "#compdef rolecall", "completions/rolecall.fish": "complete -c rolecall",
	} {
		if f, ok := files[name]; !ok || f.mode != 0o644 || !strings.Contains(string(f.data), says) {
			t.Errorf("%s: there %v, mode %v, without %q", name, ok, f.mode, says)
		}
	}
	program := filepath.Join(t.TempDir(), "rolecall")
	if err := os.WriteFile(program, files["rolecall"].data, 0o755); err != nil {
		t.Fatal(err)
	}
	version, err := exec.Command(program, "--version").Output()
	if err != nil || !strings.HasPrefix(fields[1], "rolecall_"+strings.TrimSpace(strings.TrimPrefix(string(version), "rolecall version "))+"_"+runtime.GOOS) {
		t.Errorf("%s of %s: %v", version, fields[1], err)
	}
}
