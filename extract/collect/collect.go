// Package collect turns the places where people keep postings - files,
// folders, data sets, standard input - into one stream of documents, each with
// a stable name. What cannot be read is a document too, with the error: one
// bad file never stops the others.
//
//	for d := range collect.Documents(ctx, []string{"saved"}, collect.Options{}) {
//		for _, e := range d.Extract(extract.Options{}) {
//			fmt.Println(d.Name, e.Posting.Title, e.Reason)
//		}
//	}
package collect

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"

	"rolecall/extract/collect/internal/record"
)

// Options steer what is read. The zero value means the defaults.
type Options struct {
	Stdin    io.Reader // what the path "-" reads; os.Stdin is not assumed
	MaxBytes int64     // largest document or row; default 64 MiB
	Fields   Fields    // columns of data sets; empty names are guessed

	// Include and Exclude are globs (with ** for any folders) over the paths
	// of files in folders and archives: below the folder or archive, with /.
	// A pattern without / is matched with the last element. With Include,
	// what matches none of them is left out.
	Include, Exclude []string

	// Skip, when set, is asked of each file that is found in a folder or by a
	// glob: what it tells to skip is passed over, and not numbered.
	Skip func(path string) bool

	// Want, when set, is asked before a document is read: what it refuses is
	// numbered, and otherwise passed over.
	Want func(seq int64, name string) bool

	// Defer leaves the reading of files and the parsing of rows to
	// Document.Load, so that it can be done by many goroutines.
	Defer bool

	// Note, when set, is told in one line what the documents do not say: that a
	// data set has no column that is known, that blank rows were skipped. It is
	// called while documents are yielded.
	Note func(string)

	// Consumed, when set, counts the bytes that were read of the files named
	// by the paths and of those in folders.
	Consumed *atomic.Int64
}

const defaultMaxBytes = 64 << 20

// Documents yields the documents at paths, in the order given; a folder's in
// the order of their names, an archive's in the order in which they are
// stored, save a zip's, which come in the order of a folder's. A path that does
// not exist and has a *, ? or [ in it is a glob. It stops early when ctx is
// done. A path that is the name of a row, such as a.jsonl:5, yields that row.
func Documents(ctx context.Context, paths []string, o Options) iter.Seq[Document] {
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	return func(yield func(Document) bool) {
		c := &collector{ctx: ctx, o: o, yield: yield, cols: record.NewColumns(o.Fields)}
		for _, p := range paths {
			if !c.path(p) {
				return
			}
		}
	}
}

// Files calls do with each file that Documents opens at paths, in its order, and
// opens none. What cannot be found or listed is passed over, and so is "-".
func Files(ctx context.Context, paths []string, o Options, do func(path string)) {
	c := &collector{ctx: ctx, o: o, files: do}
	for _, p := range paths {
		if !c.path(p) {
			return
		}
	}
}

// A collector walks paths. Its methods report whether to go on.
type collector struct {
	ctx   context.Context
	o     Options
	cols  *record.Columns
	yield func(Document) bool
	seq   int64
	found bool              // the file at hand was found in a folder, and not named
	files func(path string) // in place of reading files; nil to read them
	place *named            // the one row that is wanted of the file at hand; nil for all
}

// begin numbers the next document, and tells whether it is wanted.
func (c *collector) begin(name string) (Document, bool) {
	name = validName(name)
	d := Document{Seq: c.seq, Name: name, max: c.o.MaxBytes}
	c.seq++
	if c.place != nil {
		var ok bool
		if d.only, ok = c.place.holds(name); !ok {
			return d, false
		}
	}
	return d, c.o.Want == nil || c.o.Want(d.Seq, name)
}

// validName writes the bytes of a name that are no UTF-8 as \xff, so that two
// names that differ in them alone stay two.
func validName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for i, r := range name {
		if _, size := utf8.DecodeRuneInString(name[i:]); r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, name[i])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// emit yields a document.
func (c *collector) emit(d Document) bool {
	if c.ctx.Err() != nil {
		return false
	}
	if !c.o.Defer {
		d.Load()
	}
	return c.yield(d)
}

// failed yields the document that name would be, were it not for err.
func (c *collector) failed(name string, err error) bool {
	if c.files != nil {
		return true
	}
	d, wanted := c.begin(name)
	d.Err = readError(err)
	if !wanted && c.place != nil {
		c.place.err = d.Err
	}
	return !wanted || c.emit(d)
}

func (c *collector) path(p string) bool {
	if p == "-" {
		return c.stdin()
	}
	info, err := os.Stat(p)
	if err != nil {
		if n := naming(p); n != nil {
			return c.named(n)
		}
	}
	switch {
	case err != nil && strings.ContainsAny(p, "*?["):
		return c.glob(p, err)
	case err != nil:
		return c.failed(p, err)
	case info.IsDir():
		return c.folder(p)
	case !info.Mode().IsRegular() && info.Mode()&os.ModeNamedPipe == 0:
		return c.failed(p, accessError("not a regular file"))
	}
	return c.file(p)
}

