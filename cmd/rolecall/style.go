package main

import (
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"rolecall/lexicon"
)

// styles draw text for people. Without colour they return it as it is.
type styles struct {
	color bool
	width int // of the terminal, in columns
}

const defaultWidth = 120

// styles are coloured on a terminal, unless the user or NO_COLOR says no.
func (f *outputFlags) styles(stdout io.Writer) *styles {
	s := &styles{width: defaultWidth}
	if !f.toStdout() || !isTerminal(stdout) {
		return s
	}
	if w, _, err := term.GetSize(int(stdout.(*os.File).Fd())); err == nil && w >= 60 {
		s.width = w
	}
	s.color = !f.noColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

func (s *styles) paint(code, text string) string {
	if !s.color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s *styles) heading(text string) string { return s.paint("1", text) }
func (s *styles) faint(text string) string   { return s.paint("2", text) }

// role colours text by the role that it speaks for.
func (s *styles) role(r lexicon.Role, text string) string {
	code := map[lexicon.Role]string{lexicon.TPM: "34", lexicon.PM: "32", lexicon.PMT: "36", lexicon.EM: "35", lexicon.None: "90"}[r]
	if code == "" {
		code = "33"
	}
	return s.paint(code, text)
}

// fit cuts or pads text to a number of columns.
func fit(text string, columns int) string {
	text = ansi.Truncate(terminalText(text), columns, "…")
	return text + strings.Repeat(" ", max(0, columns-ansi.StringWidth(text)))
}
