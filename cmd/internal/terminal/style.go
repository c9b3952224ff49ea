// Package terminal draws what people read: texts cut and wrapped to a terminal's
// columns, colours, listings whose rows come one by one, the bar of a run that
// goes on, the pager, and numbers in words.
package terminal

import (
	"io"
	"os"

	"golang.org/x/term"

	"rolecall/lexicon"
)

// A Style draws text for people. Without colour it returns it as it is.
type Style struct {
	Terminal bool // it is for a terminal, and what is drawn fits
	Width    int  // of the terminal, in columns

	color bool
}

const (
	defaultWidth = 120
	narrowWidth  = 60 // what tables are made to fit at least
)

// Plain is the style of what does not go to a terminal.
func Plain() *Style { return &Style{Width: defaultWidth} }

// StyleOf is the style of what is written to w: coloured on a terminal, unless
// the user or NO_COLOR says no.
func StyleOf(w io.Writer, color bool) *Style {
	if !Is(w) {
		return Plain()
	}
	color = color && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return &Style{Terminal: true, Width: Width(w), color: color}
}

// Is tells whether w is a terminal.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Width is how many columns a terminal has, narrowWidth at least; of what is none
// the usual width.
func Width(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !Is(w) {
		return defaultWidth
	}
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
		return max(columns, narrowWidth)
	}
	return defaultWidth
}

// Paint colours text by the code of an escape sequence.
func (s *Style) Paint(code, text string) string {
	if !s.color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s *Style) Heading(text string) string { return s.Paint("1", text) }
func (s *Style) Faint(text string) string   { return s.Paint("2", text) }

// Role colours text by the role that it speaks for.
func (s *Style) Role(r lexicon.Role, text string) string {
	code := map[lexicon.Role]string{lexicon.TPM: "34", lexicon.PM: "32", lexicon.PMT: "36", lexicon.EM: "35", lexicon.None: "90"}[r]
	if code == "" {
		code = "33"
	}
	return s.Paint(code, text)
}
