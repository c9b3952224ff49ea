package terminal

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"rolecall/cmd/internal/escape"
)

// A Listing is a table for people whose rows come one by one: short cells, then
// texts that share what is left of the line, the last of them a name. On a
// terminal that is too narrow for that each text has a line of its own.
type Listing struct {
	Short string   // the heading of the short cells, as wide as they are
	Texts []string // the headings of the texts
}

// NarrowText is how many columns a text must get to stand in the line, and
// pipedText how many it has where there is no terminal to fit.
const (
	NarrowText = 28
	pipedText  = 40
)

// share is how wide each text is; 0 where each has a line of its own.
func (l *Listing) share(s *Style) int {
	if !s.Terminal {
		return pipedText
	}
	n := len(l.Texts)
	if w := (s.Width - ansi.StringWidth(l.Short) - 2*n) / n; w >= NarrowText {
		return w
	}
	return 0
}

// Heading is the line above the rows.
func (l *Listing) Heading(s *Style) string {
	if w := l.share(s); w > 0 {
		return l.Short + l.columns(l.Texts, w)
	}
	if s.Width-ansi.StringWidth(l.Short)-2 < NarrowText {
		return strings.TrimRight(l.Short, " ")
	}
	return l.Short + "  " + l.Texts[0]
}

// Line is a row: the short cells, as wide as their heading, and the texts.
func (l *Listing) Line(s *Style, short string, texts ...string) string {
	if w := l.share(s); w > 0 {
		last := len(texts) - 1
		texts[last] = escape.Terminal(texts[last])
		if s.Terminal {
			texts[last] = cutFront(texts[last], w)
		}
		return short + l.columns(texts, w)
	}
	if rest := s.Width - ansi.StringWidth(short) - 2; rest >= NarrowText {
		short, texts = short+"  "+Cut(escape.Terminal(texts[0]), rest), texts[1:]
	}
	lines, last := []string{short}, len(texts)-1
	for _, text := range texts[:last] {
		lines = append(lines, fewLines(escape.Terminal(text), s.Width-4)...)
	}
	lines = append(lines, cutFront(escape.Terminal(texts[last]), s.Width-4))
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n    ")
}

// mostLines is how many lines a text of a listing has.
const mostLines = 3

// fewLines wraps text, and cuts it at the end of the last line.
func fewLines(text string, columns int) []string {
	lines := wrap(text, columns)
	if len(lines) > mostLines {
		rest := strings.Join(lines[mostLines-1:], " ")
		lines = append(lines[:mostLines-1], Cut(rest, columns))
	}
	return lines
}

// columns puts texts into columns of a width, but for the last, which is as wide
// as it is.
func (l *Listing) columns(texts []string, w int) string {
	var b strings.Builder
	for i, text := range texts {
		if i < len(texts)-1 {
			text = Fit(text, w)
		}
		b.WriteString("  " + text)
	}
	return b.String()
}
