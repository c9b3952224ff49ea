package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Splitter turns texts into tokens. It is not safe for concurrent use; the memo
// of the words that were split is.
type Splitter struct {
	vocab    *Vocabulary
	mentions *MentionFinder
	kinds    []Kind // by word
	memo     *Memo
	known    *memoTable // of the memo

	Tokens    []Token
	Sentences []Sentence
	Denials   []int32  // tokens that may deny others
	pieces    []Piece  // of the word that is being split
	stems     []string // of a piece
}

// NewSplitter returns a splitter that numbers words by a vocabulary; kinds are those
// of its words, by number. The memo is for splitters of the same three alone.
func NewSplitter(v *Vocabulary, m *MentionFinder, kinds []Kind, memo *Memo) *Splitter {
	return &Splitter{vocab: v, mentions: m, kinds: kinds, memo: memo}
}

// A Sentence is where one begins, or a line does.
type Sentence struct {
	Start int32 // bytes in the text, past a bullet
	First int32 // token
	Line  bool  // a line begins, too
}

// Split reads text into s.toks, s.sentences and s.denials, which are valid
// until the next call.
func (s *Splitter) Split(text string) {
	s.Tokens, s.Sentences, s.Denials = s.Tokens[:0], s.Sentences[:0], s.Denials[:0]
	s.known = s.memo.table.Load()
	next := Sentence{Start: -1, Line: true}
	pending := Breaks // Marks of the token to come
	for i := 0; ; {
		start, newline := skipSpace(text, i)
		if start == len(text) {
			return
		}
		if newline {
			pending |= Breaks
			next = Sentence{Start: -1, Line: true}
		}
		end, key := scanWord(text, start)
		first := len(s.Tokens)
		after := s.word(text, start, end, key, pending)
		if pending&Breaks != 0 {
			isWord := first < len(s.Tokens)
			next.begin(text, start, end, isWord || after&Article != 0)
			if isWord {
				next.First = int32(first)
				s.Sentences = append(s.Sentences, next)
				next = Sentence{Start: -1}
			}
			if after&Breaks != 0 {
				next.Start = -1
			}
		}
		// A word without tokens passes its marks on. Whether it has any is hard
		// to foresee: no branch.
		pending = pending&Marks((len(s.Tokens)-first-1)>>63) | after
		i = end
	}
}

// begin sets where the sentence starts at its first word, text[start:end], be
// it one that is left out.
func (s *Sentence) begin(text string, start, end int, isWord bool) {
	switch {
	case s.Start >= 0 || !isWord:
	case text[start] >= 'A' && text[start] < utf8.RuneSelf && text[start] != '|':
		s.Start = int32(start) // nearly always
	default:
		s.Start = int32(end - len(strings.TrimLeft(text[start:end], Bullets)))
	}
}

// Bullets are what a line may begin or end with that is no part of its text.
const Bullets = "•·●▪◦‣|*○■➢✓–—-"

// word appends the tokens of the white-space delimited word text[start:end],
// with the pending marks on the first, and returns the marks that it gives the
// token after it.
func (s *Splitter) word(text string, start, end int, key wordKey, pending Marks) Marks {
	n := len(s.Tokens)
	var w *learned
	if end-start <= maxKey { // hardly a word in a thousand is longer, and hardly one of those comes again
		w = s.known.find(key)
	}
	if w == nil {
		return s.newWord(text, start, end, key, pending)
	}
	// The first token is written even where there is none: whether a word is
	// skipped is hard to foresee, and a wrong guess costs more than the token.
	s.Tokens = slices.Grow(s.Tokens, maxParts)[:n+maxParts]
	s.Tokens[n] = w.first.token(start, pending)
	for i := 1; i < int(w.n); i++ {
		s.Tokens[n+i] = s.known.more[w.more].parts[i-1].token(start, 0)
	}
	s.Tokens = s.Tokens[:n+int(w.n)]
	if w.denies > 0 {
		s.Denials = append(s.Denials, int32(n)+int32(w.n)-int32(w.denies))
	}
	return w.after
}

// newWord is word for a word that is not remembered.
func (s *Splitter) newWord(text string, start, end int, key wordKey, pending Marks) Marks {
	n := len(s.Tokens)
	after, denies := s.cut(text, start, end)
	if end-start <= maxKey {
		s.known = s.memo.add(key, s.Tokens[n:], start, after, denies)
	}
	if denies > 0 {
		s.Denials = append(s.Denials, int32(len(s.Tokens))-int32(denies))
	}
	if n < len(s.Tokens) {
		s.Tokens[n].Marks |= pending
	}
	return after
}

// cut appends the tokens of a word. denies counts, from the end,
// to the token that may deny others; 0 for none.
func (s *Splitter) cut(text string, start, end int) (after Marks, denies uint8) {
	word, at, denier := text[start:end], 0, -1
	s.pieces = s.vocab.Rules.AppendPieces(s.pieces[:0], word)
	for _, p := range s.pieces {
		if signs := word[at:p.start]; signs != "," || at == 0 || !isDigit(word[at-1]) || !isDigit(word[p.start]) { // 3,000
			after |= punctuation(signs)
		}
		at = p.end
		s.stems = s.vocab.Rules.AppendStems(s.stems[:0], p.Text)
		if len(s.stems) == 0 {
			after |= Article
			if p.Text == "our" {
				after |= Our
			}
		}
		for _, stem := range s.stems {
			id := s.vocab.ID(stem)
			if s.kinds[id]&IsDenial != 0 && word[p.end:] != "." { // "No. 1"
				denier = len(s.Tokens)
			}
			class := s.mentions.classOf(id, word[p.start:p.end])
			s.Tokens = append(s.Tokens, Token{id, int32(start + p.start), int32(start + p.end), class, after | formOf(p.Text, s.kinds[id])})
			after = 0
		}
	}
	after |= punctuation(word[at:])
	if word == "-" || word == "--" {
		after |= Clause
	}
	if endsSentence(word) || isBullet(word) {
		after |= Breaks
	}
	if denier >= 0 {
		denies = uint8(min(len(s.Tokens)-denier, 255))
	}
	return after, denies
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// formOf returns the marks of a word's form.
func formOf(w string, k Kind) (m Marks) {
	if len(w) > 4 && strings.HasSuffix(w, "ing") {
		m |= Ing
	}
	if len(w) > 4 && strings.HasSuffix(w, "ly") || k&isAdverb != 0 {
		m |= Adverb
	}
	return m
}

// punctuation returns the marks that the signs between two words give the
// second. A hyphen or a slash between words parts nothing.
func punctuation(signs string) (m Marks) {
	for _, r := range signs {
		switch r {
		case ':', ';', '(', '[', '{', '–', '—', '|', '→', '•', '·', '>', '=', '…':
			m |= Clause
		case ',', '&', '+', ')', ']', '}', '、', '，':
			m |= Comma
		}
	}
	return m
}
