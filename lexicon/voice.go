package lexicon

import (
	"fmt"
	"strings"

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
	Our    bool       `yaml:"our"`    // the sentence begins with "our", or with "Acme's"
	Your   bool       `yaml:"your"`   // the sentence begins with "your"
	Theirs bool       `yaml:"theirs"` // the sentence begins with "your" and somebody else: "your manager"
	Sum    bool       `yaml:"sum"`    // the sentence begins with a sum of money
	Begins []textYAML `yaml:"begins"` // patterns that it begins with
	Heads  []textYAML `yaml:"heads"`  // patterns that a heading begins with
	Named  []textYAML `yaml:"named"`  // patterns that follow a name or a team, with which it begins
	Stated []textYAML `yaml:"stated"` // patterns that follow whatever it begins with and speaks of
	Holds  []textYAML `yaml:"holds"`  // patterns that stand anywhere in it
	Clause []textYAML `yaml:"clause"` // patterns from which on its clause has the voice
}

// A cue is a pattern of a voice rule.
type cue struct {
	Rule  int32
	Place cuePlace
}

// A cuePlace says where in a sentence a cue is asked to stand, and of how much
// of the sentence it gives the voice.
type cuePlace uint8

const (
	begins cuePlace = iota // first in the sentence
	heads                  // first in a heading, which gives the lines below it the voice
	named                  // behind a name that is first
	stated                 // behind any subject that is first
	holds                  // anywhere
	clause                 // anywhere; the voice is that of its clause
)

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
// of a line with that of the heading above it: after none it speaks of the job.
func (l *Lexicon) hear(text string, r *reader) {
	out, toks := &r.voices, r.split.Tokens
	out.sentences, out.persons = out.sentences[:0], out.persons[:0]
	hits := r.cues
	voice, above := JobVoice, JobVoice
	for i := range r.split.Sentences {
		s := &r.split.Sentences[i]
		end, alone := len(toks), s.Line
		if i+1 < len(r.split.Sentences) {
			next := &r.split.Sentences[i+1]
			end, alone = int(next.First), alone && next.Line
		}
		n := 0
		for n < len(hits) && int(hits[n].first) < end {
			n++
		}
		sentence := toks[s.First:end]
		r.openings.Read(sentence)
		heading := len(l.voices)
		if alone && len(sentence) <= maxHeading && !strings.HasPrefix(text[toks[end-1].End:], ".") {
			heading = l.opening(r, sentence, 0, heads, heads)
		}
		rule := min(heading, l.voiceOf(text, sentence, int(s.First), hits[:n], r))
		switch {
		case rule < len(l.voices):
			voice = l.voices[rule].Voice
		case s.Line:
			voice = above
		}
		if heading < len(l.voices) && rule == heading || rule < len(l.voices) && voice == JobVoice && !l.voices[rule].Verb {
			above = voice
		}
		out.sentences = append(out.sentences, voice)
		hits = hits[n:]
	}
}

// maxHeading is the most words of a heading.
const maxHeading = 6

// voiceOf returns the first rule that fits a sentence whose tokens begin at
// first, len(l.voices) for none.
func (l *Lexicon) voiceOf(text string, toks []Token, first int, hits []cueHit, r *reader) int {
	second := l.grammar.AfterIntroduction(toks)
	best := l.voiceByForm(text, toks, second)
	best = min(best, l.opening(r, toks, 0, begins, begins))
	if second > 0 {
		best = min(best, l.opening(r, toks, second, begins, begins))
	}
	l.grammar.VisitSubjects(text, toks[second:], func(end int, isName bool) {
		as := stated
		if isName {
			as = named
		}
		best = min(best, l.opening(r, toks, second+end, stated, as))
	})
	for _, h := range hits {
		at := int(h.first) - first
		if h.cue.Place == clause {
			if l.grammar.Is(&toks[at], words.IsWho) && (at == 0 || toks[at-1].Marks&words.Named == 0 && !l.grammar.Is(&toks[at-1], words.IsPerson)) {
				continue
			}
			end := int(h.last) + 1 - first
			for end < len(toks) && toks[end].Marks&(words.Clause|words.Comma) == 0 {
				end++
			}
			r.voices.persons = append(r.voices.persons, match.TokenRange{From: h.first, To: int32(first + end)})
		}
		if h.cue.Place != clause || at == 0 || at == second {
			best = min(best, int(h.cue.Rule))
		}
	}
	return best
}

// voiceByForm returns the first rule that asks for the form in which a sentence
// begins, or goes on from token second behind an introduction; len(l.voices)
// for none.
func (l *Lexicon) voiceByForm(text string, toks []Token, second int) int {
	our := (toks[0].Marks|toks[second].Marks)&words.Our != 0 || words.IsNamesOwn(text, &toks[0])
	verb, sum, your := l.grammar.BeginsWithVerb(toks), words.IsSum(text, &toks[0]), words.IsYours(text, &toks[0])
	theirs := your && (toks[0].Marks&words.Named != 0 || l.grammar.Is(&toks[0], words.IsSuperior))
	for i := range l.voices {
		if rule := &l.voices[i]; rule.Our && our || rule.Verb && verb || rule.Sum && sum || rule.Your && your || rule.Theirs && theirs {
			return i
		}
	}
	return len(l.voices)
}

// opening returns the first rule with a pattern that stands at a token of a
// sentence and belongs there, or to the other place that it may be,
// len(l.voices) for none.
func (l *Lexicon) opening(r *reader, toks []Token, at int, place, other cuePlace) int {
	best := len(l.voices)
	for _, m := range r.openings.From(at) {
		c := l.cues[int(m.Pattern)-len(l.patterns)]
		if c.Place != place && c.Place != other {
			continue
		}
		if _, _, ok := l.asked(m, toks, at, nil); ok {
			best = min(best, int(c.Rule))
		}
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
