package document

import (
	"slices"
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// Bounds of what stands above the title of a printed page.
const (
	maxLinesAbove = 25
	maxWordsAbove = 120 // in short lines
	proseAbove    = 25  // words of a line that is no menu's
)

// CutSurroundings leaves out what a page that was printed, or copied whole into
// a document, shows around the posting: the menu above the title, other jobs at
// the end. stated is the title in the document's metadata, "" where it has none.
func (f *Draft) CutSurroundings(stated string) {
	if stated == "" && len(f.Lines) > 0 && f.Lines[0].Level > 0 {
		stated = f.Lines[0].Text // some programs set the page's title on top
	}
	if i := f.lineOfTitle(stated); i >= 0 {
		f.Title = titles.Clean(f.Lines[i].Text)
		f.Lines = append(slices.Clip(above(f.Lines[:i])), f.Lines[i:]...)
	}
	f.Lines = cutTail(f.Lines)
}

// lineOfTitle finds the line with the title: the one that is known already, else
// the first that its size, its words and the metadata speak for. It is -1 where
// none is sure.
func (f *Draft) lineOfTitle(stated string) int {
	best, most, deep := -1, 5, false
	for i, l := range f.Lines[:min(len(f.Lines), maxLinesAbove)] {
		h := vocabulary.NormalHeading(l.Text)
		switch k, _ := vocabulary.Headings().Exactly(h); {
		case f.Title != "":
			if h == vocabulary.NormalHeading(f.Title) {
				return i
			}
			continue
		case titles.Labelled(l.Text) != "" && i < titles.TopLines:
			return -1
		case k == posting.Duties || k == posting.Requirements:
			return best
		}
		deep = deep || l.Words >= proseAbove
		apart := l.Has(line.Gap) && i+1 < len(f.Lines) && f.Lines[i+1].Has(line.Gap)
		if score := titleEvidence(l, h, stated, apart, deep); score > most {
			best, most = i, score
		}
	}
	return best
}

// titleEvidence says how much a line looks like the title. apart means that it
// stands alone, deep that prose stood above it, where only the metadata can tell.
func titleEvidence(l line.Line, h, stated string, apart, deep bool) int {
	if !titles.Shaped(l) {
		return 0
	}
	score := 0
	switch {
	case titles.Opens(stated, h):
		score += 4
	case deep:
		return 0
	}
	if l.Level > 0 {
		score += 2
	}
	if titles.HasOccupation(h) {
		score += 5
	}
	if apart {
		score++
	}
	return score
}

// above is what is kept of the lines above a title: prose, unless it asks for
// consent, and all of it where it has a heading of a posting or is long.
func above(lines []line.Line) []line.Line {
	short := 0
	var kept []line.Line
	for _, l := range lines {
		_, known := vocabulary.Headings().Exactly(vocabulary.NormalHeading(l.Text))
		switch {
		case known:
			return lines
		case l.Words < proseAbove:
			short += l.Words
		case !strings.Contains(strings.ToLower(l.Text), "cookie"):
			kept = append(kept, l)
		}
	}
	if short > maxWordsAbove {
		return lines
	}
	return kept
}

// cutTail drops the end of a document from a line such as "Similar jobs" on,
// where nothing after it reads like a posting.
func cutTail(lines []line.Line) []line.Line {
	w, before := vocabulary.Words(), 0
	for i, l := range lines {
		if before >= vocabulary.MinWords && w.IsStop(l) && !w.IsButton(l) && !l.Has(line.Item) && idle(lines[i+1:]) {
			return lines[:i]
		}
		before += l.Words
	}
	return lines
}

// idle reports lines without prose and without the headings of a posting.
func idle(lines []line.Line) bool {
	for _, l := range lines {
		k, _ := vocabulary.Headings().Exactly(vocabulary.NormalHeading(l.Text))
		if l.Words >= 20 || k == posting.Duties || k == posting.Requirements || k == posting.Benefits {
			return false
		}
	}
	return true
}
