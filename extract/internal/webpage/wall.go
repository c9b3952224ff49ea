package webpage

import (
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/vocabulary"
)

// wall names the wall that the page is, from its title and its text.
func (p *page) wall() (posting.Reason, string) {
	w := vocabulary.Words()
	title := strings.ToLower(p.title)
	for i, k := range vocabulary.WallKinds {
		for _, s := range w.Titles[i] {
			if strings.Contains(title, s) {
				return k.Reason, "the page's title says " + document.Quote(s)
			}
		}
	}
	for i, k := range vocabulary.WallKinds {
		if s := p.mentions(w.Walls[i]); s != "" {
			return k.Reason, "the page says " + document.Quote(s)
		}
	}
	return "", ""
}

// mentions returns the first of the phrases that stands in a short line.
func (p *page) mentions(phrases *line.PhraseSet) string {
	for _, l := range p.text.Lines {
		if l.Words > 60 || l.Words < 2 {
			continue
		}
		if s := phrases.Find(l.Text); s != "" {
			return s
		}
	}
	return ""
}
