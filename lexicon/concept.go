package lexicon

import "cmp"

// A Kind says what a concept is.
type Kind string

// The kinds of concepts, as the documents speak of roles.
const (
	Goal           Kind = "goal"
	Responsibility Kind = "responsibility"
	Skill          Kind = "skill"
	Measure        Kind = "measure"
	Background     Kind = "background"
	Certification  Kind = "certification"
)

// Kinds returns all kinds in their fixed order.
func Kinds() []Kind {
	return []Kind{Goal, Responsibility, Skill, Measure, Background, Certification}
}

// A Strength says how telling a concept is beside others of its kind.
type Strength string

// The strengths. The empty string means Plain.
const (
	Weak   Strength = "weak"   // other jobs say this too
	Plain  Strength = ""       // the usual
	Strong Strength = "strong" // hardly any other job says this
)

// A Concept is one thing that the documents state of a role, with the
// patterns in which postings say it.
type Concept struct {
	ID        string
	Name      string // for people: short, lower case, a noun phrase
	Kind      Kind
	SpeaksFor []Role // empty for a shared concept
	Shared    bool   // seen in all roles, and no evidence for any
	Strength  Strength
	Attested  []Attestation // empty for a concept from the field
	Field     bool          // no document states it
	Reason    string        // why a field concept is here
	Patterns  []Pattern
	Yes       []Example // sentences that state it
	Not       []Example // sentences that only look so
	File      string    // the data file, for messages
	Line      int       // where it begins

	lines map[string]int // of its fields, where it was read from a file: for messages
}

// lineOf is the line of a field; that of the concept where there is no field.
func (c *Concept) lineOf(field string) int { return cmp.Or(c.lines[field], c.Line) }

// An Attestation is a place in a document that states a concept.
type Attestation struct {
	Document string // "000" to "004"
	At       string
	Line     int // in the concept's file
}

// A Pattern is one way of saying a concept.
type Pattern struct {
	Text string
	Line int // in the concept's file
}

// An Example is a sentence in which a concept is to be found, or is not.
type Example struct {
	Text string
	Line int // in the concept's file
}

// Documents returns the documents that attest c, in order, without doubles.
func (c *Concept) Documents() []string {
	var docs []string
	for _, a := range c.Attested {
		if len(docs) == 0 || docs[len(docs)-1] != a.Document {
			docs = append(docs, a.Document)
		}
	}
	return docs
}

// A Source is one of the documents that the lexicon is built from.
type Source struct {
	Document string `yaml:"document"`
	File     string `yaml:"file"`
	Title    string `yaml:"title"`
	GoodFor  string `yaml:"good-for"`
	Distrust string `yaml:"distrust"`
}
