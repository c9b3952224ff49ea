// Package document makes postings of texts that are one description, whatever the
// format they came in.
package document

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// FromDraft makes the extraction of a document whose text, as lines, is the
// description with its title perhaps on top.
func FromDraft(strategy string, f Draft, o posting.Options) posting.Extraction {
	f.Lines = cutFoot(vocabulary.DropButtons(f.Lines))
	if len(f.Lines) == 0 {
		return Refusal(posting.Empty, "no visible text")
	}
	if f.Title == "" {
		f.Title = TitleOnTop(f.Lines)
	}
	f.PartTitle()
	x := posting.Extraction{Posting: posting.Posting{Title: vocabulary.CleanTitle(f.Title), Company: f.Company, Location: f.Location, Date: f.Date, URL: f.URL}}
	reason, why := GenreOf(f.Lines)
	if roles := RolesNamed(f.Lines); reason == "" && roles != nil {
		return SeveralRoles(roles)
	}
	if reason == "" {
		if why = judge(f.Lines); why != "" {
			reason = posting.NotAPosting
		}
	}
	if reason != "" {
		x.Reason, x.Detail = reason, why
		x.Attempts = []posting.Attempt{{Strategy: strategy, Accepted: false, Why: why}}
		return x
	}
	p := &x.Posting
	p.Strategy, p.Coverage = strategy, 1
	p.Text, p.Sections = vocabulary.Sections(vocabulary.SplitRunOn(EnglishPart(DropTitle(CutForm(f.Lines), p.Title))))
	p.Language = line.Language(p.Text)
	x.Attempts = []posting.Attempt{{Strategy: strategy, Accepted: true, Why: cmp.Or(f.Note, "the document is the description")}}
	return x
}

// cutFoot drops what a page, or a message, says of itself at its end.
func cutFoot(lines []line.Line) []line.Line {
	for w := vocabulary.Words(); len(lines) > 1 && w.IsFoot(lines[len(lines)-1]); {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// topLines is how far down a document's title is looked for.
const topLines = 12

// TitleOnTop finds the title in the first lines of a document: a line that a
// label announces, the largest heading, else the first line where it names an
// occupation and is set apart. It is "" where none is sure: no title is
// better than a wrong one.
func TitleOnTop(lines []line.Line) string {
	if len(lines) > 2 && vocabulary.Words().Describes[vocabulary.NormalHeading(lines[0].Text)] {
		lines = lines[1:] // "Job description", and the title below
	}
	top := lines[:min(len(lines), topLines)]
	for _, l := range top {
		if t := vocabulary.LabelledTitle(l.Text); t != "" {
			return t
		}
	}
	for i, l := range top[:min(len(top), 4)] {
		if l.Level == 1 && TitleShaped(l) {
			return vocabulary.CleanTitle(l.Text)
		}
		if l.Level == 0 && !(l.Has(line.Bold) && i == 0) {
			break
		}
	}
	if len(top) < 2 || !TitleShaped(top[0]) || !vocabulary.HasOccupation(vocabulary.NormalHeading(top[0].Text)) {
		return ""
	}
	if apart := top[1].Has(line.Gap) || top[0].Has(line.Bold) || top[0].Level > 0 || top[1].Words <= 8; !apart {
		return ""
	}
	return vocabulary.CleanTitle(top[0].Text)
}

// TitleShaped reports a line that can be a title by its form.
func TitleShaped(l line.Line) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(l.Text, "!"))
	return l.Words > 0 && l.Words <= 14 && !l.Has(line.Item) && !strings.ContainsRune(".:;!?,", last) && vocabulary.PlausibleTitle(vocabulary.CleanTitle(l.Text))
}

// MaxPlainText is the largest plain text that can be a posting: a few hundred
// times the longest that was seen.
const MaxPlainText = 4 << 20
