package lexicon

import (
	"sync"

	"rolecall/lexicon/internal/match"
	"rolecall/lexicon/internal/words"
)

// A reader is the working memory of reading texts.
type reader struct {
	split                *words.Splitter
	walk, levels, titles match.Walker
	openings             match.Walker

	mentions []Mention
	hits     []Hit
	covered  []int32 // by concept: the end of its last hit, in tokens
	cues     []cueHit
	denied   []match.TokenRange
	clauses  *match.Clauses
	voices   voices
}

func (l *Lexicon) newReader() *reader {
	return &reader{
		split: words.NewSplitter(l.vocab, l.mentions, l.grammar.Kinds, l.memo),
		walk:  match.NewWalker(l.matcher), levels: match.NewWalker(l.Titles.levels.automaton), titles: match.NewWalker(l.Titles.readings.automaton),
		openings: match.NewWalker(l.openings),
		clauses:  match.NewClauses(l.openers, l.vocab),
		covered:  make([]int32, len(l.Concepts)),
	}
}

// reader returns a reader to be put back.
func (l *Lexicon) reader() *reader {
	if r := l.readers.take(); r != nil {
		return r
	}
	return l.newReader()
}

// readers keeps what readers remember for the texts to come. It is a stack, so
// that the one used last, whose memory is warm, is used next. A sync.Pool would
// forget readers at collections, and give new ones to goroutines that moved to
// another processor: that took a twentieth of a run.
type readers struct {
	mu   sync.Mutex
	idle []*reader
}

// take returns the reader that was put back last, or nil.
func (s *readers) take() *reader {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.idle)
	if n == 0 {
		return nil
	}
	r := s.idle[n-1]
	s.idle = s.idle[:n-1]
	return r
}

func (s *readers) put(r *reader) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = append(s.idle, r)
}
