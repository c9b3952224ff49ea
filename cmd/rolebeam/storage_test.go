package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
)

// Files of a store that the operating system does not have, read and written
// through Beam, give the rows of batch.
func TestStore(t *testing.T) {
	dir := t.TempDir()
	inputs(t, dir)
	files, err := filepath.Glob(filepath.Join(dir, "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		memfs.Write("memfs://store/"+filepath.Base(path), b)
	}
	want, sum := batch(t, filepath.Join(dir, "*.*"))
	j := smallJob("memfs://store/out/roles", "memfs://store/*.*")
	runJob(t, j)
	var got []byte
	names, err := list(t.Context(), j.Output+"-*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		err := read(t.Context(), name, func(r io.Reader) error {
			b, err := io.ReadAll(r)
			got = append(got, b...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	sameRows(t, bytes.ReplaceAll(got, []byte("memfs://store/"), []byte(dir+"/")), want)
	if c, err := readSummary(t.Context(), j.Output); err != nil || c.Postings != sum.Postings {
		t.Errorf("%v postings, %v; want %d", c.Postings, err, sum.Postings)
	}
	if _, err := list(t.Context(), j.Output+partsSuffix+"/*"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("parts are left: %v", err)
	}
	if err := makeRoom(t.Context(), j.Output, false); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("an earlier run is written over: %v", err)
	}
}

// tornStore is a store whose files break off.
type tornStore struct{}

func (tornStore) Close() error                                          { return nil }
func (tornStore) List(_ context.Context, glob string) ([]string, error) { return []string{glob}, nil }
func (tornStore) Size(context.Context, string) (int64, error)           { return 1000, nil }
func (tornStore) OpenWrite(context.Context, string) (io.WriteCloser, error) {
	return nil, errors.ErrUnsupported
}
func (tornStore) OpenRead(context.Context, string) (io.ReadCloser, error) {
	row := `{"title": "TPM", "description": "You lead programs."}` + "\n"
	return io.NopCloser(io.MultiReader(strings.NewReader(row), errorReader{})), nil
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

// What a store breaks off is no result: the runner is told, and tries again or
// gives up.
func TestStoreThatBreaksOff(t *testing.T) {
	filesystem.Register("torn", func(context.Context) filesystem.Interface { return tornStore{} })
	for _, name := range []string{"torn://a.jsonl", "torn://a.parquet"} {
		j := smallJob(filepath.Join(t.TempDir(), "roles"), name)
		p, s := beam.NewPipelineWithRoot()
		build(s, j)
		if _, err := prism.Execute(t.Context(), p); err == nil || !strings.Contains(err.Error(), "connection reset") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(j.Output + summarySuffix); err == nil {
			t.Errorf("%s: a summary of a job that failed", name)
		}
	}
}
