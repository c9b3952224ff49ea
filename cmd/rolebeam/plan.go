package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"golang.org/x/sync/errgroup"

	"rolecall/extract/collect"
)

// A Split is the part of the input that one worker reads at once: a file, or
// the lines of a file that begin in a range of its bytes.
type Split struct {
	Number int64 // its place in the input, from 0
	Path   string

	// Start and End are the range, End not included; End is 0 for a whole file.
	Start, End int64

	// Block is the part of the output that the rows go to. Blocks rise with
	// the numbers. A Split that is large and cannot be cut goes to several, the
	// ones behind Block.
	Block int64
	Large bool

	Err string // why there is nothing to read
}

// blockStep is how far apart the blocks of a plan are: as many as a large
// Split may need.
const blockStep = 1 << 32

// unpacked is about how many times its size a compressed file comes to.
const unpacked = 8

// sizesAtOnce is how many files an object store is asked of at a time.
const sizesAtOnce = 32

// A planFn lists the files that globs match, and cuts them into splits.
type planFn struct {
	Globs      []string
	SplitBytes int64 // of a file that can be cut
	BlockBytes int64 // of input in an output file
}

func (f *planFn) ProcessElement(ctx context.Context, _ []byte, emit func(Split)) error {
	p := planner{splitBytes: f.SplitBytes, blockBytes: f.BlockBytes, block: -blockStep, emit: emit}
	for _, glob := range f.Globs {
		paths, err := list(ctx, glob)
		if err != nil {
			p.missing(glob, err)
			continue
		}
		files, err := inspect(ctx, glob, paths)
		if err != nil {
			return fmt.Errorf("listing %s: %w", glob, err)
		}
		for _, file := range files {
			p.file(file)
		}
	}
	return nil
}

// A file is what is known of a file before it is read.
type file struct {
	path    string
	size    int64
	none    bool  // a folder
	lines   bool  // JSON lines of which any part can be read
	missing error // it cannot be opened
}

// inspect looks at the files of a glob.
func inspect(ctx context.Context, glob string, paths []string) ([]file, error) {
	storage, err := storageOf(ctx, glob)
	if err != nil {
		return nil, err
	}
	defer storage.Close()
	files := make([]file, len(paths))
	var g errgroup.Group
	g.SetLimit(sizesAtOnce)
	for i, path := range paths {
		g.Go(func() error {
			size, ok, err := sizeOf(ctx, storage, path)
			files[i] = file{path: path, size: size, none: !ok, missing: err}
			files[i].lines = err == nil && ok && isLocal(path) && hasLines(ctx, storage, path)
			return nil
		})
	}
	return files, g.Wait()
}

// hasLines tells whether a file is JSON lines, not compressed, that can be read
// from any place: named so, and without the first bytes of anything else.
func hasLines(ctx context.Context, storage filesystem.Interface, path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jsonl", ".ndjson":
	default:
		return false
	}
	r, err := storage.OpenRead(ctx, path)
	if err != nil {
		return false
	}
	defer r.Close()
	var head [3]byte
	n, _ := io.ReadFull(r, head[:])
	start := bytes.TrimLeft(bytes.TrimPrefix(head[:n], []byte("\ufeff")), " \t\r\n")
	_, seeks := r.(io.Seeker)
	return seeks && (len(start) == 0 || start[0] == '{')
}

// A planner numbers splits and packs them into blocks.
type planner struct {
	splitBytes, blockBytes int64
	emit                   func(Split)
	number, block          int64
	filled                 int64 // bytes in the block
	alone                  bool  // the block is a large split's
}

func (p *planner) file(f file) {
	switch {
	case f.none:
	case f.missing != nil:
		p.missing(f.path, f.missing)
	case f.lines:
		for start := int64(0); start == 0 || start < f.size; start += p.splitBytes {
			end := min(start+p.splitBytes, f.size)
			p.add(Split{Path: f.path, Start: start, End: end}, end-start)
		}
	default:
		p.add(Split{Path: f.path, Large: f.size*unpacked > p.blockBytes}, f.size*unpacked)
	}
}

// missing emits a split that stands for what is not there.
func (p *planner) missing(path string, err error) {
	p.add(Split{Path: path, Err: collect.Unreadable(path, err).Err.Error()}, 0)
}

// add emits a split of about so many bytes, in the block begun or the next.
func (p *planner) add(s Split, size int64) {
	if p.number == 0 || p.alone || p.filled+size > p.blockBytes {
		p.block += blockStep
		p.filled = 0
	}
	s.Number, s.Block = p.number, p.block
	p.number++
	p.filled += size
	p.alone = s.Large
	p.emit(s)
}
