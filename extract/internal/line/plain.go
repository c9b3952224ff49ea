package line

import (
	"strings"
	"unicode/utf8"
)

// ValidText replaces what is no text.
func ValidText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// Parse reads lines of plain text.
func Parse(text string) []Line {
	w := &Builder{Lines: make([]Line, 0, min(strings.Count(text, "\n")+1, 16+len(text)/64))}
	for raw := range strings.SplitSeq(text, "\n") {
		raw = strings.TrimSpace(raw)
		if raw == "" {
			w.Gap = w.Gap || len(w.Lines) > 0
			continue
		}
		c := Style{Pre: true}
		if level, rest, ok := MarkdownHeading(raw); ok {
			c.Level, raw = level, rest
		} else if rest, ok := markdownBold(raw); ok {
			c.Bold, raw = true, rest
		}
		w.Text(raw, c)
		w.Flush()
	}
	return w.Lines
}

// MarkdownHeading reads "## Heading".
func MarkdownHeading(s string) (level int, rest string, ok bool) {
	rest = strings.TrimLeft(s, "#")
	level = len(s) - len(rest)
	if level == 0 || level > 6 || !strings.HasPrefix(rest, " ") {
		return 0, s, false
	}
	return level, strings.Trim(rest, " #*"), true
}

// markdownBold reads a line that is "**all bold**".
func markdownBold(s string) (string, bool) {
	inner, ok := strings.CutPrefix(s, "**")
	if !ok {
		return s, false
	}
	colon := strings.HasSuffix(inner, ":")
	inner, ok = strings.CutSuffix(strings.TrimSuffix(inner, ":"), "**")
	if !ok || strings.Contains(inner, "**") || len(inner) > MaxHeadingBytes {
		return s, false
	}
	if colon {
		inner += ":"
	}
	return inner, true
}

// MaxHeadingBytes is the longest line that can be a heading.
const MaxHeadingBytes = 110
