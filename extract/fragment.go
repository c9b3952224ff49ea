package extract

import "rolecall/extract/internal/document"

// PlainText reads a description that has no markup: a data set's field, a text
// file, something pasted. Lines become lines, bullets become items, and where a
// text came without its line breaks the headings inside it start new ones. No
// word is changed, added or left out.
func PlainText(text string, o Options) Extraction { return document.PlainText(text, o) }

// Fragment reads an HTML description that is already known to be one, as the
// fields of data sets hold it. Markup that was escaped, once or twice, is
// unescaped first; text without any markup is read as PlainText does.
func Fragment(fragment string, o Options) Extraction { return document.Fragment(fragment, o) }

// A Part is a part of a description that stands apart from the others, as in a
// data set with a column for the duties and one for the requirements.
type Part = document.Part

// Field reads a description in a column of text: plain text as PlainText does,
// markup as Fragment does, whatever the column is called. Line breaks that were
// written as \n are line breaks.
func Field(text string, o Options) Extraction { return document.Field(text, o) }

// Description makes one description of its parts, each a section under its
// heading. A part that the others say already is left out.
func Description(parts []Part, o Options) Extraction { return document.Description(parts, o) }
