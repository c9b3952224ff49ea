package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"rolecall/cmd/internal/result"
)

// The files of a run whose output is out:
//
//	out-00000-of-00008.jsonl      rows, in the order of the input
//	out.bad-00000-of-00008.jsonl  what could not be read of them, with the reason
//	out.summary.json              counts and matrix, written when all others are there
//	out.parts/                    rows that have no place yet; gone at the end
const (
	badSuffix     = ".bad"
	summarySuffix = ".summary.json"
	partsSuffix   = ".parts"
	partSuffix    = ".rows" // of each file in it
)

func shardName(output string, file, of int64) string {
	return fmt.Sprintf("%s-%05d-of-%05d.jsonl", output, file, of)
}

// partName returns a name for rows of a block, not used before: an attempt that
// failed, or is still under way elsewhere, does not get in the way.
func partName(output string, block int64) string {
	return fmt.Sprintf("%s%s/%016x-%016x%s", output, partsSuffix, block, rand.Uint64(), partSuffix)
}

// A summaryFn adds the counts of all blocks, and writes them.
type summaryFn struct {
	Output string
	Keep   bool // the rows that have no place yet
}

func (f *summaryFn) ProcessElement(ctx context.Context, _ int64, blocks func(*[]byte) bool) error {
	sum := result.NewCounts()
	var b []byte
	for blocks(&b) {
		var c result.Counts
		if err := json.Unmarshal(b, &c); err != nil {
			return fmt.Errorf("counts: %w", err)
		}
		sum.Merge(&c)
	}
	out, err := json.MarshalIndent(sum, "", " ")
	if err != nil {
		return err
	}
	err = writeWhole(ctx, f.Output+summarySuffix, func(w io.Writer) error {
		_, err := w.Write(append(out, '\n'))
		return err
	})
	if err != nil || f.Keep {
		return err
	}
	return removeParts(ctx, f.Output)
}

// removeParts removes the rows in between. Only when the job is done are they sure
// to be needed no more: where a worker is lost at the very end, a runner makes
// again what it held, from them.
func removeParts(ctx context.Context, output string) error {
	return remove(ctx, output, output+partsSuffix+"/*")
}

// readSummary reads what a summaryFn wrote.
func readSummary(ctx context.Context, output string) (*result.Counts, error) {
	var c result.Counts
	err := read(ctx, output+summarySuffix, func(r io.Reader) error { return json.NewDecoder(r).Decode(&c) })
	return &c, err
}

// filesOf returns globs of the files of a run, parts first.
func filesOf(output string) []string {
	const number = "-?????-of-?????.jsonl"
	return []string{output + partsSuffix + "/*", output + summarySuffix, output + badSuffix + number, output + number}
}

// makeRoom sees to it that no file of an earlier run stands among those of this
// one: it removes them if told to, and else refuses to run.
func makeRoom(ctx context.Context, output string, force bool) error {
	if force {
		return remove(ctx, output, filesOf(output)...)
	}
	storage, err := storageOf(ctx, output)
	if err != nil {
		return err
	}
	defer storage.Close()
	for _, glob := range filesOf(output) {
		found, err := storage.List(ctx, glob)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("%s is there already: name another --output, or --force to replace it", found[0])
		}
	}
	return nil
}

// remove removes what globs match.
func remove(ctx context.Context, output string, globs ...string) error {
	storage, err := storageOf(ctx, output)
	if err != nil {
		return err
	}
	defer storage.Close()
	remover, ok := storage.(filesystem.Remover)
	if !ok {
		return fmt.Errorf("the file system of %s cannot remove files", output)
	}
	for _, glob := range globs {
		found, err := storage.List(ctx, glob)
		if err != nil {
			return err
		}
		for _, path := range found {
			if err := remover.Remove(ctx, path); err != nil {
				return err
			}
		}
	}
	if isLocal(output) {
		os.Remove(output + partsSuffix) // a folder, and empty
	}
	return nil
}
