package extract

import (
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
	lines := line.Parse(line.ValidText(line.UnfoldText(string(text))))
	if reason, why := document.GenreOf(lines); reason != "" {
		return []Extraction{document.Refusal(reason, "%s", why)}
	}
	if document.Unrelated(lines) {
		return []Extraction{document.Refusal(NotAPosting, "%s, and no wording or heading that postings have", document.Count(line.Words(lines), "word"))}
	}
	lines = document.CutForm(lines)
	x := document.FromLines(vocabulary.SplitRunOn(lines))
	if !x.OK() {
		return []Extraction{x}
	}
	lines = vocabulary.DropButtons(lines)
	if t := document.TitleOnTop(lines); t != "" {
		x.Posting.Title = t
		if rest := document.DropTitle(lines, t); len(rest) < len(lines) && line.Words(rest) > 0 {
			rest[0].Flags &^= line.Gap
			x.Posting.Text, x.Posting.Sections = vocabulary.Sections(vocabulary.SplitRunOn(rest))
		}
	}
	return []Extraction{x}
}
