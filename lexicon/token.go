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
	memo  map[string]*splitWord
	buf   []token
}

// splitWord is a white-space delimited word, split.
type splitWord struct {
	parts  []wordPart
	ends   bool // a sentence ends after it
	bullet bool
}

type wordPart struct {
	word       int32
	start, end int32
}

// maxMemo bounds the words a splitter remembers; past it, it starts afresh.
const maxMemo = 1 << 16

func newSplitter(v *vocabulary) *splitter {
	return &splitter{vocab: v, memo: make(map[string]*splitWord, 1<<12)}
}

// split returns the tokens of text. They are valid until the next call.
func (s *splitter) split(text string) []token {
	toks := s.buf[:0]
	breaks := true
	for i := 0; i < len(text); {
		start, end, newline := nextWord(text, i)
		breaks = breaks || newline
		if start == end {
			break
		}
		w := s.word(text[start:end])
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

// nextWord finds the white-space delimited word at or after i, and whether a
// line ends before it.
func nextWord(text string, i int) (start, end int, newline bool) {
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
	start = i
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return start, i, newline
}

func (s *splitter) word(raw string) *splitWord {
	if w, ok := s.memo[raw]; ok {
		return w
	}
	w := s.splitWord(raw)
	if len(raw) <= maxWord {
		if len(s.memo) >= maxMemo {
			clear(s.memo)
		}
		s.memo[strings.Clone(raw)] = w
	}
	return w
}

func (s *splitter) splitWord(raw string) *splitWord {
	w := &splitWord{ends: endsSentence(raw), bullet: isBullet(raw)}
	for _, p := range pieces(raw) {
		for _, stem := range s.vocab.rules.normalize(p.text) {
			w.parts = append(w.parts, wordPart{s.vocab.ids[stem], int32(p.start), int32(p.end)})
		}
	}
	return w
}
