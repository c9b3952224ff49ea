package vocabulary

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// MinWords is the least that a description can have.
const MinWords = 40

// Evidence is what speaks for a text being a posting.
type Evidence struct {
	Words   int
	Signals int  // different wordings of postings
	Kinds   int  // kinds of sections that its headings name
	Core    int  // of these, duties and requirements
	lists   int  // lists under a heading of their own, whatever it says
	Deeds   int  // lines that open as a duty does, or as what is asked
	Seeks   bool // says that somebody is wanted

	lines []line.Line
}

// shortSample is how many lines tell the language of a text whose long ones do not.
const shortSample = 60

// inEnglish tells the language by letters, where hardly one of them is foreign.
func inEnglish(lines []line.Line) bool {
	text, foreign := line.Join(lines), 0
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], "\xe2\x80"):
			i += 2 // a dash, a quotation mark
		case text[i] >= utf8.RuneSelf:
			foreign++
		}
	}
	return foreign*100 <= len(text) && line.Language(text) == "en"
}

// English tells whether the text is in English. Few ask, and it takes as long as
// all else.
func (e Evidence) English() bool {
	english, other := 0, 0
	for _, l := range e.lines {
		switch {
		case l.Words <= 12:
		case line.CountCommon(l.Text).IsEnglish():
			english += l.Words
		default:
			other += l.Words
		}
	}
	return english > other || inEnglish(e.lines[:min(len(e.lines), shortSample)])
}

// EvidenceIn gathers the evidence.
func EvidenceIn(lines []line.Line) Evidence {
	e := Evidence{Words: line.Words(lines), Signals: SignalsIn(lines), lines: lines}
	m, seen := Headings(), map[posting.Kind]bool{}
	w := Words()
	for i, l := range lines {
		if l.Words >= 3 && !e.Seeks {
			e.Seeks = w.seeks.Find(l.Text) != ""
		}
		if l.Words >= 4 || l.Words >= 2 && l.Has(line.Item) {
			e.Deeds += w.deedsIn(l.Text)
		}
		if l.Words > 8 {
			// A heading may open the paragraph that it is about.
			if head, _, ok := strings.Cut(l.Text[:min(len(l.Text), line.MaxHeadingBytes)], ":"); ok {
				if k := m.CoreKind(head); k != "" && !seen[k] {
					seen[k] = true
					e.Kinds, e.Core = e.Kinds+1, e.Core+1
				}
			}
		}
		if l.Words == 0 || l.Words > 8 {
			continue
		}
		if headsList(lines[i:]) {
			e.lists++
		}
		if k := w.sectionOf(m, lines[i:]); k != "" && !seen[k] {
			seen[k] = true
			e.Kinds++
			if k == posting.Duties || k == posting.Requirements {
				e.Core++
			}
		}
	}
	return e
}

// sectionOf is the kind of the section that the first of the lines heads, "" where
// it is no heading of a posting. What it says goes first; a heading in words of its
// own is told by the list below it.
func (w *Wording) sectionOf(m *HeadingMap, lines []line.Line) posting.Kind {
	l := lines[0]
	k, how := m.Lookup(l.Text)
	switch {
	case how == Known && k != posting.Other && k != posting.Legal:
		return k
	case how == Known || !Headlike(l) && !overList(lines):
		return ""
	case how == StartsKnown && (k == posting.Duties || k == posting.Requirements):
		return k
	}
	if len(lines) < 2 || !lines[1].Has(line.Item) {
		return ""
	}
	return kindOf(lines[1:], minList, w.opener)
}

// overList reports a line that no sentence is, over items of a list.
func overList(lines []line.Line) bool {
	return !lines[0].Has(line.Item) && endingOf(lines[0].Text) != fullEnding && len(lines) > 2 && lines[1].Has(line.Item) && lines[2].Has(line.Item)
}

// Headlike reports a line that is set off as headings are.
func Headlike(l line.Line) bool {
	return l.Level > 0 || l.Has(line.Bold) || strings.HasSuffix(l.Text, ":")
}

// headsList reports a heading with at least two list items behind it.
func headsList(lines []line.Line) bool {
	return len(lines) > 2 && (lines[0].Level > 0 || lines[0].Has(line.Bold)) && !lines[0].Has(line.Item) &&
		lines[1].Has(line.Item) && lines[2].Has(line.Item) && lines[1].Words >= 3 && lines[2].Words >= 3
}

// Strong evidence stands against what else the page looks like.
func (e Evidence) Strong() bool { return e.Core >= 1 && e.Kinds >= 2 && e.Signals >= 4 }

// Enough evidence for a posting. A text as long as a policy or a page of
// reviews must have a posting's headings.
func (e Evidence) Enough() bool {
	if e.Words > 1500 && e.Core == 0 {
		return false
	}
	if e.Kinds == 0 && e.lists < 2 && e.English() {
		return e.Signals >= 9 && e.Words < 1000
	}
	// Duties and requirements under headings of their own are a posting,
	// however it is worded.
	if e.Core >= 2 || e.Core == 1 && e.Kinds >= 2 {
		return true
	}
	return e.Signals >= 3 && (e.Signals+3*e.Kinds >= 5 || e.lists >= 2)
}

// enoughSignals is where counting stops: more prove nothing more.
const enoughSignals = 12

// SignalsIn counts the different wordings of postings in the lines.
func SignalsIn(lines []line.Line) int {
	set, seen := Words().signals, map[string]bool{}
	for _, l := range lines {
		set.Each(l.Text, func(s string) bool {
			seen[s] = true
			return len(seen) < enoughSignals
		})
		if len(seen) >= enoughSignals {
			break
		}
	}
	return len(seen)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// Points weighs what the text says: headings of duties and requirements first,
// since nothing but postings has both.
func (e Evidence) Points() int {
	n := 2*min(e.Core, 2) + min(e.Kinds-e.Core, 2) + min(e.Signals/2, 5)
	switch {
	case e.Deeds >= 6:
		n += 2
	case e.Deeds >= 3:
		n++
	}
	if e.Seeks {
		n++
	}
	if e.lists >= 2 {
		n++
	}
	return n
}

// Bounds of an offer in sentences. A long text says nearly anything somewhere.
const (
	enoughParts   = 4
	maxOfferWords = 500
	maxNamedWords = 350
)

// OfferPoints weighs what the text tells in sentences of what an offer of a job has:
// whom it wants, and then what is to be done, what is asked, what is paid, how to
// apply. named means that a title above it says whom, which is enough for a short
// one. Only where nothing else tells is it asked, since it looks at all words once more.
func (e Evidence) OfferPoints(named bool) int {
	w := Words()
	says := func(part *line.PhraseSet) bool {
		return slices.ContainsFunc(e.lines, func(l line.Line) bool { return part.Find(l.Text) != "" })
	}
	if e.Words > maxOfferWords || !says(w.wanted) && !(named && e.Words <= maxNamedWords) {
		return 0
	}
	parts := 1
	for _, part := range w.offers {
		if says(part) {
			parts++
		}
	}
	if parts < enoughParts {
		return 0
	}
	return 2 * (parts - 2)
}

// MaxOffer is the most that an offer in sentences is worth: it tells every part.
const MaxOffer = 6

// Tells reports a text that says of a job what is to be done or what is asked, or
// that somebody is wanted.
func (e Evidence) Tells() bool { return e.Seeks || e.Core > 0 || e.Deeds >= 2 }

// OnlyEmployer reports a text that tells of an employer and what it offers, and
// of no work.
func (e Evidence) OnlyEmployer() bool { return e.Core == 0 && e.Deeds < 3 && e.Signals < 9 }
