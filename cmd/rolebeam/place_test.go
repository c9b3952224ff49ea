package main

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/klauspost/compress/s2"

	"rolecall/extract/collect"
)

// The groups are those of all postings one after the other, however they came.
func TestPlace(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var prints []collect.Fingerprint
	for len(prints) < 2000 {
		var p collect.Fingerprint
		if n := len(prints); n > 0 && r.IntN(3) == 0 {
			p = prints[r.IntN(n)]
			p[r.IntN(len(p))]++ // nearly the same
		} else if r.IntN(20) > 0 {
			binary.LittleEndian.PutUint64(p[r.IntN(24):], r.Uint64())
		}
		prints = append(prints, p)
	}
	var sketches []Sketch
	for at := 0; at < len(prints); {
		n := min(1+r.IntN(50), len(prints)-at)
		s := Sketch{Block: int64(at/300) * blockStep, Split: int64(len(sketches)), Documents: int64(n), Rows: fmt.Sprint(at)}
		for _, p := range prints[at : at+n] {
			s.Prints = append(s.Prints, p[:]...)
		}
		s.Prints = s2.Encode(nil, s.Prints)
		sketches, at = append(sketches, s), at+n
	}
	r.Shuffle(len(sketches), func(i, k int) { sketches[i], sketches[k] = sketches[k], sketches[i] })
	var got []Placement
	next := func(s *Sketch) bool {
		if len(sketches) == 0 {
			return false
		}
		*s, sketches = sketches[0], sketches[1:]
		return true
	}
	if err := (&placeFn{}).ProcessElement(0, next, func(_ int64, p Placement) { got = append(got, p) }); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(got, func(a, b Placement) int { return int(a.Seq - b.Seq) })
	var groups collect.Groups
	i := 0
	for _, p := range got {
		if p.Rows != fmt.Sprint(i) || p.Seq != int64(i) {
			t.Fatalf("the rows %s stand at %d, want %d", p.Rows, p.Seq, i)
		}
		for k := range p.Groups {
			group, duplicate := groups.Add(prints[i])
			if p.Groups[k] != group || p.Duplicates[k] != duplicate {
				t.Fatalf("posting %d is in group %q, %v; want %q, %v", i, p.Groups[k], p.Duplicates[k], group, duplicate)
			}
			i++
		}
	}
	if i != len(prints) {
		t.Errorf("%d postings were placed, want %d", i, len(prints))
	}
}

// How many postings a second one worker puts in their places.
func BenchmarkPlace(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	const n = 1 << 20
	prints := make([]byte, 32*n)
	for i := 0; i < len(prints); i += 8 {
		binary.LittleEndian.PutUint64(prints[i:], r.Uint64())
	}
	for b.Loop() {
		p := placer{of: 1, file: -1, block: -1}
		p.place(&Sketch{Documents: n}, prints)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "postings/s")
}
