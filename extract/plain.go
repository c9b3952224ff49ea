package extract

import (
	"strings"
	"unicode/utf8"
)

// validText replaces what is no text.
func validText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// textLines reads lines of plain text.
func textLines(text string) []line {
	w := &lineBuilder{lines: make([]line, 0, 16+len(text)/64)}
	for raw := range strings.SplitSeq(text, "\n") {
		raw = strings.TrimSpace(raw)
		if raw == "" {
			w.gap = w.gap || len(w.lines) > 0
			continue
		}
		c := textStyle{pre: true}
		if level, rest, ok := markdownHeading(raw); ok {
			c.level, raw = level, rest
		} else if rest, ok := markdownBold(raw); ok {
			c.bold, raw = true, rest
		}
		w.text(raw, c)
		w.flush()
	}
	return w.lines
}

// markdownHeading reads "## Heading".
func markdownHeading(s string) (level int, rest string, ok bool) {
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
	if !ok || strings.Contains(inner, "**") || len(inner) > maxHeadingBytes {
		return s, false
	}
	if colon {
		inner += ":"
	}
	return inner, true
}

// maxHeadingBytes is the longest line that can be a heading.
const maxHeadingBytes = 110
