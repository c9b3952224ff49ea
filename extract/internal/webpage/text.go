package webpage

import (
	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// findText takes everything visible that is not navigation, when it reads like
// a posting beyond doubt. It is the last resort, and the posting says so.
func findText(p *page) (*document.Draft, string) {
	var lines []line.Line
	for _, l := range p.text.Lines {
		if l.Region&(line.Unlikely|line.InHidden|line.InModal) == 0 {
			lines = append(lines, l)
		}
	}
	if many, why := p.list(lines); many {
		return nil, why
	}
	e, form := vocabulary.EvidenceIn(lines), p.applyForm()
	switch {
	case form != "" && !e.Strong():
		return nil, form
	case e.Core == 0 || e.Signals < 6 || e.Words > 1500:
		return nil, "the visible text does not read like a posting"
	}
	return &document.Draft{Lines: lines, Note: "all visible text"}, ""
}
