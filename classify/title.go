package classify

import "rolecall/lexicon"

// A TitleReading is what a title may mean.
type TitleReading struct {
	Label      lexicon.Role   `json:"label"`      // the one role that it means, "none" for another job, "" where it cannot be told
	Candidates []lexicon.Role `json:"candidates"` // of an ambiguous title
	Ambiguous  bool           `json:"ambiguous"`
	Near       string         `json:"near"`  // the near miss that it names: "product owner", "program manager"
	Level      string         `json:"level"` // seniority: intern, junior, …, "" for none stated
}

// Known reports whether the title tells anything about the role.
func (t *TitleReading) Known() bool { return t.Label != "" || len(t.Candidates) > 0 }

// ReadTitle reads a title by the lexicon's grammar. A title that the grammar
// does not know, in another language for one, is not guessed: it has neither
// label nor candidates.
func ReadTitle(lex *lexicon.Lexicon, title string) TitleReading {
	m := lex.ReadTitle(title)
	t := TitleReading{Level: m.Level, Candidates: []lexicon.Role{}}
	if m.Rule == nil {
		return t
	}
	t.Label, t.Near = m.Rule.Label, m.Rule.Near
	t.Candidates = append(t.Candidates, m.Rule.Candidates...)
	t.Ambiguous = len(t.Candidates) > 0
	return t
}

// A titleModel says how a title and the duties are joined: the scores of the
// duties, divided by the temperature, are multiplied by duties, and what the
// title says is added. All in natural logarithms of odds.
type titleModel struct {
	duties    float64
	label     [lexicon.NumRoles]vector // added by the label read
	near      vector                   // added for a near miss
	kinds     map[string]Weights       // added beside that, by the near miss named; read only
	candidate float64                  // added for each candidate of an ambiguous title
}

// priorTitles is what a title is worth before any posting was seen. Titles
// are trusted less than a plain set of duties: that they lie is what this
// program is about. A Product Manager is often a technical one (the documents
// call PM-T a Product Manager with more), so that title says little between
// the two; a near miss is another job, but one that is easily called wrongly.
var priorTitles = titleModel{
	duties: 1,
	label: [lexicon.NumRoles]vector{
		{2.5, 0, 0, 0, 0},   // Technical Program Manager
		{0, 2.0, 1.2, 0, 0}, // Product Manager
		{0, 0.7, 2.5, 0, 0}, // Technical Product Manager
		{0, 0, 0, 2.5, 0},   // Engineering Manager
		{0, 0, 0, 0, 2.0},   // another job
	},
	near:      vector{0, 0, 0, 0, 1.0},
	candidate: 1.5,
}

// join returns the scores of title and duties together. A title that tells
// nothing leaves the duties as they are.
func (m *titleModel) join(duties vector, t TitleReading) vector {
	if !t.Known() {
		return duties
	}
	return duties.scale(m.duties).add(m.adds(t))
}

// adds returns what a title adds to the scores.
func (m *titleModel) adds(t TitleReading) (v vector) {
	switch {
	case t.Ambiguous:
		for _, r := range t.Candidates {
			v[r.Index()] += m.candidate
		}
	case t.Near != "":
		v = m.near.add(vector(m.kinds[t.Near]))
	case t.Label != "":
		v = m.label[t.Label.Index()]
	}
	return v
}
