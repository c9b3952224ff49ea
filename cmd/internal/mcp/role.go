package mcp

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"rolecall/lexicon"
)

// roleInput names what is to be explained.
type roleInput struct {
	Name string `json:"name" jsonschema:"a role (TPM, PM, PM-T, EM, none, or its full name), or a concept of the lexicon such as cross-team-dependencies"`
}

// roleOutput is the answer of explain_role: one of the two is there.
type roleOutput struct {
	Role    *toolRole    `json:"role,omitempty"`
	Concept *toolConcept `json:"concept,omitempty"`
}

// toolRole is what the lexicon says of a role.
type toolRole struct {
	Label    lexicon.Role     `json:"label"`
	Name     string           `json:"name"`
	Kinds    []toolKind       `json:"kinds" jsonschema:"the concepts that speak for the role"`
	Differs  []toolDifference `json:"differs" jsonschema:"what tells the role from each of the others"`
	Patterns string           `json:"patterns" jsonschema:"how the examples are to be read"`
}

type toolKind struct {
	Kind     lexicon.Kind      `json:"kind" jsonschema:"goal, responsibility, skill, measure, background or certification"`
	Concepts []toolConceptLine `json:"concepts"`
}

// toolConceptLine is a concept in a line.
type toolConceptLine struct {
	Concept   string   `json:"concept"`
	Strength  string   `json:"strength,omitempty" jsonschema:"strong: hardly any other job says this; weak: others do too"`
	Documents []string `json:"documents" jsonschema:"that state it; empty where it was added from the field"`
	Example   string   `json:"example" jsonschema:"a pattern by which postings say it"`
}

type toolDifference struct {
	Role   lexicon.Role `json:"role"`
	Only   []string     `json:"only_this" jsonschema:"the most telling concepts that speak for the role and not for the other"`
	Others []string     `json:"only_other" jsonschema:"the most telling concepts that speak for the other and not for the role"`
}

// toolConcept is what the lexicon says of a concept.
type toolConcept struct {
	Concept   string         `json:"concept"`
	Kind      lexicon.Kind   `json:"kind"`
	SpeaksFor []lexicon.Role `json:"speaks_for" jsonschema:"empty where it is common to all roles, and no evidence"`
	Strength  string         `json:"strength,omitempty"`
	Attested  []toolSource   `json:"attested" jsonschema:"the places that state it"`
	Reason    string         `json:"reason,omitempty" jsonschema:"why it is here although no document states it"`
	Aspects   []string       `json:"aspects" jsonschema:"the qualities that it is counted for"`
	Phrases   []string       `json:"phrases" jsonschema:"the patterns by which postings say it"`
	Patterns  string         `json:"patterns" jsonschema:"how the phrases are to be read"`
}

type toolSource struct {
	Document string `json:"document"`
	Title    string `json:"title"`
	At       string `json:"at"`
}

const patternNote = `words are compared by their stems; | parts alternatives of one word, .. is a gap of a few words, ? marks a word that may be missing, {name} stands for a list of words`

// maxDifferences is how many concepts tell two roles apart, each way.
const maxDifferences = 8

func (t *Tools) explain(_ context.Context, _ *sdk.CallToolRequest, in roleInput) (*sdk.CallToolResult, roleOutput, error) {
	name := strings.TrimSpace(in.Name)
	for _, r := range lexicon.Roles() {
		if strings.EqualFold(name, string(r)) || strings.EqualFold(name, t.lex.RoleName(r)) {
			return nil, roleOutput{Role: t.role(r)}, nil
		}
	}
	for i := range t.lex.Concepts {
		if c := &t.lex.Concepts[i]; strings.EqualFold(name, c.ID) {
			return nil, roleOutput{Concept: t.concept(c)}, nil
		}
	}
	return nil, roleOutput{}, fmt.Errorf("no role and no concept %q; roles are TPM, PM, PM-T, EM and none%s", clip(name), t.similar(name))
}

// similar names concepts that have a word of name in theirs.
func (t *Tools) similar(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' })
	var found []string
	for i := range t.lex.Concepts {
		id := t.lex.Concepts[i].ID
		if slices.ContainsFunc(strings.Split(id, "-"), func(w string) bool { return slices.Contains(words, w) }) {
			found = append(found, id)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return "; concepts of a like name are " + strings.Join(found[:min(len(found), 12)], ", ")
}

func (t *Tools) role(r lexicon.Role) *toolRole {
	out := &toolRole{Label: r, Name: t.lex.RoleName(r), Kinds: []toolKind{}, Patterns: patternNote}
	for _, kind := range lexicon.Kinds() {
		k := toolKind{Kind: kind}
		for _, c := range t.telling(r, "") {
			if c.Kind == kind {
				k.Concepts = append(k.Concepts, toolConceptLine{c.ID, string(c.Strength), append([]string{}, c.Documents()...), c.Patterns[0].Text})
			}
		}
		if len(k.Concepts) > 0 {
			out.Kinds = append(out.Kinds, k)
		}
	}
	for _, other := range lexicon.Roles() {
		if other != r {
			out.Differs = append(out.Differs, toolDifference{other, conceptIDs(t.telling(r, other)), conceptIDs(t.telling(other, r))})
		}
	}
	return out
}

// telling lists the concepts that speak for one role and not for another, the
// most telling first: the strong ones, then those that most documents state.
func (t *Tools) telling(r, other lexicon.Role) []*lexicon.Concept {
	var list []*lexicon.Concept
	for i := range t.lex.Concepts {
		if c := &t.lex.Concepts[i]; slices.Contains(c.SpeaksFor, r) && !slices.Contains(c.SpeaksFor, other) {
			list = append(list, c)
		}
	}
	order := []lexicon.Strength{lexicon.Strong, lexicon.Plain, lexicon.Weak}
	slices.SortStableFunc(list, func(a, b *lexicon.Concept) int {
		return cmp.Or(
			cmp.Compare(slices.Index(order, a.Strength), slices.Index(order, b.Strength)),
			cmp.Compare(len(b.Documents()), len(a.Documents())))
	})
	return list
}

func conceptIDs(list []*lexicon.Concept) []string {
	ids := []string{}
	for _, c := range list[:min(len(list), maxDifferences)] {
		ids = append(ids, c.ID)
	}
	return ids
}

func (t *Tools) concept(c *lexicon.Concept) *toolConcept {
	out := &toolConcept{
		Concept: c.ID, Kind: c.Kind, SpeaksFor: append([]lexicon.Role{}, c.SpeaksFor...), Strength: string(c.Strength), Reason: c.Reason,
		Attested: []toolSource{}, Aspects: []string{}, Patterns: patternNote,
	}
	for _, a := range c.Attested {
		i := slices.IndexFunc(t.lex.Sources, func(s lexicon.Source) bool { return s.Document == a.Document })
		out.Attested = append(out.Attested, toolSource{a.Document, t.lex.Sources[i].Title, a.At})
	}
	for _, a := range t.lex.Aspects {
		if a.Has(c.ID) {
			out.Aspects = append(out.Aspects, a.Name)
		}
	}
	for _, p := range c.Patterns {
		out.Phrases = append(out.Phrases, p.Text)
	}
	return out
}
