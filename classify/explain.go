package classify

import (
	"cmp"
	"math"
	"slices"

	"rolecall/classify/internal/statement"
	"rolecall/extract"
	"rolecall/lexicon"
)

// An Explanation is a Result with the whole way to it.
type Explanation struct {
	Result
	Text     string            `json:"text"`
	Sections []extract.Section `json:"sections"`

	// Marks are all places in the text that state a concept, by their beginning:
	// what is evidence and what is not, one over another too.
	Marks []Mark `json:"marks"`

	// The scores of the duties are divided by the temperature, multiplied by
	// DutiesFactor, and TitleAdds is added: that gives the probabilities. The
	// factor is 1 and nothing is added where the title tells nothing, or the
	// duties alone were asked for.
	DutiesFactor float64                  `json:"duties_factor"`
	TitleAdds    map[lexicon.Role]float64 `json:"title_adds"`

	RunnerUp lexicon.Role `json:"runner_up"` // the second likeliest role
	Lacked   []Lack       `json:"lacked"`    // what the runner-up would need
}

// A Mark is a place in the text that states a concept.
type Mark struct {
	Concept   string         `json:"concept"`
	Name      string         `json:"name"`       // the concept in words
	SpeaksFor []lexicon.Role `json:"speaks_for"` // the roles that the lexicon says it speaks for; empty for one that all share
	Voice     string         `json:"voice"`      // of whom it is said: job, company, perk or person; only the job's is evidence
	Start     int            `json:"start"`      // bytes in the text
	End       int            `json:"end"`
}

// A Lack is a concept that would have spoken for the runner-up.
type Lack struct {
	Concept string  `json:"concept"`
	Name    string  `json:"name"`    // the concept in words
	Gain    float64 `json:"gain"`    // what one hit would add to the runner-up's score over the first's, in a posting of usual length
	Example string  `json:"example"` // a pattern of the concept
}

// maxLacked is how many lacking concepts are named.
const maxLacked = 8

// Explain reads a posting as Classify does, and says how it came to the result.
func (c *Classifier) Explain(e extract.Extraction) Explanation {
	x := Explanation{Result: c.Classify(e), Text: e.Posting.Text, Sections: e.Posting.Sections, Lacked: []Lack{}, Marks: []Mark{}}
	if len(x.Probabilities) == 0 {
		return x
	}
	var p, title vector
	x.DutiesFactor = 1
	for i, r := range lexicon.Roles() {
		p[i] = x.Probabilities[r]
	}
	if !c.opts.BodyOnly && x.TitleReading.Known() {
		x.DutiesFactor = c.model.titles.duties
		title = c.model.titles.adds(x.TitleReading)
	}
	x.TitleAdds = title.byRole()
	x.RunnerUp = lexicon.Roles()[p.second()]
	if x.Body.Label != "" {
		x.Marks = c.marks(x.Text)
		x.Lacked = c.lacked(x.Evidence, p.best(), p.second())
	}
	return x
}

// marks finds the concepts in a text.
func (c *Classifier) marks(text string) []Mark {
	hits := c.lex.Read(text).Hits
	marks := make([]Mark, len(hits))
	for i, h := range hits {
		k := &c.lex.Concepts[h.Concept]
		marks[i] = Mark{k.ID, k.Name, append([]lexicon.Role{}, k.SpeaksFor...), h.Voice.String(), h.Start, h.End}
	}
	return marks
}

// lacked lists the concepts that no evidence names and that would move the
// score from the first role to the second, those that most documents attest
// before others of the same gain.
func (c *Classifier) lacked(evidence []Evidence, first, second int) []Lack {
	found := map[string]bool{}
	for i := range evidence {
		found[evidence[i].Concept] = true
	}
	var open []int
	gain := func(i int) float64 {
		w := c.alone(i)
		return math.Round((w[second]-w[first])*1000) / 1000
	}
	for i := range c.lex.Concepts {
		if !found[c.lex.Concepts[i].ID] && gain(i) > 0 {
			open = append(open, i)
		}
	}
	slices.SortStableFunc(open, func(a, b int) int {
		return cmp.Or(cmp.Compare(gain(b), gain(a)),
			cmp.Compare(len(c.lex.Concepts[b].Documents()), len(c.lex.Concepts[a].Documents())),
			cmp.Compare(c.lex.Concepts[a].ID, c.lex.Concepts[b].ID))
	})
	lacks := []Lack{}
	for _, i := range open[:min(len(open), maxLacked)] {
		k := &c.lex.Concepts[i]
		lacks = append(lacks, Lack{k.ID, k.Name, gain(i), k.Patterns[0].Text})
	}
	return lacks
}

// alone is what a duty that states nothing but a concept would add to the
// scores of a posting, if it stood there alone.
func (c *Classifier) alone(concept int) vector {
	s := []statement.Statement{{Concepts: []int{concept}, Section: extract.Duties}}
	return vector(c.model.sum.Shares(s, c.model.reader.ReadAlone(s))[0].Total())
}
