package page

import (
	"strings"
	"unicode/utf8"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/lexicon"
)

// An index is what the list and the charts are made of: a column for each
// property, since columns pack to half of what rows do.
type index struct {
	N         int            `json:"n"`
	Roles     []role         `json:"roles"`
	Kinds     []string       `json:"kinds"` // verdicts as people read them
	Evident   []evidenceKind `json:"evident"`
	Zones     []string       `json:"zones"`
	Companies []string       `json:"companies"`
	Chunks    []int          `json:"chunks"` // postings in each block of details
	Versions  []string       `json:"versions"`
	Texts     int            `json:"texts"` // rows that hold their text

	Name       []string  `json:"name"`
	ID         []string  `json:"id"`
	Title      []string  `json:"title"`
	Company    []int     `json:"company"` // of Companies; -1 for none
	Why        []string  `json:"why"`     // the strongest evidence
	Kind       []int     `json:"kind"`    // of Kinds
	Label      []string  `json:"label"`
	Says       []string  `json:"says"`   // the title: a role, ambiguous or unknown
	Short      []string  `json:"short"`  // what an employer may mean by it: TPM or PM; "" for other titles
	Duties     []string  `json:"duties"` // a role or unclear; "" where nothing was read
	Confidence []float64 `json:"confidence"`
	Severity   []float64 `json:"severity"`
	Duplicate  []int     `json:"duplicate"` // 1 where an earlier row has the same posting

	companies dictionary[string]
	versions  dictionary[string]
}

type role struct {
	ID   lexicon.Role `json:"id"`
	Name string       `json:"name"`
}

// kinds is the order in which verdicts matter.
var kinds = [...]string{"mismatch", "neighbours", "accepted", "undecided", "resolved", "agree", "not-audited", "unreadable"}

func newIndex(names func(lexicon.Role) string) index {
	x := index{Kinds: kinds[:], Chunks: []int{}}
	for _, r := range lexicon.Roles() {
		x.Roles = append(x.Roles, role{r, names(r)})
	}
	return x
}

// What the list holds of a row, in runes. A page of hostile rows stays one
// that opens.
const (
	maxName  = 400
	maxTitle = 300
	maxShort = 120
)

func (x *index) add(r *Row) {
	x.N++
	if r.Text != "" {
		x.Texts++
	}
	x.versions.number(r.Version, func() string { return clip(r.Version, maxShort) })
	x.Versions = x.versions.list
	x.Name = append(x.Name, clip(r.Name, maxName))
	x.ID = append(x.ID, clip(r.ID, maxShort))
	x.Title = append(x.Title, clip(r.Title, maxTitle))
	x.Company = append(x.Company, x.company(r.Company))
	x.Why = append(x.Why, why(r))
	x.Kind = append(x.Kind, kindNumber(result.Kind(&r.Result, r.Accepted)))
	x.Label = append(x.Label, label(r))
	x.Says = append(x.Says, result.Says(&r.TitleReading))
	x.Short = append(x.Short, string(short(r)))
	x.Duties = append(x.Duties, duties(r))
	x.Confidence = append(x.Confidence, r.Confidence)
	x.Severity = append(x.Severity, r.Severity)
	x.Duplicate = append(x.Duplicate, number(r.Duplicate))
}

// company numbers an employer, whatever the case that it is written in.
func (x *index) company(name string) int {
	name = clip(strings.TrimSpace(name), maxShort)
	if name == "" {
		return -1
	}
	i := x.companies.number(strings.ToLower(name), func() string { return name })
	x.Companies = x.companies.list
	return i
}

// kindNumber is the place of a verdict; one that is not known is not audited.
func kindNumber(kind string) int {
	for i, k := range kinds {
		if k == kind {
			return i
		}
	}
	return kindNumber(string(classify.NotAudited))
}

func label(r *Row) string {
	if r.Label == "" {
		return string(r.Outcome)
	}
	return string(r.Label)
}

// short tells whether the title says TPM or PM, where duties were read that may
// tell what is meant.
func short(r *Row) lexicon.Role {
	if r.Outcome == classify.Unreadable {
		return ""
	}
	return result.Short(&r.TitleReading)
}

// duties is the duties' reading in a word, as audit's matrix has it.
func duties(r *Row) string {
	switch {
	case r.Outcome == classify.Unreadable:
		return ""
	case r.Body.Label == "" || r.Body.Confidence < classify.DefaultMinConfidence:
		return "unclear"
	}
	return string(r.Body.Label)
}

// why lists the strongest evidence in a few words, or what was wrong.
func why(r *Row) string {
	if r.Outcome == classify.Unreadable {
		return clip(r.Error, maxShort)
	}
	return clip(result.Why(&r.Result, 3), maxShort)
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// clip cuts a text behind n runes.
func clip(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
