package main

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// The ranges of a file give each of its lines once, and count their ends,
// wherever it is cut and however it is read.
func TestLineRange(t *testing.T) {
	files := []string{"", "\n", "a", "a\n", "one\ntwo\nthree", "\n\n\n", "a\r\nb\r\n", strings.Repeat("x", 1<<19) + "\ny\n",
		"y\n" + strings.Repeat("x", 1<<19)}
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		b := make([]byte, r.IntN(60))
		for i := range b {
			b[i] = "ab\n"[r.IntN(3)]
		}
		files = append(files, string(b))
	}
	for _, file := range files {
		for _, step := range []int64{1, 2, 3, 7, 50, 1 << 18, 1 << 20} {
			if step < 1<<18 && len(file) > 1000 {
				continue
			}
			testRanges(t, file, step)
		}
	}
}

func testRanges(t *testing.T, file string, step int64) {
	t.Helper()
	var all []byte
	ends := int64(0)
	for start := int64(0); start < int64(len(file)); start += step {
		l, err := newLineRange(strings.NewReader(file), start, min(start+step, int64(len(file))))
		if err != nil {
			t.Fatal(err)
		}
		var r io.Reader = l
		if start%2 == 1 {
			r = iotest.OneByteReader(l)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if len(part) > 0 && len(all) > 0 && all[len(all)-1] != '\n' {
			t.Fatalf("%.80q in steps of %d: the range at %d begins in a line", file, step, start)
		}
		all = append(all, part...)
		ends += l.ends
	}
	if string(all) != file {
		t.Fatalf("%.80q in steps of %d gives %.80q", file, step, all)
	}
	if want := int64(bytes.Count(all, []byte{'\n'})); ends != want {
		t.Fatalf("%.80q in steps of %d: counted %d ends of lines, want %d", file, step, ends, want)
	}
}
