package lexicon

import (
	"strings"
	"testing"
)

// Patterns that need a state for each of their subsets are refused.
func TestTooManyStates(t *testing.T) {
	// Any word but one fits each place of each pattern: after n words, all
	// sets of patterns of which up to n are missing.
	var patterns []string
	for i := range 17 {
		var others []string
		for j := range 17 {
			if j != i {
				others = append(others, string(rune('b'+j))+"x")
			}
		}
		place := strings.Join(others, "|")
		patterns = append(patterns, strings.TrimSpace(strings.Repeat(place+" ", 11))+" end"+string(rune('b'+i)))
	}
	var yaml strings.Builder
	yaml.WriteString("- concept: c\n  kind: skill\n  speaks-for: [TPM]\n  attested: [{document: \"000\", at: here}]\n  patterns:\n")
	for _, p := range patterns {
		yaml.WriteString("    - \"" + p + "\"\n")
	}
	if _, err := Load(files(yaml.String())); err == nil || !strings.Contains(err.Error(), "overlap too much") {
		t.Errorf("error %v, want that the patterns overlap too much", err)
	}
}
