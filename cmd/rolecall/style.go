package main

import (
	"io"
	"os"

	"golang.org/x/term"

	"rolecall/lexicon"
)

// styles draw text for people. Without colour they return it as it is.
type styles struct {
	color    bool
	terminal bool
	width    int // of the terminal, in columns
}

const (
	defaultWidth = 120
	narrowWidth  = 60 // what tables are made to fit at least
)

// styles are coloured on a terminal, unless the user or NO_COLOR says no.
func (f *outputFlags) styles(stdout io.Writer) *styles {
	s := &styles{width: defaultWidth}
	if !f.toStdout() || !isTerminal(stdout) {
		return s
	}
	s.terminal, s.width = true, terminalWidth(stdout)
	s.color = !f.noColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// terminalWidth is how many columns a terminal has, narrowWidth at least; of what
// is none the usual width.
func terminalWidth(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !isTerminal(w) {
		return defaultWidth
	}
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
		return max(columns, narrowWidth)
	}
	return defaultWidth
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
