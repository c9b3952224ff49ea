package main

import (
	"archive/tar"
	"archive/zip"
	"cmp"
	"compress/gzip"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A file is one of an archive.
type file struct {
	name string // with slashes
	mode fs.FileMode
	data []byte
}

// inOrder sorts files by name: the order in which they came is chance.
func inOrder(files []file) []file {
	return slices.SortedFunc(slices.Values(files), func(a, b file) int { return cmp.Compare(a.name, b.name) })
}

// tarGz writes files, in a folder, all of one time and of nobody.
func tarGz(w io.Writer, folder string, files []file, at time.Time) error {
	packed, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(packed)
	for _, f := range inOrder(files) {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: path.Join(folder, f.name), Mode: int64(f.mode), Size: int64(len(f.data)), ModTime: at, Format: tar.FormatUSTAR}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(f.data); err != nil {
			return err
		}
	}
	return cmp.Or(t.Close(), packed.Close())
}

// zipped writes files, in a folder, all of one time.
func zipped(w io.Writer, folder string, files []file, at time.Time) error {
	z := zip.NewWriter(w)
	for _, f := range inOrder(files) {
		h := &zip.FileHeader{Name: path.Join(folder, f.name), Method: zip.Deflate, Modified: at}
		h.SetMode(f.mode)
		one, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := io.Copy(one, strings.NewReader(string(f.data))); err != nil {
			return err
		}
	}
	return z.Close()
}
