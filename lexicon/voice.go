package lexicon

import (
	"fmt"

	"rolecall/lexicon/internal/match"
	"rolecall/lexicon/internal/words"
)

// A Voice says of whom a sentence speaks.
type Voice uint8

// The voices. Only what is said of the job is evidence.
const (
	JobVoice     Voice = iota // of the job: what one will do, and what is asked
	CompanyVoice              // of the company: what it makes and who it is
	PerkVoice                 // of what the job gives: benefits, pay
	PersonVoice               // of somebody else: whom one reports to, what a colleague does
)

var voiceNames = [...]string{"job", "company", "perk", "person"}

// String returns the voice's name: job, company, perk or person.
func (v Voice) String() string { return voiceNames[v] }

// MarshalText returns the voice's name.
func (v Voice) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a voice's name.
func (v *Voice) UnmarshalText(text []byte) error {
	for i, name := range voiceNames {
		if name == string(text) {
			*v = Voice(i)
			return nil
		}
	}
	return fmt.Errorf("unknown voice %q: job, company, perk or person", text)
}

// A voiceRule is an entry of data/voice.yaml: by which words a sentence has a
// voice. The first rule of the file that fits a sentence says which.
type voiceRule struct {
	Voice  Voice      `yaml:"voice"`
	Verb   bool       `yaml:"verb"`   // the sentence begins with a verb of duties
	Our    bool       `yaml:"our"`    // the sentence begins with "our"
	Begins []textYAML `yaml:"begins"` // patterns that it begins with
	Holds  []textYAML `yaml:"holds"`  // patterns that stand anywhere in it
	Clause []textYAML `yaml:"clause"` // patterns from which on its clause has the voice
}

// A cue is a pattern of a voice rule that may stand anywhere in a sentence.
type cue struct {
	Rule   int32
	Clause bool // the voice is that of its clause
}

// A cueHit is a place where a cue stands.
type cueHit struct {
	cue         cue
	first, last int32 // tokens
}

// voices says of whom the parts of a text speak.
type voices struct {
	sentences []Voice            // by sentence
	persons   []match.TokenRange // what is said of somebody else within a sentence
}

// hear finds the voices of the sentences of a text. A sentence that no rule
// fits goes on with the voice of the one before it in its line, and the first
// of a line speaks of the job.
func (l *Lexicon) hear(r *reader) {
	out, toks := &r.voices, r.split.Tokens
	out.sentences, out.persons = out.sentences[:0], out.persons[:0]
	hits := r.cues
	voice := JobVoice
	for i := range r.split.Sentences {
		s := &r.split.Sentences[i]
		end := len(toks)
		if i+1 < len(r.split.Sentences) {
			end = int(r.split.Sentences[i+1].First)
		}
		n := 0
		for n < len(hits) && int(hits[n].first) < end {
			n++
		}
		if rule := l.voiceOf(toks[s.First:end], int(s.First), hits[:n], r); rule >= 0 {
			voice = l.voices[rule].Voice
		} else if s.Line {
			voice = JobVoice
		}
		out.sentences = append(out.sentences, voice)
		hits = hits[n:]
	}
}

// voiceOf returns the first rule that fits a sentence whose tokens begin at
// first, -1 for none.
func (l *Lexicon) voiceOf(toks []Token, first int, hits []cueHit, r *reader) int {
	best := len(l.voices)
	for i := range l.voices {
		rule := &l.voices[i]
		if rule.Our && toks[0].Marks&words.Our != 0 || rule.Verb && l.grammar.BeginsWithVerb(toks) {
			best = i
			break
		}
	}
	r.openings.Read(toks)
	second := l.grammar.AfterIntroduction(toks)
	for _, at := range [2]int{0, second} {
		for _, m := range r.openings.From(at) {
			if _, _, ok := l.asked(m, toks, at, nil); ok {
				best = min(best, int(l.cues[int(m.Pattern)-len(l.patterns)].Rule))
			}
		}
	}
	for _, h := range hits {
		at := int(h.first) - first
		if h.cue.Clause {
			if l.grammar.Is(&toks[at], words.IsWho) && (at == 0 || toks[at-1].Marks&words.Named == 0 && !l.grammar.Is(&toks[at-1], words.IsPerson)) {
				continue
			}
			end := int(h.last) + 1 - first
			for end < len(toks) && toks[end].Marks&(words.Clause|words.Comma) == 0 {
				end++
			}
			r.voices.persons = append(r.voices.persons, match.TokenRange{From: h.first, To: int32(first + end)})
		}
		if !h.cue.Clause || at == 0 || at == second {
			best = min(best, int(h.cue.Rule))
		}
	}
	if best == len(l.voices) {
		return -1
	}
	return best
}

// give sets the voices of hits, which are in order.
func (v *voices) give(hits []Hit, toks []Token, sentences []words.Sentence) {
	s, p := 0, 0
	for i := range hits {
		h := &hits[i]
		for s+1 < len(sentences) && int(sentences[s+1].Start) <= h.Start {
			s++
		}
		h.Voice = v.sentences[s]
		for p < len(v.persons) && int(toks[v.persons[p].To-1].End) <= h.Start {
			p++
		}
		if p < len(v.persons) && int(toks[v.persons[p].From].Start) <= h.Start {
			h.Voice = PersonVoice
		}
	}
}
