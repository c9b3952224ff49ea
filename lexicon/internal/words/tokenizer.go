package words

import (
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"
)

// A Tokenizer parts words by prose's tokenizer, each distinct one once: the same
// word in capitals, in brackets and before a comma is one. It is safe for
// concurrent use.
//
// What it remembers has no pointers, so that the garbage collector need not look
// at it: that took as long as prose.
type Tokenizer struct {
	mu    sync.Mutex
	known map[wordKey]spanRange
	spans []pieceSpan
}

// A spanRange says which spans are those of a word; none for one that is a
// piece as it is.
type spanRange struct{ first, end int32 }

// A pieceSpan is a piece of a word.
type pieceSpan struct {
	start, end uint8 // bytes in the word
	not        bool  // its text is "not"
}

func (s pieceSpan) piece(word string) Piece {
	if s.not {
		return Piece{"not", int(s.start), int(s.end)}
	}
	return Piece{word[s.start:s.end], int(s.start), int(s.end)}
}

// maxKnown is the most words that are remembered: 8,000 postings have 72,000.
const maxKnown = 1 << 17

// maxWord is the longest run without white space that prose is given, in
// bytes: its tokenizer is quadratic in runs of punctuation (64 KB of dots take
// over half a minute). Longer runs are split at non-letters only.
const maxWord = 128

// NewTokenizer returns a tokenizer that knows no word yet.
func NewTokenizer() *Tokenizer { return &Tokenizer{known: map[wordKey]spanRange{}} }

// The signs that prose takes off the beginning and the end of a word, one after
// the other and each with a look at the whole word.
const (
	signsBefore = "$(\"["
	signsBehind = ",)\"]!;.?:'"
)

// appendClean splits a clean word.
func (t *Tokenizer) appendClean(out []Piece, clean string) []Piece {
	if len(clean) > maxWord {
		return splitJoined(out, clean, [2]int{0, len(clean)})
	}
	word := strings.TrimLeft(clean, signsBefore)
	from := len(clean) - len(word)
	word = strings.TrimRight(word, signsBehind)
	if word == "" {
		return out
	}
	first := len(out)
	out = t.appendPieces(out, word)
	for i := first; i < len(out); i++ {
		out[i].start, out[i].end = from+out[i].start, from+out[i].end
	}
	return out
}

// appendPieces appends the pieces of a word.
func (t *Tokenizer) appendPieces(out []Piece, word string) []Piece {
	if len(word) > maxKey { // hardly one comes again
		return appendParted(out, word)
	}
	key := keyOf(word)
	first := len(out)
	out, ok := t.appendKnown(out, key, word)
	if !ok {
		out = appendParted(out, word)
		t.remember(key, word, out[first:])
	}
	return out
}

// appendParted appends the pieces of a word that prose parts.
func appendParted(out []Piece, word string) []Piece {
	for _, span := range proseSpans(word) {
		out = splitJoined(out, word, span)
	}
	return out
}

// appendKnown appends the pieces of a word that is remembered.
func (t *Tokenizer) appendKnown(out []Piece, key wordKey, word string) ([]Piece, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r, ok := t.known[key]
	if ok && r == (spanRange{}) {
		return append(out, Piece{word, 0, len(word)}), true
	}
	for _, s := range t.spans[r.first:r.end] {
		out = append(out, s.piece(word))
	}
	return out, ok
}

// remember remembers the pieces of a word.
func (t *Tokenizer) remember(key wordKey, word string, pieces []Piece) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.known) == maxKnown {
		clear(t.known)
		t.spans = t.spans[:0]
	}
	if len(pieces) == 1 && pieces[0] == (Piece{word, 0, len(word)}) {
		t.known[key] = spanRange{}
		return
	}
	if len(t.spans) == 0 {
		t.spans = append(t.spans, pieceSpan{}) // so that no range is that of a word as it is
	}
	first := len(t.spans)
	for _, p := range pieces {
		t.spans = append(t.spans, pieceSpan{uint8(p.start), uint8(p.end), p.Text != word[p.start:p.end]})
	}
	t.known[key] = spanRange{int32(first), int32(len(t.spans))}
}

// proseSpans returns the spans of prose's tokens in a clean word, and of the
// text between them: prose drops what follows a contraction marker at a
// word's start ("Bachelor's/Master's" gives only "Bachelor").
func proseSpans(clean string) [][2]int {
	whole := [][2]int{{0, len(clean)}}
	doc, err := prose.NewDocument(clean, prose.WithTagging(false), prose.WithExtraction(false), prose.WithSegmentation(false))
	if err != nil {
		return whole
	}
	var spans [][2]int
	at := 0
	for _, t := range doc.Tokens() {
		i := strings.Index(clean[at:], t.Text)
		if i < 0 {
			continue // its text comes as part of a gap
		}
		if i > 0 {
			spans = append(spans, [2]int{at, at + i})
		}
		at += i
		spans = append(spans, [2]int{at, at + len(t.Text)})
		at += len(t.Text)
	}
	if at < len(clean) {
		spans = append(spans, [2]int{at, len(clean)})
	}
	return spans
}
