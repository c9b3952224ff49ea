package marked

import (
	"cmp"
	"maps"
	"slices"
	"unicode/utf8"

	"rolecall/classify"
	"rolecall/lexicon"
)

// A Score is what a classifier says of marked postings, measured. The zero
// value is ready to use.
type Score struct {
	Letters  Letters
	Evidence Evidence

	sources  map[string]*sourceScore
	concepts map[string]*Concept
	patterns map[patternKey]*Pattern
}

type sourceScore struct {
	postings int
	letters  Letters
	evidence Evidence
}

// A Concept counts how often a concept was cited as evidence and found in a
// line, and how often the line bears a letter of a role that it speaks for.
type Concept struct {
	ID          string `json:"concept"`
	Pieces      int    `json:"pieces"`       // cited
	SoundPieces int    `json:"sound_pieces"` // of them, for the role that they are said to speak for
	Hits        int    `json:"hits"`         // found, cited or not
	SoundHits   int    `json:"sound_hits"`
}

// A Pattern counts the lines in which a pattern was found, said of the job, and
// those of them that bear a letter of its concept.
type Pattern struct {
	Concept string `json:"concept"`
	Text    string `json:"pattern"`
	Hits    int    `json:"hits"`
	Sound   int    `json:"sound"`

	// False are some of the lines that it was found in and that bear no such
	// letter, the first of the data. Those of sealed postings are left out.
	False []string `json:"false_lines"`
}

type patternKey struct{ concept, text string }

// shownLines is how many lines of a pattern are kept.
const shownLines = 3

// Add measures what a classifier says of a posting.
func (s *Score) Add(p *Posting, c *classify.Classifier) {
	if s.sources == nil {
		s.sources, s.concepts, s.patterns = map[string]*sourceScore{}, map[string]*Concept{}, map[patternKey]*Pattern{}
	}
	j := &judged{Posting: p, result: c.Classify(p.Extraction)}
	for _, l := range p.Lines {
		j.lines = append(j.lines, line{words(l.Text), l.Letters})
	}
	letters := j.letters()
	evidence := j.evidence(func(concept string, sound bool) {
		of := s.concept(concept)
		of.Pieces++
		if sound {
			of.SoundPieces++
		}
	})
	s.hits(j, c.Lexicon())
	s.Letters.add(&letters)
	s.Evidence.add(&evidence)
	of := s.sources[p.Source]
	if of == nil {
		of = &sourceScore{}
		s.sources[p.Source] = of
	}
	of.postings++
	of.letters.add(&letters)
	of.evidence.add(&evidence)
}

func (s *Score) concept(id string) *Concept {
	if s.concepts[id] == nil {
		s.concepts[id] = &Concept{ID: id}
	}
	return s.concepts[id]
}

// hits judges every pattern that was found in the posting and said of the job.
// Concepts of all roles speak for none, and are left out.
func (s *Score) hits(j *judged, lex *lexicon.Lexicon) {
	text := lex.Read(j.Extraction.Posting.Text)
	for i := range text.Statements {
		of := &text.Statements[i]
		for _, h := range text.Hits[of.FirstHit:of.EndHit] {
			concept := &lex.Concepts[h.Concept]
			if h.Voice != lexicon.JobVoice || len(concept.SpeaksFor) == 0 {
				continue
			}
			n := j.lineOf(text.Text[h.Start:h.End], text.Text[of.Start:of.End])
			if n < 0 {
				continue
			}
			sound := slices.ContainsFunc(concept.SpeaksFor, func(r lexicon.Role) bool { return speaks(j.lines[n].letters, r) })
			s.count(concept, concept.Patterns[h.Pattern].Text, j, n, sound)
		}
	}
}

func (s *Score) count(concept *lexicon.Concept, text string, j *judged, n int, sound bool) {
	of, key := s.concept(concept.ID), patternKey{concept.ID, text}
	p := s.patterns[key]
	if p == nil {
		p = &Pattern{Concept: concept.ID, Text: text, False: []string{}}
		s.patterns[key] = p
	}
	p.Hits, of.Hits = p.Hits+1, of.Hits+1
	switch {
	case sound:
		p.Sound, of.SoundHits = p.Sound+1, of.SoundHits+1
	case len(p.False) < shownLines && !j.Sealed && utf8.ValidString(j.Lines[n].Text):
		p.False = append(p.False, j.Lines[n].Text)
	}
}

// Concepts returns the concepts that were found or cited, those cited most
// often first.
func (s *Score) Concepts() []Concept {
	var out []Concept
	for _, c := range s.concepts {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Concept) int {
		return cmp.Or(cmp.Compare(b.Pieces, a.Pieces), cmp.Compare(b.Hits, a.Hits), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// What is called a poor pattern: one found often enough to be judged, whose
// lines seldom bear its letter.
const (
	judgedHits = 10
	poorShare  = 0.6
)

// Poor returns the patterns with ten hits or more of which fewer than 0.6 stand
// in a line with a letter of their concept, the worst first.
func (s *Score) Poor() []Pattern {
	out := []Pattern{}
	for _, p := range s.patterns {
		if p.Hits >= judgedHits && ratio(p.Sound, p.Hits) < poorShare {
			out = append(out, *p)
		}
	}
	slices.SortFunc(out, func(a, b Pattern) int {
		return cmp.Or(cmp.Compare(ratio(a.Sound, a.Hits), ratio(b.Sound, b.Hits)), cmp.Compare(b.Hits, a.Hits),
			cmp.Compare(a.Concept, b.Concept), cmp.Compare(a.Text, b.Text))
	})
	return out
}

// PatternCounts says how many patterns were found, and of how many that were
// found ten times or more.
func (s *Score) PatternCounts() (found, judged int) {
	for _, p := range s.patterns {
		found++
		if p.Hits >= judgedHits {
			judged++
		}
	}
	return found, judged
}

// A Source is how the postings of one source fared.
type Source struct {
	Name     string  `json:"source"`
	Postings int     `json:"postings"`
	LineF1   float64 `json:"line_f1"`
	Sound5   float64 `json:"sound_at_5"`
	Sound    float64 `json:"sound"`
	Coverage float64 `json:"coverage"`
}

// minSource is how many postings a source needs to be named; those of the
// others are counted together.
const minSource = 8

// Sources returns the figures of each source, the largest first.
func (s *Score) Sources() []Source {
	var out []Source
	rest := &sourceScore{}
	for _, name := range slices.Sorted(maps.Keys(s.sources)) {
		of := s.sources[name]
		if of.postings < minSource {
			rest.postings += of.postings
			rest.letters.add(&of.letters)
			rest.evidence.add(&of.evidence)
			continue
		}
		out = append(out, of.source(cmp.Or(name, "(none)")))
	}
	slices.SortStableFunc(out, func(a, b Source) int { return cmp.Compare(b.Postings, a.Postings) })
	if rest.postings > 0 {
		out = append(out, rest.source("(fewer than 8 each)"))
	}
	return out
}

func (s *sourceScore) source(name string) Source {
	return Source{name, s.postings, s.letters.F1(), s.evidence.All.Sound(maxRank), s.evidence.All.Sound(0), s.evidence.Coverage()}
}
