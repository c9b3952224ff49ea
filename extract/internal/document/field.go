package document

import (
	"strings"

	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// A Part is a part of a description that stands apart from the others, as in a
// data set with a column for the duties and one for the requirements.
type Part struct {
	Heading string // goes before it; "" for the description itself
	Text    string // text or HTML
}

// Field reads a description in a column of text: plain text as PlainText does,
// markup as Fragment does, whatever the column is called. Line breaks that were
// written as \n are line breaks.
func Field(text string, o posting.Options) posting.Extraction {
	text = literalBreaks(text)
	if isMarkedUp(text) {
		return Fragment(text, o)
	}
	return PlainText(text, o)
}

// Description makes one description of its parts, each a section under its
// heading. A part that the others say already is left out.
func Description(parts []Part, o posting.Options) posting.Extraction {
	size := 0
	var lines []line.Line
	for _, p := range parts {
		if size += len(p.Text); size > min(posting.WithBounds(o).MaxBytes, maxText) {
			return posting.Extraction{Reason: posting.TooLarge, Detail: "more text than a posting can have"}
		}
		part := DescriptionLines(literalBreaks(p.Text))
		if len(part) > 0 && !states(lines, part) {
			lines = appendHeaded(lines, p.Heading, part)
		}
	}
	return FromLines(lines)
}

// states tells whether lines say all of a part already.
func states(lines, part []line.Line) bool {
	all := " " + vocabulary.NormalHeading(line.Join(lines)) + " "
	for _, l := range part {
		if !strings.Contains(all, " "+vocabulary.NormalHeading(l.Text)+" ") {
			return false
		}
	}
	return true
}

// appendHeaded adds a part under a heading, unless it opens with one.
func appendHeaded(lines []line.Line, heading string, part []line.Line) []line.Line {
	part[0].Flags |= line.Gap
	if heading != "" && !OpensWithHeading(part) {
		part[0].Flags &^= line.Gap
		lines = append(lines, line.Line{Text: heading, Words: line.CountWords(heading), Level: 3, Flags: line.Gap})
	}
	return append(lines, part...)
}

var (
	writtenBreaks = strings.NewReplacer(`\r\n`, "\n", `\n`, "\n", `\r`, "\n", `\t`, " ", `\"`, `"`, `\'`, "'")
	writtenMarks  = strings.NewReplacer(`\-`, "-", `\*`, "*", `\+`, "+", `\.`, ".", `\&`, "&", `\_`, "_", `\#`, "#", `\(`, "(", `\)`, ")", `\!`, "!")
)

// literalBreaks undoes the escapes that a text has kept from where it was
// written: \n and \t of a program, and those that stand before the marks of
// Markdown.
func literalBreaks(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	if strings.Count(s, `\n`) > strings.Count(s, "\n") {
		s = writtenBreaks.Replace(s)
	}
	if strings.Contains(s, `\-`) || strings.Contains(s, `\*`) || strings.Contains(s, `\+`) || strings.Contains(s, `\.`) || strings.Contains(s, `\&`) {
		s = writtenMarks.Replace(s)
	}
	return s
}

// isMarkedUp tells a text in HTML, escaped or not, from one that mentions a tag.
func isMarkedUp(s string) bool {
	if !strings.ContainsAny(s, "<&") {
		return false
	}
	s = unescapeMarkup(s)
	return dom.HasMarkup(s) && (strings.Contains(s, "</") || strings.Count(s, "<") > 2 || strings.Contains(s, "<br"))
}
