package collect

import (
	"bufio"
	"errors"
	"io"
	"io/fs"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// The bounds of what is taken out of archives and compressed files.
const (
	// MaxDepth is how many archives deep an archive in an archive is read. A
	// compression around an archive (.tar.gz) does not count.
	MaxDepth = 3

	// MaxRatio is how many bytes may come out of each compressed byte, once
	// more than FreeBytes came out of the outermost file. Postings compress by
	// a factor of 3 to 10; a bomb by 1,000 and more.
	MaxRatio  = 250
	FreeBytes = 64 << 20
)

// errBomb ends the reading of what unpacks to more than the bounds allow.
var errBomb = broken("unpacks to more than %d times its size: cut", MaxRatio)

// An expansion counts what came out of the outermost archive or compressed
// file, all that is nested in it included.
type expansion struct {
	in  int64 // bytes of the file read, or its size
	out int64
}

// add counts n bytes that came out.
func (e *expansion) add(n int) error {
	if e.out += int64(n); e.out > FreeBytes && e.out/MaxRatio > e.in {
		return errBomb
	}
	return nil
}

// expanded reads what comes out of a decompressor, and cuts bombs.
type expanded struct {
	r io.Reader
	e *expansion
}

func (x expanded) Read(p []byte) (int, error) {
	n, err := x.r.Read(p)
	if over := x.e.add(n); over != nil {
		return n, over
	}
	return n, err
}

// inflate opens a gzip or zstd stream.
func inflate(kind kind, r io.Reader) (io.ReadCloser, error) {
	if kind == kindGzip {
		return gzip.NewReader(r)
	}
	// One goroutine, and a window of at most 128 MB: what zstd --long=27 needs.
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// compressed reads the stream inside of a gzip or zstd one.
func (c *collector) compressed(s source, kind kind) bool {
	z, err := inflate(kind, s.r)
	if err != nil {
		return c.failed(s.name, unexpected(err))
	}
	defer z.Close()
	s.at = nil
	s.file = cutCompression(s.file)
	s.r = bufio.NewReaderSize(expanded{z, s.out}, bufferSize)
	if s.wraps++; s.wraps > maxWraps {
		return c.failed(s.name, broken("compressed more than %d times", maxWraps))
	}
	return c.source(s)
}

// maxWraps is how often a stream may be compressed in itself.
const maxWraps = 4

// readError words an error of reading a stream: of the file system, or else of
// what the bytes should be.
func readError(err error) error {
	var pe *fs.PathError
	var access accessError
	switch {
	case err == nil || errors.As(err, &access) || errors.Is(err, ErrTooLarge) || errors.As(err, &brokenError{}):
		return err
	case errors.As(err, &pe):
		return plainError(err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return broken("truncated: %w", err)
	}
	return broken("broken: %w", err)
}
