package lexicon

import (
	"cmp"
	"slices"
	"strings"

	"rolecall/lexicon/internal/match"
	"rolecall/lexicon/internal/words"
)

// A Token is a compared word of a text.
type Token = words.Token

// A Mention is the name of a role in a text, which is no evidence for it.
type Mention = words.Mention

// A Hit is a place in a text that says a concept.
type Hit struct {
	Concept int   // index into Lexicon.Concepts
	Pattern int   // index into the concept's Patterns
	Start   int   // bytes in the text
	End     int   //
	Voice   Voice // of whom it is said
}

// A Reading is what the lexicon finds in a text.
type Reading struct {
	Text       string
	Words      int         // compared words
	Tokens     []Token     // the compared words
	Statements []Statement // in the order of the text; each hit belongs to one
	Hits       []Hit       // by start, then by concept; of one concept, no two overlap; none is denied
	Mentions   []Mention   // names of roles, by start

	sentences []words.Sentence
}

// Read finds the concepts and the mentions of roles in a text. Words of a
// mention are no part of a hit.
func (l *Lexicon) Read(text string) Reading {
	var out Reading
	l.ReadInto(&out, text)
	return out
}

// ReadInto is Read into a reading that is there, whose slices it uses again: a
// text after another costs no memory.
func (l *Lexicon) ReadInto(out *Reading, text string) {
	r := l.reader()
	defer l.readers.put(r)
	r.split.Split(text)
	toks := r.split.Tokens
	r.mentions = l.mentions.Mask(r.mentions[:0], text, toks)
	r.denied = l.grammar.AppendDenied(r.denied[:0], text, toks, r.split.Denials)
	hits := l.hits(toks, r)
	l.hear(text, r)
	r.voices.give(hits, toks, r.split.Sentences)
	out.Text, out.Words = text, len(toks)
	out.Tokens = append(out.Tokens[:0], toks...)
	for _, d := range r.denied {
		for i := d.From; i < d.To; i++ {
			out.Tokens[i].Word = 0 // what is denied is not said
		}
	}
	out.sentences = append(out.sentences[:0], r.split.Sentences...)
	out.Mentions = append(out.Mentions[:0], r.mentions...)
	out.Hits = append(out.Hits[:0], hits...)
	out.Statements = out.appendStatements(out.Statements[:0], r.voices.sentences)
}

// hits collects the matches: of one concept the leftmost, and of those that
// begin together the longest; a match inside an earlier one of the same
// concept says nothing new. The hits are valid until the reader's next text.
func (l *Lexicon) hits(toks []Token, r *reader) []Hit {
	r.hits, r.cues = r.hits[:0], r.cues[:0]
	clear(r.covered)
	r.walk.Read(toks)
	r.clauses.Reset()
	ordered := true
	for i := range toks {
		found := r.walk.From(i)
		if len(found) == 0 {
			continue // nearly always
		}
		first := len(r.hits)
		for _, m := range found {
			ask := l.asks[m.Pattern]
			if ask != 0 && !r.clauses.Hold(ask, toks, i) {
				continue // nearly always
			}
			from, to, ok := i, int(m.Last), true
			if ask != 0 || len(r.denied) > 0 {
				from, to, ok = l.asked(m, toks, i, r.denied)
			}
			switch {
			case !ok:
			case int(m.Pattern) >= len(l.patterns):
				r.cues = append(r.cues, cueHit{l.cues[int(m.Pattern)-len(l.patterns)], int32(from), int32(to)})
			default:
				r.hit(first, l.patterns[m.Pattern], toks, from, to)
				ordered = ordered && from == i
			}
		}
		sortHits(r.hits[first:])
	}
	if !ordered { // what else stands in a clause may stand before the match
		slices.SortStableFunc(r.hits, func(a, b Hit) int { return cmp.Or(a.Start-b.Start, a.Concept-b.Concept) })
	}
	return r.hits
}

// asked tells whether a match that begins at token first is as its pattern
// asks and is not denied, and returns the place of all that belongs to it.
func (l *Lexicon) asked(m match.Match, toks []Token, first int, denied []match.TokenRange) (from, to int, ok bool) {
	from, to = first, int(m.Last)
	c := &l.conditions[l.asks[m.Pattern]]
	if l.asks[m.Pattern] != 0 {
		if from, to, ok = l.grammar.Meets(c, toks, from, to); !ok {
			return 0, 0, false
		}
	}
	if len(denied) > 0 && !c.Denies && (match.Within(denied, from) || match.Within(denied, to)) {
		return 0, 0, false
	}
	return from, to, true
}

// hit adds a hit of tokens from to to; those from index first on begin at the
// same match.
func (r *reader) hit(first int, ref patternRef, toks []Token, from, to int) {
	hit := Hit{Concept: int(ref.concept), Pattern: int(ref.pattern), Start: int(toks[from].Start), End: int(toks[to].End)}
	switch end := int(r.covered[ref.concept]); {
	case from >= end:
		r.hits = append(r.hits, hit)
	case to >= end:
		// Longer than the one from the same start?
		k := slices.IndexFunc(r.hits[first:], func(h Hit) bool { return h.Concept == hit.Concept && h.Start == hit.Start })
		if k < 0 {
			return
		}
		r.hits[first+k] = hit
	default:
		return
	}
	r.covered[ref.concept] = int32(to) + 1
}

func sortHits(hits []Hit) {
	// Few hits begin at one token: insertion sort, by concept.
	for i := 1; i < len(hits); i++ {
		for j := i; j > 0 && hits[j].Concept < hits[j-1].Concept; j-- {
			hits[j], hits[j-1] = hits[j-1], hits[j]
		}
	}
}

// quoteReach is how many bytes of a sentence are quoted to either side of a
// hit: a text without a full stop would else be repeated whole for each of its
// hits.
const quoteReach = 400

// Quote returns the bytes of what to show of a hit: its Sentence, and of a long
// one the whole words nearest to the hit.
func (r *Reading) Quote(h Hit) (from, to int) {
	from, to = r.Sentence(h)
	if h.Start-from > quoteReach {
		from = h.Start - quoteReach
		if space := strings.IndexByte(r.Text[from:h.Start], ' '); space >= 0 {
			from += space + 1
		} else {
			from = h.Start
		}
	}
	if to-h.End > quoteReach {
		to = h.End + max(0, strings.LastIndexByte(r.Text[h.End:h.End+quoteReach], ' '))
	}
	return from, to
}
