package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"rolecall/cmd/internal/result"
)

// A journal keeps the rows of an unfinished run in OUT.part, as JSON lines in
// the order of the input, and beside it in OUT.resume what the run is of.
//
// What is safe: every row that the operating system was given survives a
// crash of the program; it is given rows every quarter of a second. Every row
// before the last sync survives the loss of power; a sync comes every five
// seconds, and OUT.resume then says up to where the file is sound. What stands
// behind that is believed row by row, as long as it reads as rows whose numbers
// rise. The rows of the last document are written again, since some of them may
// be missing.
//
// OUT itself is there whole or not at all. For JSON lines it is the journal,
// renamed; the other forms are written from it.
type journal struct {
	out   string
	file  *os.File
	state journalState

	rows    []byte // not yet given to the operating system
	written int64  // bytes that it was given, whole rows
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

// journalState is what OUT.resume holds.
type journalState struct {
	Format int    `json:"format"`
	Sound  int64  `json:"sound"` // bytes of OUT.part that are on the disk
	Run    runKey `json:"run"`
}

// journalFormat is the number that this program writes and reads.
const journalFormat = 1

func partPath(out string) string  { return out + ".part" }
func statePath(out string) string { return out + ".resume" }

// hasJournal tells whether an unfinished run of out is there.
func hasJournal(out string) bool {
	_, err := os.Stat(partPath(out))
	return err == nil
}

// newJournal begins a run. Rows of an earlier one are discarded.
func newJournal(out string, run runKey) (*journal, error) {
	// The part is there before its state, and is gone before it: a state alone
	// means nothing.
	f, err := openPart(out, os.O_CREATE)
	if err == nil {
		err = f.Truncate(0)
	}
	if err != nil {
		return nil, err
	}
	j := &journal{out: out, file: f, state: journalState{Format: journalFormat, Run: run}, flushed: time.Now(), synced: time.Now()}
	if err := j.saveState(); err != nil {
		f.Close()
		return nil, err
	}
	return j, nil
}

// resumeJournal opens the journal of a run that stopped, and calls done with
// the rows that it holds. next is the number of the document to go on with, and
// last a row of it, if any was written.
func resumeJournal(out string, run runKey, force bool, done func(*result.Facts)) (j *journal, next int64, last *result.Facts, err error) {
	j = &journal{out: out, flushed: time.Now(), synced: time.Now()}
	switch j.state, err = readState(out); {
	case errors.Is(err, fs.ErrNotExist):
		j, err = newJournal(out, run) // it stopped before it began
		return j, 0, nil, err
	case err != nil:
		return nil, 0, nil, err
	}
	if what := j.state.Run.differs(&run); what != "" && !force {
		return nil, 0, nil, fmt.Errorf("%s was begun with another %s: go on all the same with --resume --force, or start over with --force alone", partPath(out), what)
	}
	j.state.Run = run
	if j.file, err = openPart(out, 0); err != nil {
		return nil, 0, nil, err
	}
	if next, last, err = j.replay(done); err == nil {
		err = j.cut(j.written)
	}
	if err != nil {
		j.file.Close()
		return nil, 0, nil, err
	}
	return j, next, last, nil
}

// errLocked is of a file that another run has.
var errLocked = errors.New("another run is writing it")

// openPart opens the journal's file for this run alone.
func openPart(out string, flag int) (*os.File, error) {
	f, err := os.OpenFile(partPath(out), os.O_RDWR|flag, 0o666)
	if err != nil {
		return nil, err
	}
	if err := lock(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", partPath(out), err)
	}
	return f, nil
}

func readState(out string) (s journalState, err error) {
	b, err := os.ReadFile(statePath(out))
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(b, &s); err != nil || s.Format != journalFormat {
		return s, fmt.Errorf("%s: not of this version: start over with --force", statePath(out))
	}
	return s, nil
}

// replay reads the sound rows, those of the last document apart.
func (j *journal) replay(done func(*result.Facts)) (next int64, last *result.Facts, err error) {
	r := bufio.NewReaderSize(j.file, 1<<20)
	var pending []*result.Facts // of the last document
	var at, begins int64        // where the next row begins, and where the first pending one does
	for {
		line, err := r.ReadBytes('\n')
		if err == io.EOF {
			break // a line without its end was torn off by the stop
		}
		if err != nil {
			return 0, nil, err
		}
		f, ok := result.ReadFacts(line)
		if !ok || last != nil && f.Seq < last.Seq {
			if at < j.state.Sound {
				return 0, nil, fmt.Errorf("%s is damaged at byte %d: start over with --force", partPath(j.out), at)
			}
			break // torn off by the stop
		}
		if last != nil && f.Seq > last.Seq {
			for _, p := range pending {
				done(p)
			}
			j.safe += int64(len(pending))
			pending, begins = pending[:0], at
		}
		pending, last = append(pending, f), f
		at += int64(len(line))
	}
	j.written = begins
	if last != nil {
		next = last.Seq
	}
	return next, last, nil
}

// write adds a row. It is given to the operating system in time.
func (j *journal) write(appendRow func([]byte) []byte) error {
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

// flush gives the rows to the operating system. Where it does not take them
// all, the journal is cut behind those that it took before.
func (j *journal) flush(now time.Time) error {
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
		j.rows = j.rows[:0]
		return errors.Join(err, j.cut(j.written+int64(kept)))
	}
	j.written += int64(n)
	j.rows, j.flushed = j.rows[:0], now
	if j.written-j.begun >= writebackBytes {
		beginWriteback(j.file, j.begun, j.written)
		j.begun = j.written
	}
	return nil
}

func (j *journal) cut(size int64) error {
	if err := j.file.Truncate(size); err != nil {
		return err
	}
	_, err := j.file.Seek(size, io.SeekStart)
	j.written, j.begun = size, min(j.begun, size)
	return err
}

// sync makes the rows last, and says so in the state.
func (j *journal) sync(now time.Time) error {
	if err := j.file.Sync(); err != nil {
		return err
	}
	j.synced, j.state.Sound = now, j.written
	return j.saveState()
}

func (j *journal) saveState() error {
	b, err := json.MarshalIndent(&j.state, "", " ")
	if err != nil {
		return err
	}
	return writeWhole(statePath(j.out), func(w io.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
}

// stop ends an unfinished run: all rows are made to last.
func (j *journal) stop() error {
	defer j.file.Close()
	return j.settle()
}

// settle makes all rows last.
func (j *journal) settle() error {
	now := time.Now()
	if err := j.flush(now); err != nil {
		return err
	}
	return j.sync(now)
}

// finish makes OUT of the journal, once it is settled.
func (j *journal) finish(format string) error {
	if err := j.file.Close(); err != nil {
		return err
	}
	if format == "jsonl" {
		if err := replace(partPath(j.out), j.out); err != nil {
			return err
		}
		return os.Remove(statePath(j.out))
	}
	if err := convert(partPath(j.out), j.out, format); err != nil {
		return err
	}
	if err := os.Remove(partPath(j.out)); err != nil {
		return err
	}
	return os.Remove(statePath(j.out))
}
