package collect

import (
	"encoding/binary"
	"encoding/hex"
	"math/bits"
)

// A Fingerprint is a sketch of a text. Two texts agree in as many of its bytes,
// about, as they have runs of three words in common, out of all that either
// has (one-permutation MinHash, of 8 bits a hash: Li, Owen and Zhang 2012).
// The zero Fingerprint is of a text too short to compare.
type Fingerprint [32]byte

// minShingles is the number of runs of three words below which a text is not
// compared.
const minShingles = 20

// FingerprintOf returns the sketch of a text. Case, punctuation and line ends
// do not count.
func FingerprintOf(text string) (f Fingerprint) {
	var least [len(f)]uint64
	var w1, w2, w uint64 // the hashes of the words before, and of this one
	n := 0
	word := func() {
		shingle := mix(w1*3 ^ bits.RotateLeft64(w2*5, 21) ^ bits.RotateLeft64(w, 42))
		w1, w2, w = w2, w, 0
		if n++; n < 3 {
			return
		}
		// Zero stands for none, hence the 1.
		if i := shingle % uint64(len(f)); least[i] == 0 || shingle|1 < least[i] {
			least[i] = shingle | 1
		}
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80:
		default:
			if w != 0 {
				word()
			}
			continue
		}
		w = (w ^ uint64(c) ^ 1<<40) * 0x9E3779B97F4A7C15
	}
	if w != 0 {
		word()
	}
	if n < minShingles+2 {
		return f
	}
	return fill(least)
}

// fill takes a byte of each hash. A place that no run of words fell into takes
// that of the next, turned by how far it was.
func fill(least [len(Fingerprint{})]uint64) (f Fingerprint) {
	for i := range f {
		j := i
		for least[j%len(f)] == 0 {
			j++
		}
		f[i] = byte(mix(least[j%len(f)]+uint64(j-i)<<56) >> 8)
	}
	return f
}

// mix is the finalizer of SplitMix64.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// IsZero tells the fingerprint of a text too short to compare.
func (f Fingerprint) IsZero() bool { return f == Fingerprint{} }

// Agree returns how many bytes two fingerprints have in common.
func (f *Fingerprint) Agree(g *Fingerprint) (n int) {
	for i := 0; i < len(f); i += 8 {
		// The highest bit of each byte that differs, and of no other.
		x := binary.LittleEndian.Uint64(f[i:]) ^ binary.LittleEndian.Uint64(g[i:])
		n += 8 - bits.OnesCount64((x|(x&0x7F7F7F7F7F7F7F7F+0x7F7F7F7F7F7F7F7F))&0x8080808080808080)
	}
	return n
}

// String returns the fingerprint in hex; "" of the zero one.
func (f Fingerprint) String() string {
	if f.IsZero() {
		return ""
	}
	return hex.EncodeToString(f[:])
}

// ParseFingerprint reads what String writes.
func ParseFingerprint(s string) (f Fingerprint, ok bool) {
	if s == "" {
		return f, true
	}
	if len(s) != 2*len(f) {
		return f, false
	}
	_, err := hex.Decode(f[:], []byte(s))
	return f, err == nil
}
