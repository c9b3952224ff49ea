package classify

import (
	"cmp"
	"slices"
	"strings"

	"rolecall/extract"
	"rolecall/lexicon"
)

// A Finding is what the audit says of one posting: the Result, and what a
// person needs to act on its verdict. Its JSON names are part of the output
// contract; they stand beside the Result's.
type Finding struct {
	Result

	// Neighbours says that the verdict is neighbours: the mismatch between Product Manager and Product
	// Manager – Technical, which is milder than any other.
	Neighbours bool `json:"neighbours"`

	// SuggestedTitle names the role that the duties describe, where they
	// contradict a title or settle an ambiguous one; "" else, and where they
	// describe none of the four. Suggestion says so in words, with Strongest:
	// up to three concepts that speak most for the duties' role over the
	// title's, strongest first.
	SuggestedTitle string     `json:"suggested_title"`
	Suggestion     string     `json:"suggestion"`
	Strongest      []Evidence `json:"strongest"`
}

// maxStrongest is how many pieces of evidence a suggestion gives.
const maxStrongest = 3

// Audit reads one extraction as Classify does, and says what is to be done
// about its title.
func (c *Classifier) Audit(e extract.Extraction) Finding { return c.FindingOf(c.Classify(e)) }

// FindingOf says what is to be done about the title of a posting that the
// classifier has read.
func (c *Classifier) FindingOf(r Result) Finding {
	f := Finding{Result: r, Strongest: []Evidence{}}
	if !f.Verdict.Finding() && f.Verdict != Resolved {
		return f
	}
	f.Neighbours = f.Verdict == Neighbour
	f.Strongest = append(f.Strongest, strongest(f.Evidence, f.Body.Label, f.TitleReading.Label)...)
	if f.Body.Label != lexicon.None {
		f.SuggestedTitle = c.lex.RoleName(f.Body.Label)
	}
	f.Suggestion = suggestion(f.SuggestedTitle, f.Strongest)
	return f
}

// suggestion words what the duties describe.
func suggestion(title string, why []Evidence) string {
	s := "describes the work of none of the four roles"
	if title != "" {
		s = "describes " + title + " work"
	}
	for i := range why {
		s += []string{": ", "; "}[min(i, 1)] + why[i].Text
	}
	return s
}

// strongest picks the evidence that speaks for one role over another ("" for
// over nothing), the strongest first, of each concept and wording the first
// place. That a duty is common to both roles is no reason to doubt a title.
func strongest(evidence []Evidence, role, over lexicon.Role) []Evidence {
	gain := func(e *Evidence) float64 {
		if over == "" || over == role {
			return e.adds[role.Index()]
		}
		return e.adds[role.Index()] - e.adds[over.Index()]
	}
	byGain := slices.Clone(evidence)
	slices.SortStableFunc(byGain, func(a, b Evidence) int { return cmp.Compare(gain(&b), gain(&a)) })
	var out []Evidence
	seen := map[string]bool{}
	for i := range byGain {
		e := &byGain[i]
		words := strings.ToLower(e.Text)
		if len(out) == maxStrongest || gain(e) <= 0 {
			break
		}
		if e.adds[role.Index()] <= 0 || seen[e.Concept] || seen[words] {
			continue
		}
		seen[e.Concept], seen[words] = true, true
		out = append(out, *e)
	}
	return out
}
