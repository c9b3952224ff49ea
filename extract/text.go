package extract

import (
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// readText reads a plain-text document: something pasted into a file. Lines
// that an editor folded at a column are joined; the first line is the title
// where it is set apart and names an occupation, or where a label says so.
func readText(_ string, data []byte, o Options) []Extraction {
	text := contents(data)
	if len(text) > maxPlainText {
		return []Extraction{refusal(TooLarge, "%d bytes of plain text, more than the %d that a posting can have", len(text), maxPlainText)}
	}
	lines := line.Parse(line.ValidText(line.UnfoldText(string(text))))
	if reason, why := genreOf(lines); reason != "" {
		return []Extraction{refusal(reason, "%s", why)}
	}
	if isOther(lines) {
		return []Extraction{refusal(NotAPosting, "%s, and no wording or heading that postings have", count(line.Words(lines), "word"))}
	}
	lines = cutForm(lines)
	x := fromLines(vocabulary.SplitRunOn(lines))
	if !x.OK() {
		return []Extraction{x}
	}
	lines = vocabulary.DropButtons(lines)
	if t := titleOnTop(lines); t != "" {
		x.Posting.Title = t
		if rest := dropTitle(lines, t); len(rest) < len(lines) && line.Words(rest) > 0 {
			rest[0].Flags &^= line.Gap
			x.Posting.Text, x.Posting.Sections = vocabulary.Sections(vocabulary.SplitRunOn(rest))
		}
	}
	return []Extraction{x}
}
