// Package document makes postings of texts that are one description, whatever the
// format they came in.
package document

import (
	"cmp"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
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
		f.Title = titles.OnTop(f.Lines)
	}
	f.Title = titles.Bare(f.Title, f.Company)
	f.PartTitle()
	var x posting.Extraction
	f.Onto(&x.Posting)
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
	p.Text, p.Sections = vocabulary.Sections(vocabulary.SplitRunOn(EnglishPart(titles.Drop(CutForm(f.Lines), p.Title))))
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

// MaxPlainText is the largest plain text that can be a posting: a few hundred
// times the longest that was seen.
const MaxPlainText = 4 << 20
