package words

import (
	"encoding/binary"
	"math/bits"
	"sync"
	"sync/atomic"
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

// A Memo remembers how words were split, most of which come again. All splitters
// of a lexicon share one, so that a word is learned once, and not once by each.
// It is safe for concurrent use: what it holds of a word does not change once
// the word is there, so that to look for one takes no lock.
type Memo struct {
	mu    sync.Mutex // of who adds a word
	table atomic.Pointer[memoTable]
}

// A memoTable is a hash table to which words are only added. To look for a word
// is to wait for memory. So two places fill one cache line, and what few words
// have stands apart. A word stands in one of maxTries places, so that words that
// are made to collide cost no more than new ones.
//
// It begins small, and gives way to one of twice the size: to spread the words of
// one page over the memory for those of a million postings would take longer than
// to read the page. The largest gives way to a small one, which learns anew.
type memoTable struct {
	words     []memoWord // their number is a power of two
	more      []memoMore // the first is of all words that have no more
	taken     int        // of words
	takenMore int        // of more
}

// A memoWord is a word and what was learned of it. The place is free where a, of
// the key, is 0: it is written last, and read first.
type memoWord struct {
	a uint64
	learned
}

type learned struct {
	b      uint64   // of the key
	first  memoPart // the first token
	more   int32    // the place of what it has more, 0 for nothing
	n      uint8    // tokens
	after  Marks    // that it gives the token after it
	denies uint8    // as cut returns it
}

// A memoMore is what a long word, and one of several tokens, has more.
type memoMore struct {
	c     uint64                 // of its key
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

// The least and the most places of a table, powers of two: 8,000 postings have
// 127,000 words, as they are written.
const (
	minMemo = 1 << 10
	maxMemo = 1 << 18
)

// maxTries is in how many places a word may stand.
const maxTries = 16

// NewMemo returns a memo of no words.
func NewMemo() *Memo {
	m := new(Memo)
	m.table.Store(newMemoTable(minMemo))
	return m
}

func newMemoTable(places int) *memoTable {
	t := &memoTable{words: make([]memoWord, places), more: make([]memoMore, places/moreWords), takenMore: 1}
	// Memory that is new to the process is better written to before it is read:
	// the page of zeros that a read is given must be taken away at the first
	// write, for which all processors are stopped.
	clear(t.words)
	return t
}

// moreWords is of how many places one word may have more.
const moreWords = 4

// place returns the first of the places where a word may stand.
func (t *memoTable) place(k wordKey) int {
	hi, lo := bits.Mul64(k.a^0x9e3779b97f4a7c15, k.b^k.c^0xd6e8feb86659fd93)
	return int(hi^lo) & (len(t.words) - 1) &^ 1
}

// find returns what is remembered of a word, nil for nothing.
func (t *memoTable) find(k wordKey) *learned {
	at := t.place(k)
	for i := range maxTries {
		w := &t.words[(at+i)&(len(t.words)-1)]
		switch a := atomic.LoadUint64(&w.a); {
		case a == 0:
			return nil
		case a == k.a && w.b == k.b && t.more[w.more].c == k.c:
			return &w.learned
		}
	}
	return nil
}

// add remembers the tokens of a word that starts at a byte of the text, and
// returns the table that holds it.
func (m *Memo) add(k wordKey, toks []Token, start int, after Marks, denies uint8) *memoTable {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.table.Load()
	if len(toks) > maxParts || k.a == 0 || t.find(k) != nil {
		return t
	}
	w, more := learned{b: k.b, n: uint8(len(toks)), after: after, denies: denies}, memoMore{c: k.c}
	for i, tok := range toks {
		p := &w.first
		if i > 0 {
			p = &more.parts[i-1]
		}
		*p = memoPart{tok.Word, uint8(int(tok.Start) - start), uint8(int(tok.End) - start), tok.Class, tok.Marks}
	}
	if t.full() {
		t = t.next()
		m.table.Store(t)
	}
	t.put(k.a, w, &more)
	return t
}

// put gives a word one of its places, where one is free.
func (t *memoTable) put(a uint64, w learned, more *memoMore) {
	at := t.place(wordKey{a, w.b, more.c})
	for i := range maxTries {
		p := &t.words[(at+i)&(len(t.words)-1)]
		if p.a != 0 {
			continue
		}
		w.more = 0
		if more.c != 0 || w.n > 1 {
			w.more = int32(t.takenMore)
			t.more[w.more] = *more
			t.takenMore++
		}
		p.learned = w
		atomic.StoreUint64(&p.a, a)
		t.taken++
		return
	}
}

// full tells whether another word may be one too many.
func (t *memoTable) full() bool {
	return t.taken > len(t.words)/8*5 || t.takenMore == len(t.more)
}

// next returns the table that a full one gives way to.
func (t *memoTable) next() *memoTable {
	if len(t.words) == maxMemo {
		return newMemoTable(minMemo)
	}
	out := newMemoTable(2 * len(t.words))
	for i := range t.words {
		if w := &t.words[i]; w.a != 0 {
			out.put(w.a, w.learned, &t.more[w.more])
		}
	}
	return out
}
