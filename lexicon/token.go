package lexicon

import "slices"

// A token is one compared word of a text.
type token struct {
	word       int32        // id in the vocabulary, 0 for a word that no pattern has, or that is part of a role's name
	start, end int32        // bytes in the text
	class      mentionClass // of the word, as part of a role's name
	breaks     bool         // a sentence or a line begins here: no pattern goes across
}

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
	memo     wordMemo

	toks   []token
	starts []int32  // where sentences begin, in bytes
	pieces []piece  // of the word that is being split
	stems  []string // of a piece
}

// split returns the tokens of text, and where its sentences begin. Both are
// valid until the next call.
func (s *splitter) split(text string) (toks []token, starts []int32) {
	s.toks, s.starts = s.toks[:0], s.starts[:0]
	breaks := true
	for i := 0; ; {
		start, newline := skipSpace(text, i)
		if start == len(text) {
			return s.toks, s.starts
		}
		end, key := scanWord(text, start)
		first := len(s.toks)
		says := s.word(text, start, end, key)
		breaks = breaks || newline || says.bullet
		if breaks && first < len(s.toks) {
			s.toks[first].breaks = true
			s.starts = append(s.starts, s.toks[first].start)
			breaks = false
		}
		breaks = breaks || says.ends
		i = end
	}
}

// around is what a white-space delimited word says of the words around it.
type around struct {
	ends   bool // a sentence ends after it
	bullet bool // a line begins with it
}

// word appends the tokens of the white-space delimited word text[start:end].
func (s *splitter) word(text string, start, end int, key wordKey) around {
	if end-start > maxKey {
		return s.cut(text, start, end) // hardly a word in a thousand, and hardly one comes again
	}
	n := len(s.toks)
	w := s.memo.find(key)
	if w == nil {
		says := s.cut(text, start, end)
		s.memo.add(key, s.toks[n:], start, says)
		return says
	}
	// The first token is written even where there is none: whether a word is
	// skipped is hard to foresee, and a wrong guess costs more than the token.
	s.toks = slices.Grow(s.toks, maxParts)[:n+maxParts]
	s.toks[n] = w.parts[0].token(start)
	for i := 1; i < int(w.n); i++ {
		s.toks[n+i] = w.parts[i].token(start)
	}
	s.toks = s.toks[:n+int(w.n)]
	return w.around
}

// cut is word for a word that is not remembered.
func (s *splitter) cut(text string, start, end int) around {
	word := text[start:end]
	s.pieces = appendPieces(s.pieces[:0], word)
	for _, p := range s.pieces {
		s.stems = s.vocab.rules.appendStems(s.stems[:0], p.text)
		for _, stem := range s.stems {
			id := s.vocab.ids[stem]
			class := s.mentions.classOf(id, word[p.start:p.end])
			s.toks = append(s.toks, token{id, int32(start + p.start), int32(start + p.end), class, false})
		}
	}
	return around{endsSentence(word), isBullet(word)}
}
