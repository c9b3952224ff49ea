package document

import (
	"strings"
	"testing"

	"rolecall/extract/internal/line"
)

// What a form asks is known however its line begins and ends, and what only
// mentions it is none: a long line is judged by its first word first.
func TestIsField(t *testing.T) {
	for text, want := range map[string]bool{
		"First name":             true,
		"First Name * Required":  true,
		"Are you legally":        true,
		"Areas of work":          false,
		"(Are) you willing, now": true,
		"• **Are** you legally authorized to work where the warehouse stands, without sponsorship?":       true,
		"– – – – – – – – – – – – – – – – Do you require a visa to work in the town of the warehouse?":     true,
		"The form asks whether you are legally authorized to work where the warehouse stands.":            false,
		"Name of the driver who takes the goods from the warehouse to the town: ____":                     true,
		"Arewelegallyallowedtoworkinalongwordthatgoesonpastwhatislookedatfirst and on and on and on, now": false,
	} {
		l := line.Line{Text: text, Words: line.CountWords(text)}
		if got := genres().isField(l); got != want {
			t.Errorf("%q: field %v, want %v", text, got, want)
		}
		if l.Words <= maxLabel && IsLabel(l, FieldLabel(text)) != want {
			t.Errorf("%q: label %v, want %v", text, !want, want)
		}
	}
	if l := (line.Line{Text: "Are you legally authorized " + strings.Repeat("and willing ", 40), Words: 84}); genres().isField(l) {
		t.Error("a paragraph is taken for a question")
	}
}