// glob reads what a pattern matches, in the order of the names.
func (c *collector) glob(pattern string, noFile error) bool {
	found, err := doublestar.FilepathGlob(pattern, doublestar.WithNoFollow())
	switch {
	case err != nil:
		return c.failed(pattern, accessError("bad pattern"))
	case len(found) == 0:
		return c.failed(pattern, noFile)
	}
	slices.SortFunc(found, func(a, b string) int { return comparePaths(filepath.ToSlash(a), filepath.ToSlash(b)) })
	base, _ := doublestar.SplitPattern(filepath.ToSlash(pattern))
	for _, p := range found {
		if info, err := os.Lstat(p); err != nil || !info.Mode().IsRegular() || !meant(below(base, p), pattern) || isAssets(filepath.Dir(p)) || c.skips(p) {
			continue // a folder that matches ** is the folder of files that match too
		}
		if !c.path(p) {
			return false
		}
	}
	return true
}

func (c *collector) skips(p string) bool { return c.o.Skip != nil && c.o.Skip(p) }

// meant tells whether a path that a pattern matched is one that a walk of a
// folder would read, or one that the pattern spells.
func meant(p, pattern string) bool {
	for element := range strings.SplitSeq(p, "/") {
		if isHidden(element) && !strings.Contains(pattern, "/.") {
			return false
		}
	}
	return !isAsset(p)
}

// stdin reads a data set, an archive, or one document, told apart by content.
// Nothing at all is no document.
func (c *collector) stdin() bool {
	if c.files != nil {
		return true
	}
	if c.o.Stdin == nil {
		return c.failed("-", accessError("no standard input"))
	}
	in := &counted{r: c.o.Stdin, total: c.o.Consumed}
	s := source{name: "-", r: bufio.NewReaderSize(in, bufferSize), out: &in.expansion}
	if _, err := s.r.Peek(1); err == io.EOF {
		return true
	}
	return c.source(s)
}

// file reads a file of a folder, or one that was named.
func (c *collector) file(p string) bool {
	if c.files != nil {
		c.files(p)
		return c.ctx.Err() == nil
	}
	if c.o.Defer && isDocument(p) && !c.isTableFile(p) {
		d, wanted := c.begin(p)
		d.path, d.found = p, c.found
		if c.o.Consumed != nil {
			if info, err := os.Stat(p); err == nil {
				c.o.Consumed.Add(info.Size())
			}
		}
		return !wanted || c.emit(d)
	}
	f, err := openFile(p, c.found)
	if err != nil {
		return c.failed(p, err)
	}
	defer f.Close()
	return c.stream(p, f)
}

// A counted reader counts what it reads.
type counted struct {
	r         io.Reader
	total     *atomic.Int64
	expansion expansion
}

func (r *counted) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.expansion.in += int64(n)
	if r.total != nil {
		r.total.Add(int64(n))
	}
	return n, err
}

// A source is a stream of bytes to take documents from.
type source struct {
	name  string        // of its document
	file  string        // the last element of the name, without the endings of what was unpacked
	r     *bufio.Reader // at the start
	at    io.ReaderAt   // the same, where it can be read at any place; else nil
	size  int64         // of at; -1 or 0 where it is not known
	depth int           // archives around it
	wraps int           // compressions around it
	out   *expansion    // of the outermost file
}

// source reads whatever a stream holds.
func (c *collector) source(s source) bool {
	switch k := c.kind(&s); k {
	case kindGzip, kindZstd:
		return c.compressed(s, k)
	case kindZip, kindTar, kindWARC:
		if s.depth++; s.depth > MaxDepth {
			return c.failed(s.name, broken("an archive more than %d archives deep", MaxDepth))
		}
		return map[kind]func(source) bool{kindZip: c.zip, kindTar: c.tar, kindWARC: c.warc}[k](s)
	case kindParquet:
		return c.parquet(s)
	case kindJSONLines:
		return c.jsonLines(s.name, s.r)
	case kindJSONArray:
		return c.jsonArray(s.name, s.r)
	case kindCSV:
		return c.csv(s)
	case kindXLSX:
		return c.xlsx(s)
	case kindFrame:
		return c.mayBeFrame(s)
	}
	return c.document(s)
}

// document reads a stream that is one document.
func (c *collector) document(s source) bool {
	d, wanted := c.begin(s.name)
	if !wanted {
		return true
	}
	if s.at != nil && s.size > c.o.MaxBytes {
		d.Err = tooLarge(c.o.MaxBytes) // told from the size, so that a huge file is not read to learn it
		return c.emit(d)
	}
	b, err := readSized(s.r, s.size, c.o.MaxBytes)
	d.Data, d.Err = b, readError(err)
	return c.emit(d)
}

// mayBeFrame reads JSON that is a table, or one document.
func (c *collector) mayBeFrame(s source) bool {
	if s.at != nil && s.size > c.o.MaxBytes {
		return c.failed(s.name, tooLarge(c.o.MaxBytes))
	}
	b, err := readSized(s.r, s.size, c.o.MaxBytes)
	if err == nil {
		if f := c.cols.Frame(bytes.TrimPrefix(b, []byte(utf8BOM))); f != nil {
			return c.frame(s.name, f)
		}
	}
	d, wanted := c.begin(s.name)
	d.Data, d.Err = b, readError(err)
	return !wanted || c.emit(d)
}

// reader returns a source that can be read at any place: a file itself, else
// what the stream holds, up to the size of a document.
func (c *collector) reader(s source) (io.ReaderAt, int64, error) {
	if s.at != nil {
		return s.at, s.size, nil
	}
	b, err := readSized(s.r, s.size, c.o.MaxBytes)
	return bytes.NewReader(b), int64(len(b)), err
}
