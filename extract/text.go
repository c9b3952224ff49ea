package extract

import (
	"bytes"
	"cmp"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// readText reads a plain-text document: something pasted into a file. Lines
// that an editor folded at a column are joined; the first line is the title
// where it is set apart and names an occupation, or where a label says so.
func readText(in *document.Input, o Options) []Extraction {
	text := in.Text()
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
	lines := vocabulary.DropButtons(f.Lines)
	f.Title = cmp.Or(f.Title, titles.OnTop(lines))
	if rest := titles.Drop(lines, f.Title); line.Words(rest) > 0 {
		lines = rest
		lines[0].Flags &^= line.Gap
	}
	f.Title, f.Lines = titles.Bare(f.Title, f.Company), lines
	f.PartTitle()
	x := document.FromLines(vocabulary.SplitRunOn(document.EnglishPart(lines)))
	f.Onto(&x.Posting)
	return x
}
