package main

import (
	"fmt"
	"strings"

	"rolecall/cmd/internal/output"
	"rolecall/cmd/internal/result"
	"rolecall/cmd/internal/terminal"
	"rolecall/lexicon"
)

// A foundRow is a concept that has some words, and the patterns that have them.
type foundRow struct {
	Concept   string         `json:"concept"`
	Name      string         `json:"name"`
	SpeaksFor []lexicon.Role `json:"speaks_for"` // empty where it is shared
	Patterns  []string       `json:"patterns"`   // empty where only its id or name has the words
}

var foundHeader = []string{"concept", "name", "speaks_for", "patterns"}

func (r foundRow) Cells() []string {
	return []string{r.Concept, r.Name, result.JoinRoles(r.SpeaksFor), strings.Join(r.Patterns, "; ")}
}

func foundHeading(s *terminal.Style) string { return foundLine(s, "CONCEPT", "SPEAKS FOR", "FOUND IN") }

// foundLine cuts the last cell to the line, in a pipe too: a frequent word is in
// more patterns of a concept than anybody reads.
func foundLine(s *terminal.Style, concept, speaks, found string) string {
	line := terminal.Fit(concept, 32) + "  " + terminal.Fit(speaks, 12) + "  "
	return line + terminal.Cut(found, max(s.Width-len(line), terminal.NarrowText))
}

func (r foundRow) Draw(s *terminal.Style) string {
	speaks, found := result.JoinRoles(r.SpeaksFor), strings.Join(r.Patterns, "; ")
	if speaks == "" {
		speaks = "shared"
	}
	if found == "" {
		found = "name: " + r.Name
	}
	return foundLine(s, r.Concept, speaks, found)
}

// foundRows are the concepts whose id, name or patterns have all of some words.
func foundRows(concepts []*lexicon.Concept, words []string) []output.Row {
	var rows []output.Row
	for _, c := range concepts {
		r := foundRow{Concept: c.ID, Name: c.Name, SpeaksFor: append([]lexicon.Role{}, c.SpeaksFor...), Patterns: []string{}}
		for _, p := range c.Patterns {
			if holds(p.Text, words) {
				r.Patterns = append(r.Patterns, p.Text)
			}
		}
		if len(r.Patterns) > 0 || holds(c.ID, words) || holds(c.Name, words) {
			rows = append(rows, r)
		}
	}
	return rows
}

// holds tells whether a text has all of some words, or begins of words. Case
// does not count, and a hyphen is as good as a space.
func holds(text string, words []string) bool {
	text = plainWords(text)
	for _, w := range words {
		if !strings.Contains(text, plainWords(w)) {
			return false
		}
	}
	return true
}

func plainWords(s string) string { return strings.ReplaceAll(strings.ToLower(s), "-", " ") }

// nothingFound says so on standard error: no line might be taken for a fault.
func nothingFound(words []string) string {
	return fmt.Sprintf("no concept has %s in its id, its name or a pattern; try a shorter part of the word", strings.Join(words, " and "))
}
