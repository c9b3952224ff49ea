package lexicon

import "sync"

// A reader is the working memory of reading texts.
type reader struct {
	split                *splitter
	walk, levels, titles walker
	openings             walker

	mentions []Mention
	hits     []Hit
	covered  []int32 // by concept: the end of its last hit, in tokens
	cues     []cueHit
	denied   []tokenRange
	voices   voices
}

func (l *Lexicon) newReader() *reader {
	return &reader{
		split: &splitter{vocab: l.vocab, mentions: l.mentions, kinds: l.grammar.kinds, memo: newWordMemo()},
		walk:  walker{automaton: l.matcher}, levels: walker{automaton: l.Titles.levels.automaton}, titles: walker{automaton: l.Titles.readings.automaton},
		openings: walker{automaton: l.openings},
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
