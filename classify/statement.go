package classify

import (
	"slices"

	"rolecall/classify/internal/statement"
	"rolecall/extract"
	"rolecall/lexicon"
)

// A Statement is a line of a posting, or a sentence of a long one, and for
// which roles it speaks.
type Statement struct {
	Start int `json:"start"` // bytes in the extracted text
	End   int `json:"end"`

	// Letters say for which roles it speaks, the likelier first: T (technical
	// program management), P (product management), K (technical depth of
	// product work), E (engineering management), X (another job's own work);
	// "" for none. Two at most.
	Letters string `json:"letters"`

	section extract.Kind
	voice   lexicon.Voice
	adds    vector // to the scores, in thousandths
}

// Section returns the kind of section that the statement stands in.
func (s *Statement) Section() extract.Kind { return s.section }

// Voice returns of whom the statement speaks.
func (s *Statement) Voice() lexicon.Voice { return s.voice }

// Adds returns what the statement adds to the score of each role.
func (s *Statement) Adds() map[lexicon.Role]float64 { return s.adds.byRole() }

// A seen is a text's statements as the model sees them, whose memory is used
// again.
type seen struct {
	statements []statement.Statement
	concepts   []int // found in them
}

// observe sees the statements of a text.
func (out *seen) observe(text *lexicon.Reading, sections []extract.Section) {
	out.statements = slices.Grow(out.statements[:0], len(text.Statements))
	concepts := slices.Grow(out.concepts[:0], len(text.Hits))
	at := 0
	for i := range text.Statements {
		s := &text.Statements[i]
		for at < len(sections)-1 && s.Start >= sections[at].End {
			at++
		}
		kind := extract.Other
		if len(sections) > 0 {
			kind = sections[at].Kind
		}
		first := len(concepts)
		for _, h := range text.Hits[s.FirstHit:s.EndHit] {
			if h.Voice != lexicon.PersonVoice && !slices.Contains(concepts[first:], h.Concept) {
				concepts = append(concepts, h.Concept)
			}
		}
		out.statements = append(out.statements, statement.Statement{
			Words: text.Tokens[s.FirstWord:s.EndWord], Concepts: concepts[first:len(concepts):len(concepts)],
			Section: kind, Voice: s.Voice,
		})
	}
	out.concepts = concepts
}

// An Observation is a posting as the model sees it: what a fit learns from.
type Observation struct {
	Text       string
	Starts     []int // of the statements, in bytes
	Ends       []int
	Statements []statement.Statement
	Words      int // compared
}

// Observe returns what the model sees of a posting.
func (c *Classifier) Observe(e extract.Extraction) Observation {
	text := c.lex.Read(e.Posting.Text)
	var see seen
	see.observe(&text, e.Posting.Sections)
	o := Observation{Text: text.Text, Statements: see.statements, Words: text.Words}
	for i := range text.Statements {
		o.Starts, o.Ends = append(o.Starts, text.Statements[i].Start), append(o.Ends, text.Statements[i].End)
	}
	return o
}
