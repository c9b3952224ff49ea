package terminal

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
)

// A Progress bar stands on a terminal while a run goes on. It is drawn by
// hand: mpb, like all that measure text with go-runewidth, takes 15 ms of
// every start of the program.
type Progress struct {
	w        io.Writer    // nil where nobody looks
	width    int          // of the terminal
	Consumed atomic.Int64 // bytes of the input that are read
	total    atomic.Int64 // bytes of all input; 0 while it is not known
	done     int64        // postings
	Start    time.Time
	drawn    time.Time
}

const drawEvery = 200 * time.Millisecond

// NewProgress draws on w if that is a terminal.
func NewProgress(w io.Writer, paths []string, quiet bool) *Progress {
	p := &Progress{Start: time.Now()}
	if quiet || !Is(w) {
		return p
	}
	p.w, p.width = w, Width(w)
	go func() { p.total.Store(inputBytes(paths)) }() // it ends by itself, or with the program
	return p
}

// inputBytes is the size of all files; 0 where one has none.
func inputBytes(paths []string) (n int64) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
			return 0
		}
		filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				if info, err := d.Info(); err == nil {
					n += info.Size()
				}
			}
			return nil
		})
	}
	return n
}

// Add counts a posting that is done.
func (p *Progress) Add() {
	p.done++
	if p.w == nil {
		return
	}
	if now := time.Now(); now.Sub(p.drawn) >= drawEvery {
		p.drawn = now
		fmt.Fprintf(p.w, "\r\x1b[K%s", Cut(p.text(now.Sub(p.Start)), p.width-1))
	}
}

func (p *Progress) text(took time.Duration) string {
	rate := float64(p.done) / max(took.Seconds(), 0.001)
	text := fmt.Sprintf("%s, %s/s", Postings(p.done), Thousands(int64(rate)))
	total, consumed := p.total.Load(), p.Consumed.Load()
	if total == 0 {
		return text
	}
	share := min(float64(consumed)/float64(total), 1)
	const width = 20
	full := int(share * width)
	bar := strings.Repeat("#", full) + strings.Repeat(".", width-full)
	text = fmt.Sprintf("[%s] %3.0f%%  %s", bar, 100*share, text)
	if share > 0.01 {
		left := time.Duration(float64(took) * (1 - share) / share)
		text += fmt.Sprintf(", %s left", left.Round(time.Second))
	}
	return text
}

// Clear takes the bar away.
func (p *Progress) Clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
