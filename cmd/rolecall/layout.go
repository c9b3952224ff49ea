package main

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"rolecall/cmd/internal/escape"
)

// fit cuts or pads text to a number of columns.
func fit(text string, columns int) string {
	text = cutWords(escape.Terminal(text), columns)
	return text + strings.Repeat(" ", max(0, columns-ansi.StringWidth(text)))
}

// cutWords cuts text to a number of columns, behind a whole word where it has
// more than one.
func cutWords(text string, columns int) string {
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

// wrapped is a text of which all lines but the first are indented.
func (s *styles) wrapped(text string, indent int) string {
	space := strings.Repeat(" ", indent)
	lines := wrap(text, s.width-indent)
	for i := range lines {
		if i > 0 {
			lines[i] = space + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// whileFits joins the parts of a line that the terminal has room for, from the
// left; the first is always there.
func (s *styles) whileFits(parts ...string) string {
	line := parts[0]
	for _, p := range parts[1:] {
		if ansi.StringWidth(line)+2+ansi.StringWidth(p) > s.width {
			break
		}
		line += "  " + p
	}
	return line
}

// A listing is a table for people whose rows come one by one: short cells, then
// texts that share what is left of the line, the last of them a name. On a
// terminal that is too narrow for that each text has a line of its own.
type listing struct {
	short string   // the heading of the short cells, as wide as they are
	texts []string // the headings of the texts
}

// narrowText is how many columns a text must get to stand in the line, and
// pipedText how many it has where there is no terminal to fit.
const (
	narrowText = 28
	pipedText  = 40
)

// share is how wide each text is; 0 where each has a line of its own.
func (l *listing) share(s *styles) int {
	if !s.terminal {
		return pipedText
	}
	n := len(l.texts)
	if w := (s.width - ansi.StringWidth(l.short) - 2*n) / n; w >= narrowText {
		return w
	}
	return 0
}

// heading is the line above the rows.
func (l *listing) heading(s *styles) string {
	if w := l.share(s); w > 0 {
		return l.short + l.columns(l.texts, w)
	}
	if s.width-ansi.StringWidth(l.short)-2 < narrowText {
		return strings.TrimRight(l.short, " ")
	}
	return l.short + "  " + l.texts[0]
}

// line is a row: the short cells, as wide as their heading, and the texts.
func (l *listing) line(s *styles, short string, texts ...string) string {
	if w := l.share(s); w > 0 {
		last := len(texts) - 1
		texts[last] = escape.Terminal(texts[last])
		if s.terminal {
			texts[last] = cutFront(texts[last], w)
		}
		return short + l.columns(texts, w)
	}
	if rest := s.width - ansi.StringWidth(short) - 2; rest >= narrowText {
		short, texts = short+"  "+cutWords(escape.Terminal(texts[0]), rest), texts[1:]
	}
	lines, last := []string{short}, len(texts)-1
	for _, text := range texts[:last] {
		lines = append(lines, fewLines(escape.Terminal(text), s.width-4)...)
	}
	lines = append(lines, cutFront(escape.Terminal(texts[last]), s.width-4))
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n    ")
}

// mostLines is how many lines a text of a listing has.
const mostLines = 3

// fewLines wraps text, and cuts it at the end of the last line.
func fewLines(text string, columns int) []string {
	lines := wrap(text, columns)
	if len(lines) > mostLines {
		rest := strings.Join(lines[mostLines-1:], " ")
		lines = append(lines[:mostLines-1], cutWords(rest, columns))
	}
	return lines
}

// columns puts texts into columns of a width, but for the last, which is as wide
// as it is.
func (l *listing) columns(texts []string, w int) string {
	var b strings.Builder
	for i, text := range texts {
		if i < len(texts)-1 {
			text = fit(text, w)
		}
		b.WriteString("  " + text)
	}
	return b.String()
}
