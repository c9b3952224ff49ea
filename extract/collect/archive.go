package collect

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
)

// members applies to an archive what holds for a folder: hidden files, assets
// and the globs.
type members struct {
	c     *collector
	pages map[string]bool // paths without .html, to know the folders of their assets
}

// member returns the cleaned path of a member, and whether it is read.
func (m *members) member(raw string) (string, bool) {
	p := memberPath(raw)
	for dir := range strings.SplitSeq(p, "/") {
		if isHidden(dir) {
			return p, false
		}
	}
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if page, ok := strings.CutSuffix(dir, "_files"); ok && m.pages[page] {
			return p, false
		}
	}
	if e := ending(p); e == ".html" || e == ".htm" {
		if len(m.pages) >= 1<<14 || m.pages == nil { // a bound on memory: pages stand near their assets
			m.pages = map[string]bool{}
		}
		m.pages[p[:len(p)-len(e)]] = true
	}
	return p, p != "" && !isAsset(p) && m.c.chosen(p)
}

// memberPath makes a member's name a path that does not leave its archive.
func memberPath(raw string) string {
	raw = strings.ReplaceAll(raw, `\`, "/")
	if len(raw) > 1 && raw[1] == ':' {
		raw = raw[2:] // a drive
	}
	return strings.TrimPrefix(path.Clean("/"+raw), "/")
}

func memberName(archive, member string) string { return archive + "!" + member }

// member reads one member of an archive.
func (c *collector) member(s source, p string, size int64, r io.Reader) bool {
	inner := source{name: memberName(s.name, p), file: path.Base(p), size: size, depth: s.depth, out: s.out}
	if isDocument(p) {
		// Asked before it is unpacked, so that what is not wanted costs little.
		d, wanted := c.begin(inner.name)
		if !wanted {
			return true
		}
		b, err := readSized(r, size, c.o.MaxBytes)
		d.Data, d.Err = b, readError(err)
		return c.emit(d)
	}
	inner.r = bufio.NewReaderSize(r, bufferSize)
	return c.source(inner)
}

// zip reads a zip archive, its members in the order of a folder's.
func (c *collector) zip(s source) bool {
	at, size, err := c.reader(s)
	if err != nil {
		return c.failed(s.name, err)
	}
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return c.failed(s.name, broken("broken zip: %w", err))
	}
	if s.depth == 1 && s.wraps == 0 {
		s.out.in = size // read at any place, and not counted
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	files := slices.Clone(z.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int { return comparePaths(memberPath(a.Name), memberPath(b.Name)) })
	m := members{c: c}
	for _, f := range files {
		p, ok := m.member(f.Name)
		if !ok || !f.Mode().IsRegular() {
			continue
		}
		if c.o.Consumed != nil && s.at != nil {
			c.o.Consumed.Add(int64(f.CompressedSize64))
		}
		if s.out.out > FreeBytes && s.out.out/MaxRatio > s.out.in {
			return c.failed(s.name, errBomb)
		}
		if !c.zipMember(s, f, p) {
			return false
		}
	}
	return true
}

func (c *collector) zipMember(s source, f *zip.File, p string) bool {
	switch {
	case f.Flags&1 != 0:
		return c.failed(memberName(s.name, p), broken("encrypted"))
	case int64(f.UncompressedSize64) > c.o.MaxBytes && isDocument(p):
		return c.failed(memberName(s.name, p), tooLarge(c.o.MaxBytes))
	}
	r, err := f.Open()
	if err != nil {
		return c.failed(memberName(s.name, p), broken("broken zip: %w", err))
	}
	defer r.Close()
	return c.member(s, p, int64(f.UncompressedSize64), expanded{r, s.out})
}

// tar reads a tar archive in the order in which it is stored.
func (c *collector) tar(s source) bool {
	in := &counted{r: s.r}
	t := tar.NewReader(in)
	m := members{c: c}
	for {
		h, err := t.Next()
		switch {
		case err == io.EOF:
			return true
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return c.failed(s.name, tarError(err))
		}
		p, ok := m.member(h.Name)
		if !ok || h.Typeflag != tar.TypeReg {
			continue
		}
		// A sparse member has holes, which are read as zeros: they count.
		if !c.member(s, p, h.Size, expanded{t, &in.expansion}) {
			return false
		}
	}
}

func tarError(err error) error {
	if errors.Is(err, tar.ErrHeader) {
		return broken("broken tar: %w", err)
	}
	return err
}
