package classify

import (
	"rolecall/extract"
	"rolecall/lexicon"
)

// ResultVersion is the version of the Result row. Fields are only ever added;
// a field that changes its meaning raises the number.
const ResultVersion = "1"

// An Outcome says what came of a posting.
type Outcome string

// The outcomes.
const (
	RoleFound  Outcome = "role"       // one of the four roles
	NoRole     Outcome = "none"       // another job
	Ambiguous  Outcome = "ambiguous"  // no label is likely enough; see Candidates
	Unreadable Outcome = "unreadable" // no posting was read; see Error
)

// A Result is what rolecall says of one posting. It is the row of every
// output; its JSON names are part of the output contract.
type Result struct {
	Name    string  `json:"name"` // of the document: a path, or a path and a place in it
	ID      string  `json:"id"`
	Outcome Outcome `json:"outcome"`

	Label         lexicon.Role             `json:"label"`      // "" where the outcome is ambiguous or unreadable
	Candidates    []lexicon.Role           `json:"candidates"` // of an ambiguous outcome, likeliest first
	Confidence    float64                  `json:"confidence"` // probability of the likeliest role, 0 to 1
	Probabilities map[lexicon.Role]float64 `json:"probabilities"`

	// Second is the runner-up: the likeliest role but for the label, or but for
	// the likeliest where there is no label; "" where nothing was read.
	Second            lexicon.Role `json:"second"`
	SecondProbability float64      `json:"second_probability"` // of the runner-up, 0 to 1

	Title    string `json:"title"`
	Company  string `json:"company"`
	Location string `json:"location"`
	Date     string `json:"date"`
	URL      string `json:"url"`

	TitleReading TitleReading `json:"title_reading"`
	Body         BodyReading  `json:"body"`
	Verdict      Verdict      `json:"verdict"`
	Severity     float64      `json:"severity"` // of a mismatch: the smaller of the two confidences, see Conflict; else 0

	Evidence   []Evidence      `json:"evidence"`   // the statements that speak for a role, by weight, largest first
	Statements []Statement     `json:"statements"` // in the order of the text: what the score is the sum of
	Aspects    []AspectReading `json:"aspects"`    // what parts neighbouring roles

	Strategy string   `json:"strategy"`
	Coverage float64  `json:"coverage"`
	Language string   `json:"language"`
	Warnings []string `json:"warnings"`
	Reason   string   `json:"reason"` // of an unreadable outcome: one of extract's reasons, or WrongLanguage
	Error    string   `json:"error"`  // the reason in words
	Version  string   `json:"version"`
}

// A BodyReading is what the duties alone say.
type BodyReading struct {
	Label         lexicon.Role             `json:"label"`
	Confidence    float64                  `json:"confidence"`
	Probabilities map[lexicon.Role]float64 `json:"probabilities"`

	// Scores are the sums that the probabilities come from: Bias and the
	// weights of all evidence. Natural logarithms of odds, times Temperature.
	Scores      map[lexicon.Role]float64 `json:"scores"`
	Bias        map[lexicon.Role]float64 `json:"bias"`
	Temperature float64                  `json:"temperature"`
}

// Evidence is a statement that speaks for a role, with the phrase in it that
// says so.
type Evidence struct {
	Concept   string       `json:"concept"` // that the phrase states, or ByWords
	Role      lexicon.Role `json:"role"`    // the role that it speaks for
	Weight    float64      `json:"weight"`  // what the statement adds to the score of the body's label by speaking for Role
	Zone      extract.Kind `json:"zone"`    // the section that it stands in
	Start     int          `json:"start"`   // bytes in the extracted text
	End       int          `json:"end"`
	Text      string       `json:"text"`
	Sentence  string       `json:"sentence"`  // that it stands in; of a long one the words around it
	Documents []string     `json:"documents"` // that attest the concept, not to be changed; empty for one from the field
	Name      string       `json:"name"`      // of the concept, for people

	adds vector
}

// Adds returns what the evidence adds to the score of each role.
func (e *Evidence) Adds() map[lexicon.Role]float64 { return e.adds.byRole() }
