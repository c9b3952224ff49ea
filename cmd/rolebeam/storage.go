package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"rolecall/extract/collect"
)

// isLocal tells a path of the operating system from one that names its file
// system, such as gs://bucket/object.
func isLocal(path string) bool { return !strings.Contains(path, "://") }

// storageOf returns the file system of a path, to be closed.
func storageOf(ctx context.Context, path string) (storage filesystem.Interface, err error) {
	defer func() {
		if r := recover(); r != nil { // S3's, where it has no configuration
			err = fmt.Errorf("%s: %v", path, r)
		}
	}()
	return filesystem.New(ctx, path)
}

// list returns the files that a glob matches, in the order in which batch reads
// them. A path that is there is itself, whatever is in its name.
func list(ctx context.Context, glob string) (found []string, err error) {
	missing := fs.ErrNotExist
	if isLocal(glob) {
		info, err := os.Stat(glob)
		switch {
		case err != nil:
			missing = err
		case info.IsDir():
			return nil, errors.New("a folder: name its files, as in FOLDER/*.jsonl")
		default:
			return []string{glob}, nil
		}
	}
	storage, err := storageOf(ctx, glob)
	if err != nil {
		return nil, err
	}
	defer storage.Close()
	found, err = storage.List(ctx, glob)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, missing
	}
	return collect.Matched(glob, found), nil
}

// sizeOf returns the size of a file, and whether it is one: a glob matches
// folders too.
func sizeOf(ctx context.Context, storage filesystem.Interface, path string) (size int64, ok bool, err error) {
	if isLocal(path) { // Beam's own leaves the file open
		info, err := os.Stat(path)
		if err != nil {
			return 0, true, err
		}
		return info.Size(), info.Mode().IsRegular(), nil
	}
	size, err = storage.Size(ctx, path)
	return size, true, err
}

// needsAnyPlace tells by its name that a file is read from its end.
func needsAnyPlace(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".parquet", ".zip":
		return true
	}
	return false
}

// An input is an open file.
type input struct {
	io.Reader // an *os.File where any place of it can be read
	close     func()

	// broken is the error of a store that broke off in between. The file itself
	// is as good as it was, so that this is no result, but to be tried again.
	broken error
}

// open opens a file to read. Of those that are read from their end, an object
// store's is copied to this machine's disk first.
func open(ctx context.Context, path string) (*input, error) {
	storage, err := storageOf(ctx, path)
	if err != nil {
		return nil, err
	}
	r, err := storage.OpenRead(ctx, path)
	if err != nil {
		storage.Close()
		return nil, err
	}
	in := &input{Reader: r, close: func() { r.Close(); storage.Close() }}
	if isLocal(path) {
		return in, nil
	}
	if needsAnyPlace(path) {
		defer in.close()
		return copied(r)
	}
	in.Reader = watched{r, &in.broken}
	return in, nil
}

// copied returns a copy on this machine's disk.
func copied(r io.Reader) (*input, error) {
	f, err := os.CreateTemp("", "rolebeam-*")
	if err != nil {
		return nil, err
	}
	os.Remove(f.Name()) // it is there as long as it is open
	in := &input{Reader: f, close: func() { f.Close() }}
	if _, in.broken = io.Copy(f, r); in.broken == nil {
		_, in.broken = f.Seek(0, io.SeekStart)
	}
	return in, nil
}

// A watched reader keeps the error that it ends with.
type watched struct {
	r   io.Reader
	err *error
}

func (w watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && err != io.EOF {
		*w.err = err
	}
	return n, err
}

// writeBytes is how much is written at once. Of larger writes the system asks for
// larger pieces of memory, which it has to find: at 256 KB its part of a run was
// three times as much.
const writeBytes = 64 << 10

// writeWhole writes a file that is there whole or not at all. An object store's
// object is there once its writer is closed; a file of this machine is written
// under another name, and renamed.
func writeWhole(ctx context.Context, path string, write func(io.Writer) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // ends an upload that was not closed
	storage, err := storageOf(ctx, path)
	if err != nil {
		return err
	}
	defer storage.Close()
	to := path
	if isLocal(path) {
		to = filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%08x", filepath.Base(path), rand.Uint32()))
		defer os.Remove(to) // where it was not renamed
	}
	file, err := storage.OpenWrite(ctx, to)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, writeBytes)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := file.Close(); err != nil || to == path {
		return err
	}
	return os.Rename(to, path)
}

// read opens a file that this job wrote, and calls do with its bytes.
func read(ctx context.Context, path string, do func(io.Reader) error) error {
	storage, err := storageOf(ctx, path)
	if err != nil {
		return err
	}
	defer storage.Close()
	r, err := storage.OpenRead(ctx, path)
	if err != nil {
		return err
	}
	defer r.Close()
	return do(r)
}
