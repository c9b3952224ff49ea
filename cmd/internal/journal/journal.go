// Package journal keeps the rows of a run that is not over, so that one that
// was stopped can go on, and makes the output of them.
//
// Until the run is over its rows stand in OUT.part, as JSON lines in the order
// of the input, and beside it in OUT.resume what the run is of, and up to where
// OUT.part is whole.
//
// What is safe: the operating system is given rows every quarter of a second,
// and these survive a crash of the program; a sync comes every five seconds, and
// what stands before it survives the loss of power. Of what was given and of
// what was synced OUT.resume keeps a check sum. Rows that were changed since are
// not gone on with: what was synced must be as it was, and what stands behind it
// is believed up to the last check sum that holds. The rows of the last document
// are written again, since some of them may be missing.
//
// OUT itself is there whole or not at all. For JSON lines it is OUT.part,
// renamed; the other forms are written from it. OUT.part is locked until it is
// gone, so that two runs never write one OUT.
package journal

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"time"

	"rolecall/cmd/internal/outfile"
	"rolecall/cmd/internal/result"
)

// A Journal keeps the rows of a run. It is not for several goroutines at once.
type Journal struct {
	out   string
	file  *os.File // OUT.part, locked
	log   *os.File // OUT.resume, to add check sums to
	state state

	rows    []byte // not yet given to the operating system
	written int64  // bytes that it was given, whole rows
	sum     uint32 // their check sum
	flushed time.Time
	synced  time.Time
	begun   int64 // bytes whose way to the disk has begun
	safe    int64 // rows in the journal
}

const (
	flushEvery = 250 * time.Millisecond
	syncEvery  = 5 * time.Second
	flushBytes = 256 << 10

	// writebackBytes is how much is written before the disk is set to it: the
	// next sync, and the end of the run, then need not wait for all of it.
	writebackBytes = 8 << 20
)

// PartPath is the file of an unfinished run's rows.
func PartPath(out string) string { return out + ".part" }

// StatePath is the file that says what an unfinished run is of.
func StatePath(out string) string { return out + ".resume" }

// Exists tells whether an unfinished run of out is there.
func Exists(out string) bool {
	_, err := os.Stat(PartPath(out))
	return err == nil
}

// New begins a run. Rows of an earlier one are discarded. Where another run is
// writing out, the error wraps outfile.ErrLocked.
func New(out string, run Key) (*Journal, error) {
	// The part is there before its state, and is gone before it: a state alone
	// means nothing.
	f, err := outfile.OpenLocked(PartPath(out), os.O_CREATE)
	if err == nil {
		err = f.Truncate(0)
	}
	if err != nil {
		return nil, err
	}
	j := &Journal{out: out, file: f, state: state{Format: stateFormat, Run: run}, flushed: time.Now(), synced: time.Now()}
	if err := j.saveState(); err != nil {
		j.Close()
		return nil, err
	}
	return j, nil
}

// Resume opens the journal of a run that stopped, and calls done with the rows
// that it holds. next is the number of the document to go on with, and last a
// row of it, if any was written. A run of another key is refused, unless force.
func Resume(out string, run Key, force bool, done func(*result.Facts)) (j *Journal, next int64, last *result.Facts, err error) {
	j = &Journal{out: out, flushed: time.Now(), synced: time.Now()}
	var sums []checkSum
	switch j.state, sums, err = readState(out); {
	case errors.Is(err, fs.ErrNotExist):
		j, err = New(out, run) // it stopped before it began
		return j, 0, nil, err
	case err != nil:
		return nil, 0, nil, err
	}
	if what := j.state.Run.Differs(&run); what != "" && !force {
		return nil, 0, nil, fmt.Errorf("%s was begun with another %s: go on all the same with --resume --force, or start over with --force alone", PartPath(out), what)
	}
	j.state.Run = run
	if j.file, err = outfile.OpenLocked(PartPath(out), 0); err != nil {
		return nil, 0, nil, err
	}
	if next, last, err = j.replay(sums, done); err == nil {
		err = j.cut(j.written)
	}
	if err == nil {
		err = j.sync(time.Now())
	}
	if err != nil {
		j.Close()
		return nil, 0, nil, err
	}
	return j, next, last, nil
}

// replay reads the rows that are as they were written, those of the last
// document apart.
func (j *Journal) replay(sums []checkSum, done func(*result.Facts)) (next int64, last *result.Facts, err error) {
	whole, err := j.whole(sums)
	if err != nil {
		return 0, nil, err
	}
	r := bufio.NewReaderSize(io.LimitReader(j.file, whole), 1<<20)
	var pending []*result.Facts // of the last document
	var at, begins int64        // where the next row begins, and where the first pending one does
	var sum, sumBegins uint32   // the check sums up to there
	for {
		line, err := r.ReadBytes('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, nil, err
		}
		f, ok := result.ReadFacts(line)
		if !ok || last != nil && f.Seq < last.Seq {
			return 0, nil, fmt.Errorf("%s is damaged at byte %d: start over with --force", PartPath(j.out), at)
		}
		if last != nil && f.Seq > last.Seq {
			for _, p := range pending {
				done(p)
			}
			j.safe += int64(len(pending))
			pending, begins, sumBegins = pending[:0], at, sum
		}
		pending, last = append(pending, f), f
		at += int64(len(line))
		sum = addSum(sum, line)
	}
	j.written, j.sum = begins, sumBegins
	if last != nil {
		next = last.Seq
	}
	return next, last, nil
}

