package record

import (
	"strings"

	"rolecall/extract"
	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// What no known name stands for is told by what it holds: where a row has a title
// and no description, its texts are the description, where it has a description and
// no title, the first value that is a job's title. A name that is of something
// beside the posting, and a column that the user named, are left as they are.

// Bounds of what is taken for a description.
const (
	minPartWords  = 12 // of one of its parts
	minProseWords = 40 // of all of them
	maxGuessed    = 8  // parts
	minSignals    = 2  // of a posting's wording, in a text that tells of no work
)

// guesses are the values of names that stand for nothing.
type guesses struct {
	parts []extract.Part
	words int
	title string
}

// lacks tells what a row has still to be told by its values.
func (c *Columns) lacks(v *values) (text, title bool) {
	text = v.text[colText] == "" && v.text[colHTML] == "" && c.named[colText] == "" && c.named[colHTML] == ""
	for i := range c.parts {
		text = text && v.text[colPart+column(i)] == ""
	}
	title = v.text[colTitle] == "" && v.text[colName] == "" && c.named[colTitle] == ""
	return text && !title, title && !text
}

// hear takes a value of a name that stands for nothing.
func (g *guesses) hear(c *Columns, name, value string) {
	if len(name) > 60 || c.aside[fold(name)] || c.isApart(split(name)) {
		return
	}
	words := line.CountWords(value)
	switch {
	case words >= minPartWords && len(g.parts) < maxGuessed && isProse(value):
		g.parts = append(g.parts, extract.Part{Heading: strings.TrimSpace(name), Text: value})
		g.words += words
	case g.title == "" && words > 0 && words <= titles.MaxWords && titles.NamesJob(vocabulary.NormalHeading(value)):
		g.title = value
	}
}

// isProse tells text of sentences, items or markup from a list of terms, an
// address or data.
func isProse(s string) bool {
	s = strings.TrimSpace(s)
	return s[0] != '{' && s[0] != '[' && !strings.HasPrefix(s, "http") && (strings.ContainsAny(s, "\n<") || strings.Contains(s, ". ") || strings.Contains(s, `\n`) || strings.HasSuffix(s, "."))
}

// fill gives a row what was told by its values.
func (r *Row) fill(g *guesses, text, title bool) {
	switch {
	case title:
		r.Title = titles.Bare(plain(g.title), r.Company)
	case !text || g.words < minProseWords || !g.tellsOfWork():
	case len(g.parts) == 1:
		r.Text = g.parts[0].Text
	default:
		r.Parts = g.parts
	}
}

// tellsOfWork tells a posting's description from what else somebody may write down.
func (g *guesses) tellsOfWork() bool {
	var lines []line.Line
	for _, p := range g.parts {
		lines = append(lines, document.DescriptionLines(p.Text)...)
	}
	e := vocabulary.EvidenceIn(lines)
	return e.Tells() || e.Signals >= minSignals
}
