// Package escape makes text from postings safe where it is shown: on a terminal, in
// a spreadsheet, in Markdown.
package escape

import (
	"strings"
	"unicode"
)

// Terminal makes text from a posting safe to print on a terminal: one
// line, without control characters, escape sequences, and the marks that turn
// the direction of text around.
func Terminal(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return ' '
		}
		return visible(r)
	}, s)
}

// Error makes an error safe to print on a terminal. Several errors, and the
// lines of a file that one shows, stay lines; they are indented, so that none
// can pass for a message of its own.
func Error(err error) string {
	return strings.ReplaceAll(strings.TrimSpace(strings.Map(visible, err.Error())), "\n", "\n  ")
}

// visible maps a rune that moves the cursor, or is not seen, to a space or to
// nothing.
func visible(r rune) rune {
	switch {
	case r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
		return ' '
	case r == '\n':
		return r
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// Visible takes out what moves the cursor, or is not seen.
func Visible(s string) string { return strings.Map(visible, s) }

// Cell makes text safe in a spreadsheet's cell: one that begins like a
// formula is a text when it begins with a quote.
func Cell(s string) string {
	s = Visible(s)
	if t := strings.TrimLeftFunc(s, unicode.IsSpace); t != "" && strings.ContainsRune("=+-@|%＝＋－＠", []rune(t)[0]) {
		return "'" + s
	}
	return s
}

// Markdown makes text safe in a cell of a Markdown table.
func Markdown(s string) string {
	return strings.NewReplacer("|", "\\|", "<", "&lt;", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[").Replace(Terminal(s))
}