// whole returns up to where the file is as it was written, and puts it at its
// start.
func (j *Journal) whole(sums []checkSum) (int64, error) {
	r := bufio.NewReaderSize(j.file, 1<<20)
	var whole int64
	h := crc32.New(castagnoli()) // of all that was read
	for i, s := range append([]checkSum{{j.state.Sound, j.state.Sum}}, sums...) {
		n, err := io.CopyN(h, r, s.bytes-whole)
		if err != nil && err != io.EOF {
			return 0, err
		}
		if n < s.bytes-whole || h.Sum32() != s.sum {
			if i == 0 {
				return 0, fmt.Errorf("%s was changed since the run was stopped: start over with --force", PartPath(j.out))
			}
			break // torn off by the stop
		}
		whole = s.bytes
	}
	_, err := j.file.Seek(0, io.SeekStart)
	return whole, err
}

// Write adds a row, which appendRow appends. It is given to the operating
// system in time.
func (j *Journal) Write(appendRow func([]byte) []byte) error {
	j.rows = append(appendRow(j.rows), '\n')
	j.safe++
	now := time.Now()
	if len(j.rows) >= flushBytes || now.Sub(j.flushed) >= flushEvery {
		if err := j.flush(now); err != nil {
			return err
		}
	}
	if now.Sub(j.synced) >= syncEvery {
		return j.sync(now)
	}
	return nil
}

// Safe is how many rows the journal holds.
func (j *Journal) Safe() int64 { return j.safe }

// flush gives the rows to the operating system. Where it does not take them
// all, the journal is cut behind those that it took before.
func (j *Journal) flush(now time.Time) error {
	n, err := j.file.Write(j.rows)
	if err != nil {
		kept := 0
		for i, c := range j.rows[:n] {
			if c == '\n' {
				kept = i + 1
			}
		}
		for _, c := range j.rows[kept:] {
			if c == '\n' {
				j.safe--
			}
		}
		j.sum = addSum(j.sum, j.rows[:kept])
		j.rows = j.rows[:0]
		return errors.Join(err, j.cut(j.written+int64(kept)))
	}
	j.written += int64(n)
	j.sum = addSum(j.sum, j.rows)
	j.rows, j.flushed = j.rows[:0], now
	if j.written-j.begun >= writebackBytes {
		beginWriteback(j.file, j.begun, j.written)
		j.begun = j.written
	}
	return j.noteSum()
}

func (j *Journal) cut(size int64) error {
	if err := j.file.Truncate(size); err != nil {
		return err
	}
	_, err := j.file.Seek(size, io.SeekStart)
	j.written, j.begun = size, min(j.begun, size)
	return err
}

// sync makes the rows last, and says so in the state.
func (j *Journal) sync(now time.Time) error {
	if err := j.file.Sync(); err != nil {
		return err
	}
	j.synced, j.state.Sound, j.state.Sum = now, j.written, j.sum
	return j.saveState()
}

// Stop ends an unfinished run: all rows are made to last.
func (j *Journal) Stop() error {
	defer j.Close()
	return j.Settle()
}

// Close gives the run up as it stands.
func (j *Journal) Close() {
	j.file.Close()
	if j.log != nil {
		j.log.Close()
	}
}

// Settle makes all rows last.
func (j *Journal) Settle() error {
	now := time.Now()
	if err := j.flush(now); err != nil {
		return err
	}
	return j.sync(now)
}

// Finish makes OUT of the journal, once it is settled: by convert, which is
// given the rows as JSON lines, or of the rows as they stand where it is nil. It
// is noted in OUT, where the file system can, what run it is of; partial tells
// that some inputs could not be read.
func (j *Journal) Finish(partial bool, convert func(to *outfile.File, rows io.Reader) error) error {
	defer j.Close()
	done := record{Run: j.state.Run, Partial: partial}
	if convert == nil {
		done.note(j.file)
		if err := outfile.Adopt(j.file, j.out); err != nil {
			return err
		}
		return j.tidy()
	}
	if _, err := j.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	err := outfile.Write(j.out, func(to *outfile.File) error {
		if err := convert(to, j.file); err != nil {
			return err
		}
		return errors.Join(to.Flush(), done.noteAt(to))
	})
	if err != nil {
		return err
	}
	return j.Discard()
}

// Discard gives the run up, and takes away what is kept of it.
func (j *Journal) Discard() error {
	defer j.Close()
	if err := os.Remove(PartPath(j.out)); err != nil {
		return err
	}
	return j.tidy()
}

// tidy takes the state away, once OUT.part is gone; but not that of a run that
// began since.
func (j *Journal) tidy() error {
	f, err := outfile.OpenLocked(PartPath(j.out), os.O_CREATE)
	if errors.Is(err, outfile.ErrLocked) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if err := os.Remove(StatePath(j.out)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Remove(PartPath(j.out))
}

// Tidy takes away a state that stands alone: a run was killed at its very end.
func Tidy(out string) error {
	if _, err := os.Lstat(StatePath(out)); err != nil || Exists(out) {
		return nil
	}
	return (&Journal{out: out}).tidy()
}
