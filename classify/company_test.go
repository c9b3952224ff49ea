package classify

import (
	"strings"
	"testing"

	"rolecall/extract"
	"rolecall/lexicon"
)

func roleAt(i int) lexicon.Role { return lexicon.Roles()[i] }

// A sentence in which a company speaks of itself is text aside, wherever no
// heading says that it is a duty; the sentence after it is not.
func TestCompanySentences(t *testing.T) {
	c := newClassifier(t, Options{})
	const (
		about = "Founded in 2012, Acme is a leading provider of market research and competitive analysis."
		duty  = "You will prioritize features and write user stories for the recipe app."
	)
	zones := func(text string) map[string]extract.Kind {
		kinds := map[string]extract.Kind{}
		for _, e := range c.Classify(posting("", text)).Evidence {
			kinds[e.Concept] = e.Zone
		}
		return kinds
	}
	opening := zones(about + " " + duty)
	if got := opening["market-research"]; got != extract.Company {
		t.Errorf("what the company does stands in %q, want %q", got, extract.Company)
	}
	if got := opening["user-stories"]; got == extract.Company || got == "" {
		t.Errorf("a duty after it stands in %q", got)
	}
	if _, ok := opening[companyConcept]; ok {
		t.Errorf("%s is evidence", companyConcept)
	}
	if got := zones("What you will do\n" + strings.Replace(about, "Founded in 2012, Acme", "Your team", 1) + " " + duty)["market-research"]; got != extract.Duties {
		t.Errorf("under the heading of duties it stands in %q, want %q", got, extract.Duties)
	}
}

// A lexicon of somebody's own need not know how companies speak.
func TestLexiconWithoutCompanyText(t *testing.T) {
	if i := conceptIndex(&lexicon.Lexicon{}, companyConcept); i != -1 {
		t.Errorf("found at %d", i)
	}
	c := newClassifier(t, Options{})
	if c.company < 0 || !c.lex.Concepts[c.company].Shared {
		t.Errorf("the lexicon's own %s: index %d", companyConcept, c.company)
	}
}
