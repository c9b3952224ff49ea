package collect

import (
	"math/bits"
	"strings"
	"testing"
)

// plainFingerprint is FingerprintOf a byte at a time. Results keep fingerprints,
// so that the values must not change.
func plainFingerprint(text string) (f Fingerprint) {
	var least [len(f)]uint64
	var words []uint64
	for word := range strings.FieldsFuncSeq(text+" ", func(r rune) bool {
		return r < 0x80 && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		w := uint64(0)
		for _, c := range []byte(word) {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			w = (w ^ uint64(c) ^ 1<<40) * 0x9E3779B97F4A7C15
		}
		words = append(words, w)
	}
	if len(words) < minShingles+2 {
		return f
	}
	for i := 2; i < len(words); i++ {
		run := mix(words[i-2]*3 ^ bits.RotateLeft64(words[i-1]*5, 21) ^ bits.RotateLeft64(words[i], 42))
		if at := &least[run%uint64(len(f))]; *at == 0 || run|1 < *at {
			*at = run | 1
		}
	}
	for i := range f {
		far := 0
		for least[(i+far)%len(f)] == 0 {
			far++
		}
		f[i] = byte(mix(least[(i+far)%len(f)]+uint64(far)<<56) >> 8)
	}
	return f
}

func FuzzFingerprint(f *testing.F) {
	long := strings.Repeat("Plan the rover's 7th route - twice; über alles, 計画. ", 8)
	for _, s := range []string{
		"", long, strings.Repeat(" ", sketchBlock-3) + long, long + strings.Repeat("x", 2*sketchBlock), strings.Repeat("a ", 2*sketchBlock),
		strings.Repeat("b ", minShingles+1), strings.Repeat("c ", minShingles+2), strings.ToUpper(long)[:len(long)-1] + "\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := FingerprintOf(text), plainFingerprint(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	})
}
