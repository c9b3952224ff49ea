package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is one compared word of a text.
type token struct {
	word       int32 // id in the vocabulary, 0 for a word that no pattern has, masked for a role's name
	start, end int32 // bytes in the text
	breaks     bool  // a sentence or a line begins here: no pattern goes across
}

// masked is the word id of tokens that are part of a role's name.
const masked = -1

// A vocabulary numbers the stems that patterns use, from 1.
type vocabulary struct {
	rules *wordRules
	ids   map[string]int32
}

func (v *vocabulary) add(stem string) int32 {
	id, ok := v.ids[stem]
	if !ok {
		id = int32(len(v.ids) + 1)
		v.ids[stem] = id
	}
	return id
}

// A splitter turns texts into tokens. It remembers how it split each word;
// it is not safe for concurrent use.
type splitter struct {
	vocab *vocabulary
	memo  wordTable
	buf   []token
}

// splitWord is a white-space delimited word, split.
type splitWord struct {
	raw    string
	parts  []wordPart
	ends   bool // a sentence ends after it
	bullet bool
}

type wordPart struct {
	word       int32
	start, end int32
}

func newSplitter(v *vocabulary) *splitter { return &splitter{vocab: v, memo: newWordTable()} }

// split returns the tokens of text. They are valid until the next call.
func (s *splitter) split(text string) []token {
	toks := s.buf[:0]
	breaks := true
	for i := 0; i < len(text); {
		start, newline := skipSpace(text, i)
		end, hash := scanWord(text, start)
		breaks = breaks || newline
		if start == end {
			break
		}
		w := s.word(text[start:end], hash)
		breaks = breaks || w.bullet
		for _, p := range w.parts {
			toks = append(toks, token{p.word, int32(start) + p.start, int32(start) + p.end, breaks})
			breaks = false
		}
		breaks = breaks || w.ends
		i = end
	}
	s.buf = toks
	return toks
}

// skipSpace returns where the white space at i ends, and whether a line does.
func skipSpace(text string, i int) (end int, newline bool) {
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if !unicode.IsSpace(r) {
			break
		}
		newline = newline || r == '\n' || r == '\u2028' || r == '\u2029'
		i += n
	}
	return i, newline
}

// scanWord returns where the word at i ends, and its hash (FNV-1a).
func scanWord(text string, i int) (end int, hash uint64) {
	hash = 14695981039346656037
	for i < len(text) {
		c := text[i]
		if c <= ' ' && (c == ' ' || c >= '\t' && c <= '\r') {
			break
		}
		if c >= utf8.RuneSelf {
			if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsSpace(r) {
				break
			}
		}
		hash = (hash ^ uint64(c)) * 1099511628211
		i++
	}
	return i, hash
}

func (s *splitter) word(raw string, hash uint64) *splitWord {
	slot := s.memo.find(raw, hash)
	if *slot == nil {
		w := s.splitWord(strings.Clone(raw))
		if len(raw) > maxWord {
			return w
		}
		s.memo.add(slot, w)
		return w
	}
	return *slot
}

func (s *splitter) splitWord(raw string) *splitWord {
	w := &splitWord{raw: raw, ends: endsSentence(raw), bullet: isBullet(raw)}
	for _, p := range pieces(raw) {
		for _, stem := range s.vocab.rules.normalize(p.text) {
			w.parts = append(w.parts, wordPart{s.vocab.ids[stem], int32(p.start), int32(p.end)})
		}
	}
	return w
}

// A wordTable remembers split words by their hash, with open addressing: the
// hash is a by-product of finding the word's end.
type wordTable struct {
	slots []*splitWord // a power of two
	used  int
}

// maxMemo bounds the words that are remembered; past it, a table starts afresh.
const maxMemo = 1 << 16

func newWordTable() wordTable { return wordTable{slots: make([]*splitWord, 2*maxMemo)} }

// find returns the slot of a word, or the free one where it belongs.
func (t *wordTable) find(raw string, hash uint64) **splitWord {
	mask := uint64(len(t.slots) - 1)
	for i := (hash ^ hash>>32) & mask; ; i = (i + 1) & mask {
		if w := t.slots[i]; w == nil || w.raw == raw {
			return &t.slots[i]
		}
	}
}

// add puts a word into the slot that find returned.
func (t *wordTable) add(slot **splitWord, w *splitWord) {
	if t.used++; t.used > maxMemo {
		clear(t.slots)
		t.used = 1
	}
	*slot = w
}
