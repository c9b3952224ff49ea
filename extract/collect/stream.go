package collect

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"slices"

	"github.com/bmatcuk/doublestar/v4"

	"rolecall/extract/collect/internal/record"
)

// Stream yields the documents of one stream of bytes, as Documents yields those
// of a file of that name with that content. It is for files that the operating
// system does not have, such as those of an object store.
//
// Parquet and zip are read from their end: where r is an *os.File, or else an
// io.ReaderAt with its Stat method, they may have any size; otherwise they have
// at most o.MaxBytes.
func Stream(ctx context.Context, name string, r io.Reader, o Options) iter.Seq[Document] {
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return func(yield func(Document) bool) {
		c := &collector{ctx: ctx, o: o, yield: yield, cols: record.NewColumns(o.Fields)}
		c.stream(name, r)
	}
}

// stream reads what a file of a name holds.
func (c *collector) stream(name string, r io.Reader) bool {
	in := &counted{r: r, total: c.o.Consumed}
	s := source{name: name, file: path.Base(filepath.ToSlash(name)), r: bufio.NewReaderSize(in, bufferSize), out: &in.expansion}
	if f, ok := r.(interface {
		io.ReaderAt
		Stat() (fs.FileInfo, error)
	}); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			s.at, s.size = f, info.Size()
		}
	}
	return c.source(s)
}

// Unreadable is the document that stands for what could not be opened or
// listed under a name.
func Unreadable(name string, err error) Document {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return Document{Name: name, Err: plainError(err)}
	}
	return Document{Name: name, Err: accessError(err.Error())}
}

// Matched puts the paths that a glob matched in the order in which Documents
// reads them, and leaves out what it passes over: hidden files, and those that
// can be no document, such as pictures.
func Matched(pattern string, paths []string) []string {
	base, _ := doublestar.SplitPattern(filepath.ToSlash(pattern))
	paths = slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return !meant(below(base, p), pattern) || isAssets(filepath.Dir(p)) })
	slices.SortFunc(paths, func(a, b string) int { return comparePaths(filepath.ToSlash(a), filepath.ToSlash(b)) })
	return paths
}
