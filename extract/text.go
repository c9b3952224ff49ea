package extract

import (
	"bytes"
	"cmp"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// readText reads a plain-text document: something pasted into a file. Lines
// that an editor folded at a column are joined; the first line is the title
// where it is set apart and names an occupation, or where a label says so.
func readText(_ string, data []byte, o Options) []Extraction {
	text := document.Contents(data)
	if len(text) > document.MaxPlainText {
		return []Extraction{document.Refusal(TooLarge, "%d bytes of plain text, more than the %d that a posting can have", len(text), document.MaxPlainText)}
	}
	if bytes.Count(text, []byte("\n")) > document.MaxTextLines {
		return []Extraction{document.Refusal(TooLarge, "more than %d lines", document.MaxTextLines)}
	}
	plain := line.ValidText(line.UnfoldText(string(text)))
	if parts := document.PartPostings(plain); parts != nil {
		return document.ReadEach(parts, readPlain)
	}
	return []Extraction{readPlain(plain)}
}

// readPlain reads one posting in plain text.
func readPlain(text string) Extraction {
	f := document.Draft{Lines: line.Parse(text)}
	if reason, why := document.GenreOf(f.Lines); reason != "" {
		return document.Refusal(reason, "%s", why)
	}
	if document.Unrelated(f.Lines) {
		return document.Refusal(NotAPosting, "%s, and no wording or heading that postings have", document.Count(line.Words(f.Lines), "word"))
	}
	if roles := f.TakeOff(); roles != nil {
		return document.SeveralRoles(roles)
	}
	x := document.FromLines(vocabulary.SplitRunOn(f.Lines))
	if !x.OK() {
		return x
	}
	lines := vocabulary.DropButtons(f.Lines)
	title := cmp.Or(f.Title, document.TitleOnTop(lines))
	x.Posting.Title, x.Posting.Company, x.Posting.Location, x.Posting.Date, x.Posting.URL = vocabulary.CleanTitle(title), f.Company, f.Location, f.Date, f.URL
	if rest := document.DropTitle(lines, title); len(rest) < len(lines) && line.Words(rest) > 0 {
		rest[0].Flags &^= line.Gap
		x.Posting.Text, x.Posting.Sections = vocabulary.Sections(vocabulary.SplitRunOn(rest))
	}
	return x
}
