package collect

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Options steer what is read. The zero value means the defaults.
type Options struct {
	Stdin    io.Reader // what the path "-" reads; os.Stdin is not assumed
	MaxBytes int64     // largest document or row; default 64 MiB
	Fields   Fields    // columns of data sets; empty names are guessed
}

const defaultMaxBytes = 64 << 20

// Documents yields the documents at paths, in the order given; a folder's in
// the order of their names. It stops early when ctx is done.
func Documents(ctx context.Context, paths []string, o Options) iter.Seq[Document] {
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return func(yield func(Document) bool) {
		c := &collector{o: o, yield: func(d Document) bool { return ctx.Err() == nil && yield(d) }}
		for _, p := range paths {
			if !c.path(p) {
				return
			}
		}
	}
}

// A collector walks paths. Its methods report whether to go on.
type collector struct {
	o     Options
	yield func(Document) bool
}

func (c *collector) path(p string) bool {
	if p == "-" {
		return c.stdin()
	}
	info, err := os.Stat(p)
	switch {
	case err != nil:
		return c.yield(Document{Name: p, Err: plainError(err)})
	case info.IsDir():
		return c.folder(p)
	case !info.Mode().IsRegular():
		return c.yield(Document{Name: p, Err: errNotRegular})
	}
	return c.file(p)
}

// folder walks a folder. Symbolic links inside it are not followed, since
// they may lead out of it, or round in circles.
func (c *collector) folder(root string) bool {
	on := true
	filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			on = c.yield(Document{Name: p, Err: plainError(err)})
			if on && d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir() && p != root && (isHidden(d.Name()) || isAssets(p)):
			return fs.SkipDir
		case d.Type().IsRegular() && !isHidden(d.Name()) && !isAsset(p):
			on = c.file(p)
		}
		if !on {
			return fs.SkipAll
		}
		return nil
	})
	return on
}

func isHidden(name string) bool { return strings.HasPrefix(name, ".") }

// isAssets tells whether a folder holds what a browser saved beside a page:
// "Job.html" has its pictures and scripts in "Job_files".
func isAssets(dir string) bool {
	page, ok := strings.CutSuffix(dir, "_files")
	if !ok {
		return false
	}
	for _, ext := range []string{".html", ".htm"} {
		if _, err := os.Stat(page + ext); err == nil {
			return true
		}
	}
	return false
}

// isAsset tells whether a file can be no document, by its ending.
func isAsset(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".avif", ".woff", ".woff2", ".ttf", ".otf", ".eot":
		return true
	}
	return false
}

func (c *collector) file(p string) bool {
	f, err := os.Open(p)
	if err != nil {
		return c.yield(Document{Name: p, Err: plainError(err)})
	}
	defer f.Close()
	if isDataSet(p) {
		return c.dataSet(p, f)
	}
	// Told from the size, so that a huge file is not read to learn it.
	if info, err := f.Stat(); err == nil && info.Size() > c.o.MaxBytes {
		return c.yield(Document{Name: p, Err: tooLarge(c.o.MaxBytes)})
	}
	data, err := readAll(f, c.o.MaxBytes)
	return c.yield(Document{Name: p, Data: data, Err: err})
}

// isDataSet tells whether a file holds a posting a line, by its ending.
func isDataSet(p string) bool {
	p = strings.TrimSuffix(strings.ToLower(p), ".gz")
	return strings.HasSuffix(p, ".jsonl") || strings.HasSuffix(p, ".ndjson")
}

// dataSet reads JSON lines, compressed or not.
func (c *collector) dataSet(name string, r io.Reader) bool {
	br := bufio.NewReaderSize(r, 1<<16)
	if head, _ := br.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(br)
		if err != nil {
			return c.yield(Document{Name: name, Err: err})
		}
		br = bufio.NewReaderSize(z, 1<<16)
	}
	return c.rows(name, br)
}

// stdin reads a data set or one document, told apart by content: JSON lines
// begin with an object that ends where its line ends.
func (c *collector) stdin() bool {
	if c.o.Stdin == nil {
		return c.yield(Document{Name: "-", Err: errNoStdin})
	}
	br := bufio.NewReaderSize(c.o.Stdin, 1<<20)
	head, _ := br.Peek(1 << 20)
	if looksLikeRows(head) {
		return c.rows("-", br)
	}
	data, err := readAll(br, c.o.MaxBytes)
	return c.yield(Document{Name: "-", Data: data, Err: err})
}
