package main

import (
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

// A Job is what a pipeline is to do.
type Job struct {
	Globs  []string
	Output string // what the names of the files begin with
	Unique bool
	Wait   bool // somebody waits for the job, and removes what it leaves
	Reading

	SplitBytes int64 // of JSON lines that one worker reads at once
	BlockBytes int64 // of input whose rows go to one file
}

// build makes the pipeline:
//
//	globs ─▶ splits ─▶ read and label ─▶ sketches ─▶ place ─▶ by block ─▶ write ─▶ counts ─▶ summary
//	                        └─▶ rows, in files ─────────────────────────▶
//
// The runner carries some 50 bytes a posting, in a few elements a split.
func build(s beam.Scope, j *Job) {
	splits := beam.ParDo(s.Scope("Plan"), &planFn{Globs: j.Globs, SplitBytes: j.SplitBytes, BlockBytes: j.BlockBytes}, beam.Impulse(s))
	splits = beam.Reshuffle(s, splits) // else one worker would read all
	sketches := beam.ParDo(s.Scope("Read"), &readFn{Reading: j.Reading, Output: j.Output, BlockBytes: j.BlockBytes}, splits)
	places := beam.ParDo(s.Scope("Place"), &placeFn{}, beam.GroupByKey(s, sketches))
	counts := beam.ParDo(s.Scope("Write"), &writeFn{Output: j.Output, Unique: j.Unique}, beam.GroupByKey(s, places))
	beam.ParDo0(s.Scope("Summary"), &summaryFn{Output: j.Output, Keep: j.Wait}, beam.GroupByKey(s, counts))
}

// registerFns tells Beam the functions of the pipeline, which the workers find
// by name. It must come before beam.Init.
func registerFns() {
	register.DoFn3x1[context.Context, []byte, func(Split), error](&planFn{})
	register.DoFn3x1[context.Context, Split, func(int64, Sketch), error](&readFn{})
	register.DoFn3x1[int64, func(*Sketch) bool, func(int64, Placement), error](&placeFn{})
	register.DoFn4x1[context.Context, int64, func(*Placement) bool, func(int64, []byte), error](&writeFn{})
	register.DoFn3x1[context.Context, int64, func(*[]byte) bool, error](&summaryFn{})
	register.Emitter1[Split]()
	register.Emitter2[int64, Sketch]()
	register.Emitter2[int64, Placement]()
	register.Emitter2[int64, []byte]()
	register.Iter1[Sketch]()
	register.Iter1[Placement]()
	register.Iter1[[]byte]()
}
