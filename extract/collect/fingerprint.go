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
func FingerprintOf(text string) Fingerprint {
	var s sketch
	var words [2 + sketchBlock/2 + 1]uint64 // two from the block before
	var w uint64
	inside := 0
	for len(text) > 0 {
		block := text[:min(len(text), sketchBlock)]
		text = text[len(block):]
		n := 2
		// Where words end cannot be foreseen: each byte writes the word before
		// it, which stays where the byte ends it, without a branch.
		for i := range len(block) {
			l := &letters[block[i]]
			words[n] = w
			n += inside &^ l.inside
			inside = l.inside
			w = (w ^ l.folded) * l.factor
		}
		if text == "" && inside != 0 {
			words[n] = w
			n++
		}
		s.add(words[:n])
		words[0], words[1] = words[n-2], words[n-1]
	}
	return s.fingerprint()
}

// sketchBlock is how much of a text is hashed before its words are sketched.
const sketchBlock = 512

// A letter is what a byte does to the hash of its word: that is xored with
// folded and multiplied by factor. What is no letter sets it back to 0.
type letter struct {
	folded, factor uint64
	inside         int // 1 for a letter, 0 for what ends a word
}

var letters = allLetters()

func allLetters() (all [256]letter) {
	for i := range all {
		c := byte(i)
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80:
		default:
			continue
		}
		all[i] = letter{uint64(c) | 1<<40, 0x9E3779B97F4A7C15, 1}
	}
	return all
}

// A sketch keeps the least hash of each place of a fingerprint, 0 where there
// is none yet.
type sketch struct {
	least [len(Fingerprint{})]uint64
	words int
}

// add takes the runs of three words that end after the first two of words.
func (s *sketch) add(words []uint64) {
	for i := 2; i < len(words); i++ {
		shingle := mix(words[i-2]*3 ^ bits.RotateLeft64(words[i-1]*5, 21) ^ bits.RotateLeft64(words[i], 42))
		if s.words++; s.words < 3 {
			continue
		}
		// The least of shingle|1, without a branch: 0, which stands for none,
		// is the largest when 1 is taken off.
		least := &s.least[shingle%uint64(len(s.least))]
		*least = min(*least-1, shingle&^1) + 1
	}
}

// fingerprint takes a byte of each hash. A place that no run of words fell into
// takes that of the next, turned by how far it was.
func (s *sketch) fingerprint() (f Fingerprint) {
	if s.words < minShingles+2 {
		return f
	}
	for i := range f {
		j := i
		for s.least[j%len(f)] == 0 {
			j++
		}
		f[i] = byte(mix(s.least[j%len(f)]+uint64(j-i)<<56) >> 8)
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
