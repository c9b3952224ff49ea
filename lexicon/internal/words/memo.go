package words

import (
	"encoding/binary"
	"math/bits"
)

// A wordKey is a word of at most maxKey bytes, so that a word is compared at
// once: its bytes, zeros, and in the last byte of b the length; c is 0. Of a word
// of more than maxShort bytes it is b that goes on, and c ends with the length.
type wordKey struct{ a, b, c uint64 }

const (
	maxShort = 15
	maxKey   = 23
)

func keyOf(word string) wordKey {
	var w [maxKey + 1]byte
	copy(w[:], word)
	if len(word) <= maxShort {
		w[maxShort] = byte(len(word))
	} else {
		w[maxKey] = byte(len(word))
	}
	le := binary.LittleEndian
	return wordKey{le.Uint64(w[:]), le.Uint64(w[8:]), le.Uint64(w[16:])}
}

// A wordMemo remembers how words were split, most of which come again. Each
// word has two places where it may stand, and takes the second from another
// where both are taken. So the memory is bounded, and words that are made to
// collide cost no more than new ones.
//
// To look for a word is to wait for memory. So the two places fill one cache
// line, and what few words have stands apart.
//
// It begins small and grows with what it holds: to spread the words of one page
// over the memory for those of a million postings would take longer than to
// read the page.
type wordMemo struct {
	words []memoWord // their number is a power of two
	more  []memoMore // of the words, what they have more
	taken int        // of words
}

// A memoWord is a word and its first token. It is free where a and b are zero:
// no word is empty.
type memoWord struct {
	a, b   uint64 // of its key
	first  memoPart
	n      uint8 // tokens
	long   bool  // its key has c
	after  Marks // that it gives the token after it
	denies uint8 // as cut returns it
}

// A memoMore is what a long word, and one of several tokens, has more.
type memoMore struct {
	c     uint64
	parts [maxParts - 1]memoPart // behind the first
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
	maxMemo = 1 << 16
)

func newWordMemo() wordMemo {
	return wordMemo{words: make([]memoWord, minMemo), more: make([]memoMore, minMemo)}
}

// place returns the first of the two places where a word may stand.
func (m *wordMemo) place(k wordKey) int {
	hi, lo := bits.Mul64(k.a^0x9e3779b97f4a7c15, k.b^k.c^0xd6e8feb86659fd93)
	return int(hi^lo) & (len(m.words) - 1) &^ 1
}

// find returns the place of a word, -1 where it is not remembered.
func (m *wordMemo) find(k wordKey) int {
	at := m.place(k)
	pair := m.words[at:][:2]
	if pair[0].a == k.a && pair[0].b == k.b && m.ends(at, k) {
		return at
	}
	if pair[1].a == k.a && pair[1].b == k.b && m.ends(at+1, k) {
		return at + 1
	}
	return -1
}

// ends tells whether the word at a place has the c of a key.
func (m *wordMemo) ends(at int, k wordKey) bool {
	if !m.words[at].long {
		return k.c == 0 // nearly always
	}
	return m.more[at].c == k.c
}

// add remembers the tokens of a word that starts at a byte of the text.
func (m *wordMemo) add(k wordKey, toks []Token, start int, after Marks, denies uint8) {
	if len(toks) > maxParts {
		return
	}
	w, more := memoWord{a: k.a, b: k.b, n: uint8(len(toks)), long: k.c != 0, after: after, denies: denies}, memoMore{c: k.c}
	for i, t := range toks {
		p := &w.first
		if i > 0 {
			p = &more.parts[i-1]
		}
		*p = memoPart{t.Word, uint8(int(t.Start) - start), uint8(int(t.End) - start), t.Class, t.Marks}
	}
	if m.taken > len(m.words)/2 && len(m.words) < maxMemo {
		m.grow()
	}
	m.put(&w, &more)
}

// put gives a word one of its places.
func (m *wordMemo) put(w *memoWord, more *memoMore) {
	at := m.place(wordKey{w.a, w.b, more.c})
	if !m.words[at].free() {
		at++ // common words come early, and stay
	}
	if m.words[at].free() {
		m.taken++
	}
	m.words[at] = *w
	if w.long || w.n > 1 {
		m.more[at] = *more
	}
}

func (w *memoWord) free() bool { return w.a|w.b == 0 }

// grow doubles the places.
func (m *wordMemo) grow() {
	old := *m
	*m = wordMemo{words: make([]memoWord, 2*len(old.words)), more: make([]memoMore, 2*len(old.words))}
	// Memory that is new to the process is better written to before it is read:
	// the page of zeros that a read is given must be taken away at the first
	// write, for which all processors are stopped.
	clear(m.words)
	for i := range old.words {
		w := &old.words[i]
		switch more := &old.more[i]; {
		case w.free():
		case w.long:
			m.put(w, more)
		default:
			m.put(w, &memoMore{parts: more.parts})
		}
	}
}
