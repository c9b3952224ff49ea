package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxText is the longest text that is read as one posting.
const maxText = 4 << 20

// PlainText reads a description that has no markup: a data set's field, a text
// file, something pasted. Lines become lines, bullets become items, and where a
// text came without its line breaks the headings inside it start new ones. No
// word is changed, added or left out.
func PlainText(text string, o Options) Extraction {
	o = o.withDefaults()
	if len(text) > min(o.MaxBytes, maxText) {
		return Extraction{Reason: TooLarge, Detail: fmt.Sprintf("%d bytes of text, more than a posting can have", len(text))}
	}
	return fromLines(splitDense(textLines(validText(text))))
}

// validText replaces what is no text.
func validText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// textLines reads lines of plain text.
func textLines(text string) []line {
	w := &walker{lines: make([]line, 0, 16+len(text)/64)}
	for raw := range strings.SplitSeq(text, "\n") {
		raw = strings.TrimSpace(raw)
		if raw == "" {
			w.gap = w.gap || len(w.lines) > 0
			continue
		}
		c := context{pre: true}
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
