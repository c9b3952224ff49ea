package main

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Splits are numbered in the order of the input, small ones share a block, and
// a large one that cannot be cut has its own.
func TestPlanner(t *testing.T) {
	var got []Split
	p := planner{splitBytes: 40, blockBytes: 100, block: -blockStep, emit: func(s Split) { got = append(got, s) }}
	for _, f := range []file{
		{path: "a.jsonl", size: 90, lines: true},
		{path: "folder", none: true},
		{path: "b.warc.gz", size: 1},
		{path: "c.warc.gz", size: 50},
		{path: "d.jsonl", size: 0, lines: true},
		{path: "e", missing: errors.New("gone")},
	} {
		p.file(f)
	}
	want := []Split{
		{Number: 0, Path: "a.jsonl", Start: 0, End: 40},
		{Number: 1, Path: "a.jsonl", Start: 40, End: 80},
		{Number: 2, Path: "a.jsonl", Start: 80, End: 90},
		{Number: 3, Path: "b.warc.gz"},
		{Number: 4, Path: "c.warc.gz", Block: blockStep, Large: true},
		{Number: 5, Path: "d.jsonl", Block: 2 * blockStep},
		{Number: 6, Path: "e", Block: 2 * blockStep, Err: "gone"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
