package extract

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"rolecall/extract/internal/charset"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// contents returns all of a document as text in UTF-8.
func contents(data []byte) []byte {
	body, declared := charset.CutHTTPHeader(data)
	return charset.Decode(body, declared)
}

// fromDocument makes the extraction of a document whose text, as lines, is the
// description with its title perhaps on top.
func fromDocument(strategy string, f found, o Options) Extraction {
	f.lines = vocabulary.DropButtons(f.lines)
	if len(f.lines) == 0 {
		return refusal(Empty, "no visible text")
	}
	x := Extraction{Posting: Posting{Title: vocabulary.CleanTitle(f.title), Company: f.company, Location: f.location, Date: f.date, URL: f.url}}
	reason, why := genreOf(f.lines)
	if reason == "" {
		if why = judge(f.lines); why != "" {
			reason = NotAPosting
		}
	}
	if reason != "" {
		x.Reason, x.Detail = reason, why
		x.Attempts = []Attempt{{Strategy: strategy, Accepted: false, Why: why}}
		return x
	}
	if x.Posting.Title == "" {
		x.Posting.Title = titleOnTop(f.lines)
	}
	p := &x.Posting
	p.Strategy, p.Coverage = strategy, 1
	p.Text, p.Sections = vocabulary.Sections(vocabulary.SplitRunOn(dropTitle(cutForm(f.lines), p.Title)))
	p.Language = line.Language(p.Text)
	x.Attempts = []Attempt{{Strategy: strategy, Accepted: true, Why: cmp.Or(f.note, "the document is the description")}}
	return x
}

// topLines is how far down a document's title is looked for.
const topLines = 12

// titleOnTop finds the title in the first lines of a document: a line that a
// label announces, the largest heading, else the first line where it names an
// occupation and is set apart. It is "" where none is sure: no title is
// better than a wrong one.
func titleOnTop(lines []line.Line) string {
	top := lines[:min(len(lines), topLines)]
	for _, l := range top {
		if t := vocabulary.LabelledTitle(l.Text); t != "" {
			return t
		}
	}
	for i, l := range top[:min(len(top), 4)] {
		if l.Level == 1 && titleShaped(l) {
			return vocabulary.CleanTitle(l.Text)
		}
		if l.Level == 0 && !(l.Has(line.Bold) && i == 0) {
			break
		}
	}
	if len(top) < 2 || !titleShaped(top[0]) || !vocabulary.HasOccupation(vocabulary.NormalHeading(top[0].Text)) {
		return ""
	}
	if apart := top[1].Has(line.Gap) || top[0].Has(line.Bold) || top[0].Level > 0 || top[1].Words <= 8; !apart {
		return ""
	}
	return vocabulary.CleanTitle(top[0].Text)
}

// titleShaped reports a line that can be a title by its form.
func titleShaped(l line.Line) bool {
	last, _ := utf8.DecodeLastRuneInString(l.Text)
	return l.Words > 0 && l.Words <= 14 && !l.Has(line.Item) && !strings.ContainsRune(".:;!?,", last) && vocabulary.PlausibleTitle(vocabulary.CleanTitle(l.Text))
}

// maxPlainText is the largest plain text that can be a posting: a few hundred
// times the longest that was seen.
const maxPlainText = 4 << 20
