package lexicon

import (
	"encoding/binary"
	"math/bits"
)

// A wordKey is a word of at most maxKey bytes: its bytes, zeros, and in the
// last byte the length. So a word is compared at once, and lies beside what it
// stands for.
type wordKey struct{ a, b, c uint64 }

const maxKey = 23

func keyOf(word string) wordKey {
	var w [maxKey + 1]byte
	copy(w[:], word)
	w[maxKey] = byte(len(word))
	le := binary.LittleEndian
	return wordKey{le.Uint64(w[:]), le.Uint64(w[8:]), le.Uint64(w[16:])}
}

// A wordMemo remembers how words were split, most of which come again. Each
// word has two places where it may stand, and takes the second from another
// where both are taken. So the memory is bounded, and words that are made to
// collide cost no more than new ones.
type wordMemo struct{ words []memoWord }

// A memoWord is a word and its tokens, a cache line in all. It is free where
// the key is zero: no word is empty.
type memoWord struct {
	key    wordKey
	parts  [maxParts]memoPart
	n      uint8
	around around
}

// maxParts is the most tokens of a word that is remembered.
const maxParts = 4

// A memoPart is a token of a word.
type memoPart struct {
	word       int32
	start, end uint8 // bytes in the word
	class      mentionClass
}

// token returns the token where the word starts at a byte of a text.
func (p *memoPart) token(start int) token {
	return token{p.word, int32(start) + int32(p.start), int32(start) + int32(p.end), p.class, false}
}

// memoSize is a power of two.
const memoSize = 1 << 16

func newWordMemo() wordMemo { return wordMemo{make([]memoWord, memoSize)} }

// place returns the index of the first of the two neighbours where a word may stand.
func (k wordKey) place() uint64 {
	hi, lo := bits.Mul64(k.a^0x9e3779b97f4a7c15, k.b^k.c^0xd6e8feb86659fd93)
	return (hi ^ lo) % memoSize &^ 1
}

// find returns a word, nil where it is not remembered.
func (m *wordMemo) find(k wordKey) *memoWord {
	pair := m.words[k.place():][:2]
	if pair[0].key == k {
		return &pair[0]
	}
	if pair[1].key == k {
		return &pair[1]
	}
	return nil
}

// add remembers the tokens of a word that starts at a byte of the text.
func (m *wordMemo) add(k wordKey, toks []token, start int, a around) {
	if len(toks) > maxParts {
		return
	}
	pair := m.words[k.place():][:2]
	w := &pair[0]
	if w.key != (wordKey{}) {
		w = &pair[1] // common words come early, and stay
	}
	*w = memoWord{key: k, n: uint8(len(toks)), around: a}
	for i, t := range toks {
		w.parts[i] = memoPart{t.word, uint8(int(t.start) - start), uint8(int(t.end) - start), t.class}
	}
}
