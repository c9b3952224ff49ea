package words

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
//
// It begins small and grows with what it holds: to spread the words of one page
// over the memory for those of a million postings would take longer than to
// read the page.
type wordMemo struct {
	words []memoWord // their number is a power of two
	taken int        // of words
}

// A memoWord is a word and its tokens, a cache line in all. It is free where
// the key is zero: no word is empty.
type memoWord struct {
	key    wordKey
	parts  [maxParts]memoPart
	n      uint8
	after  Marks // that it gives the token after it
	denies uint8 // as cut returns it
}

// maxParts is the most tokens of a word that is remembered.
const maxParts = 4

// A memoPart is a token of a word.
type memoPart struct {
	word       int32
	start, end uint8 // bytes in the word
	class      MentionClass
	marks      Marks
}

// token returns the token where the word starts at a byte of a text, with
// further marks.
func (p *memoPart) token(start int, m Marks) Token {
	return Token{p.word, int32(start) + int32(p.start), int32(start) + int32(p.end), p.class, p.marks | m}
}

// The least and the most places of a memo, powers of two.
const (
	minMemo = 1 << 10
	maxMemo = 1 << 15
)

func newWordMemo() wordMemo { return wordMemo{words: make([]memoWord, minMemo)} }

// pair returns the two places where a word may stand.
func (m *wordMemo) pair(k wordKey) []memoWord {
	hi, lo := bits.Mul64(k.a^0x9e3779b97f4a7c15, k.b^k.c^0xd6e8feb86659fd93)
	at := int(hi^lo) & (len(m.words) - 1) &^ 1
	return m.words[at:][:2]
}

// find returns a word, nil where it is not remembered.
func (m *wordMemo) find(k wordKey) *memoWord {
	pair := m.pair(k)
	if pair[0].key == k {
		return &pair[0]
	}
	if pair[1].key == k {
		return &pair[1]
	}
	return nil
}

// add remembers the tokens of a word that starts at a byte of the text.
func (m *wordMemo) add(k wordKey, toks []Token, start int, after Marks, denies uint8) {
	if len(toks) > maxParts {
		return
	}
	w := memoWord{key: k, n: uint8(len(toks)), after: after, denies: denies}
	for i, t := range toks {
		w.parts[i] = memoPart{t.Word, uint8(int(t.Start) - start), uint8(int(t.End) - start), t.Class, t.Marks}
	}
	if m.taken > len(m.words)/2 && len(m.words) < maxMemo {
		m.grow()
	}
	m.put(&w)
}

// put gives a word one of its places.
func (m *wordMemo) put(w *memoWord) {
	pair := m.pair(w.key)
	to := &pair[0]
	if to.key != (wordKey{}) {
		to = &pair[1] // common words come early, and stay
	}
	if to.key == (wordKey{}) {
		m.taken++
	}
	*to = *w
}

// grow doubles the places.
func (m *wordMemo) grow() {
	old := m.words
	*m = wordMemo{words: make([]memoWord, 2*len(old))}
	// Memory that is new to the process is better written to before it is read:
	// the page of zeros that a read is given must be taken away at the first
	// write, for which all processors are stopped.
	clear(m.words)
	for i := range old {
		if old[i].key != (wordKey{}) {
			m.put(&old[i])
		}
	}
}
