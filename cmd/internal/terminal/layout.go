package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"rolecall/cmd/internal/escape"
)

// Fit cuts or pads text to a number of columns.
func Fit(text string, columns int) string {
	text = Cut(escape.Terminal(text), columns)
	return text + strings.Repeat(" ", max(0, columns-ansi.StringWidth(text)))
}

// Cut cuts text to a number of columns, behind a whole word where it has
// more than one.
func Cut(text string, columns int) string {
	if ansi.StringWidth(text) <= columns {
		return text
	}
	head := ansi.Truncate(text, columns-1, "")
	if !strings.HasPrefix(text[len(head):], " ") {
		if end := strings.LastIndexAny(head, " -|/"); end > 0 {
			head = head[:end]
		}
	}
	return strings.TrimRight(head, " ,;:-|") + "…"
}

// cutFront cuts text to a number of columns at its front, before a folder where
// it has some: of a name the end says most.
func cutFront(text string, columns int) string {
	w := ansi.StringWidth(text)
	if w <= columns {
		return text
	}
	tail := ansi.TruncateLeft(text, w-columns+1, "")
	if slash := strings.IndexByte(tail, '/'); slash > 0 {
		tail = tail[slash:]
	}
	return "…" + tail
}

// wrap breaks text into lines of a number of columns, between words; a word that
// is longer than a line is broken as well. Colours in it have no width.
func wrap(text string, columns int) []string {
	var lines []string
	line, at := "", 0
	for _, word := range strings.Fields(text) {
		w := ansi.StringWidth(word)
		if line != "" && at+1+w > columns {
			lines, line, at = append(lines, line), "", 0
		}
		if line != "" {
			line, at = line+" "+word, at+1+w
			continue
		}
		parts := broken(word, columns)
		last := parts[len(parts)-1]
		lines, line, at = append(lines, parts[:len(parts)-1]...), last, ansi.StringWidth(last)
	}
	return append(lines, line)
}

// broken breaks a word into parts that fit, behind a sign within it where there
// is one.
func broken(word string, columns int) []string {
	if strings.Contains(word, "\x1b") {
		return strings.Split(ansi.Hardwrap(word, columns, false), "\n")
	}
	var parts []string
	for ansi.StringWidth(word) > columns {
		head := ansi.Truncate(word, columns, "")
		if end := strings.LastIndexAny(head, "|-/"); end > 0 {
			head = head[:end+1]
		}
		if head == "" {
			break // not one letter fits
		}
		parts, word = append(parts, head), word[len(head):]
	}
	return append(parts, word)
}

// Wrapped is a text of which all lines but the first are indented.
func (s *Style) Wrapped(text string, indent int) string {
	space := strings.Repeat(" ", indent)
	lines := wrap(text, s.Width-indent)
	for i := range lines {
		if i > 0 {
			lines[i] = space + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// Fitted is text wrapped to a terminal, and as it is where there is none.
func (s *Style) Fitted(text string, indent int) string {
	if !s.Terminal {
		return text
	}
	return s.Wrapped(text, indent)
}

// WhileFits joins the parts of a line that the terminal has room for, from the
// left; the first is always there.
func (s *Style) WhileFits(parts ...string) string {
	line := parts[0]
	for _, p := range parts[1:] {
		if ansi.StringWidth(line)+2+ansi.StringWidth(p) > s.Width {
			break
		}
		line += "  " + p
	}
	return line
}
