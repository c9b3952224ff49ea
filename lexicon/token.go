package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Token is one compared word of a text.
type Token struct {
	Word       int32 // its number in the vocabulary (see WordID), 0 for an unknown word, or one that is part of a role's name
	Start, End int32 // bytes in the text

	class mentionClass // of the word, as part of a role's name
	marks marks
}

// marks say of a token how it stands in its sentence, and in which form.
type marks uint8

const (
	breaks  marks = 1 << iota // a sentence or a line begins here: no pattern goes across
	clause                    // a colon, a dash, a bracket or the like stands before
	comma                     // a comma, an ampersand or the like stands before
	article                   // a word that is left out stands before
	our                       // which is "our"
	ing                       // the word is written with -ing
	adverb                    // it is written with -ly, or is an adverb without
	named                     // it is part of a role's name
)

// A vocabulary numbers the stems that patterns use, from 1.
type vocabulary struct {
	rules *wordRules
	ids   map[string]int32
}

func newVocabulary(rules *wordRules, stems []string) *vocabulary {
	v := &vocabulary{rules, make(map[string]int32, len(stems))}
	for _, stem := range stems {
		v.add(stem)
	}
	return v
}

// stems returns all stems by number, from 1.
func (v *vocabulary) stems() []string {
	stems := make([]string, len(v.ids))
	for stem, id := range v.ids {
		stems[id-1] = stem
	}
	return stems
}

func (v *vocabulary) add(stem string) int32 {
	id, ok := v.ids[stem]
	if !ok {
		id = int32(len(v.ids) + 1)
		v.ids[stem] = id
	}
	return id
}

// A splitter turns texts into tokens. It remembers how it split words; it is
// not safe for concurrent use.
type splitter struct {
	vocab    *vocabulary
	mentions *mentionFinder
	kinds    []kind // by word
	memo     wordMemo

	toks      []Token
	sentences []sentence
	denials   []int32  // tokens that may deny others
	pieces    []piece  // of the word that is being split
	stems     []string // of a piece
}

// A sentence is where one begins, or a line does.
type sentence struct {
	start int32 // bytes in the text, past a bullet
	first int32 // token
	line  bool  // a line begins, too
}

// split reads text into s.toks, s.sentences and s.denials, which are valid
// until the next call.
func (s *splitter) split(text string) {
	s.toks, s.sentences, s.denials = s.toks[:0], s.sentences[:0], s.denials[:0]
	next := sentence{start: -1, line: true}
	pending := breaks // marks of the token to come
	for i := 0; ; {
		start, newline := skipSpace(text, i)
		if start == len(text) {
			return
		}
		if newline {
			pending |= breaks
			next = sentence{start: -1, line: true}
		}
		end, key := scanWord(text, start)
		first := len(s.toks)
		after := s.word(text, start, end, key, pending)
		if pending&breaks != 0 {
			isWord := first < len(s.toks)
			next.begin(text, start, end, isWord || after&article != 0)
			if isWord {
				next.first = int32(first)
				s.sentences = append(s.sentences, next)
				next = sentence{start: -1}
			}
			if after&breaks != 0 {
				next.start = -1
			}
		}
		// A word without tokens passes its marks on. Whether it has any is hard
		// to foresee: no branch.
		pending = pending&marks((len(s.toks)-first-1)>>63) | after
		i = end
	}
}

// begin sets where the sentence starts at its first word, text[start:end], be
// it one that is left out.
func (s *sentence) begin(text string, start, end int, isWord bool) {
	switch {
	case s.start >= 0 || !isWord:
	case text[start] >= 'A' && text[start] < utf8.RuneSelf && text[start] != '|':
		s.start = int32(start) // nearly always
	default:
		s.start = int32(end - len(strings.TrimLeft(text[start:end], bullets)))
	}
}

// bullets are what a line may begin or end with that is no part of its text.
const bullets = "•·●▪◦‣|*○■➢✓–—-"

// word appends the tokens of the white-space delimited word text[start:end],
// with the pending marks on the first, and returns the marks that it gives the
// token after it.
func (s *splitter) word(text string, start, end int, key wordKey, pending marks) marks {
	n := len(s.toks)
	var w *memoWord
	if end-start <= maxKey { // hardly a word in a thousand is longer, and hardly one of those comes again
		w = s.memo.find(key)
	}
	if w == nil {
		return s.newWord(text, start, end, key, pending)
	}
	// The first token is written even where there is none: whether a word is
	// skipped is hard to foresee, and a wrong guess costs more than the token.
	s.toks = slices.Grow(s.toks, maxParts)[:n+maxParts]
	s.toks[n] = w.parts[0].token(start, pending)
	for i := 1; i < int(w.n); i++ {
		s.toks[n+i] = w.parts[i].token(start, 0)
	}
	s.toks = s.toks[:n+int(w.n)]
	if w.denies > 0 {
		s.denials = append(s.denials, int32(n)+int32(w.n)-int32(w.denies))
	}
	return w.after
}

// newWord is word for a word that is not remembered.
func (s *splitter) newWord(text string, start, end int, key wordKey, pending marks) marks {
	n := len(s.toks)
	after, denies := s.cut(text, start, end)
	if end-start <= maxKey {
		s.memo.add(key, s.toks[n:], start, after, denies)
	}
	if denies > 0 {
		s.denials = append(s.denials, int32(len(s.toks))-int32(denies))
	}
	if n < len(s.toks) {
		s.toks[n].marks |= pending
	}
	return after
}

// cut appends the tokens of a word. denies counts, from the end,
// to the token that may deny others; 0 for none.
func (s *splitter) cut(text string, start, end int) (after marks, denies uint8) {
	word, at, denier := text[start:end], 0, -1
	s.pieces = appendPieces(s.pieces[:0], word)
	for _, p := range s.pieces {
		after |= punctuation(word[at:p.start])
		at = p.end
		s.stems = s.vocab.rules.appendStems(s.stems[:0], p.text)
		if len(s.stems) == 0 {
			after |= article
			if p.text == "our" {
				after |= our
			}
		}
		for _, stem := range s.stems {
			id := s.vocab.ids[stem]
			if s.kinds[id]&isDenial != 0 && word[p.end:] != "." { // "No. 1"
				denier = len(s.toks)
			}
			class := s.mentions.classOf(id, word[p.start:p.end])
			s.toks = append(s.toks, Token{id, int32(start + p.start), int32(start + p.end), class, after | formOf(p.text, s.kinds[id])})
			after = 0
		}
	}
	after |= punctuation(word[at:])
	if endsSentence(word) || isBullet(word) {
		after |= breaks
	}
	if denier >= 0 {
		denies = uint8(min(len(s.toks)-denier, 255))
	}
	return after, denies
}

// formOf returns the marks of a word's form.
func formOf(w string, k kind) (m marks) {
	if len(w) > 4 && strings.HasSuffix(w, "ing") {
		m |= ing
	}
	if len(w) > 4 && strings.HasSuffix(w, "ly") || k&isAdverb != 0 {
		m |= adverb
	}
	return m
}

// punctuation returns the marks that the signs between two words give the
// second. A hyphen or a slash between words parts nothing.
func punctuation(signs string) (m marks) {
	for _, r := range signs {
		switch r {
		case ':', ';', '(', '[', '{', '–', '—', '|', '→', '•', '·', '>', '=', '…':
			m |= clause
		case ',', '&', '+', ')', ']', '}', '、', '，':
			m |= comma
		}
	}
	if signs == "-" || signs == "--" {
		m |= clause
	}
	return m
}
