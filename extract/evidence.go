package extract

import (
	"strings"

	"rolecall/extract/internal/line"
)

// minPostingWords is the least that a description can have.
const minPostingWords = 40

// evidence is what speaks for a text being a posting.
type evidence struct {
	words   int
	signals int  // different wordings of postings
	kinds   int  // kinds of sections that its headings name
	core    int  // of these, duties and requirements
	lists   int  // lists under a heading of their own, whatever it says
	deeds   int  // lines that open as a duty does, or as what is asked
	seeks   bool // says that somebody is wanted
	english bool
}

// weigh gathers the evidence.
func weigh(lines []line.Line) evidence {
	e := evidence{words: line.Words(lines), signals: signalsIn(lines)}
	m, seen := headings(), map[Kind]bool{}
	english, other := 0, 0
	for _, l := range lines {
		switch {
		case l.Words <= 12:
		case line.CountCommon(l.Text).IsEnglish():
			english += l.Words
		default:
			other += l.Words
		}
	}
	e.english = english > other
	w := words()
	for i, l := range lines {
		if l.Words >= 3 && !e.seeks {
			e.seeks = w.seeks.Find(l.Text) != ""
		}
		if l.Words >= 4 && w.opener(l.Text) != "" {
			e.deeds++
		}
		if l.Words > 8 {
			// A heading may open the paragraph that it is about.
			if head, _, ok := strings.Cut(l.Text[:min(len(l.Text), line.MaxHeadingBytes)], ":"); ok {
				if k := m.coreKind(head); k != "" && !seen[k] {
					seen[k] = true
					e.kinds, e.core = e.kinds+1, e.core+1
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
			e.kinds++
			if k == Duties || k == Requirements {
				e.core++
			}
		}
	}
	return e
}

// sectionOf is the kind of the section that the first of the lines heads, "" where
// it is no heading of a posting. What it says goes first; a heading in words of its
// own is told by the list below it.
func (w *wording) sectionOf(m *headingMap, lines []line.Line) Kind {
	l := lines[0]
	k, how := m.lookup(l.Text)
	switch {
	case how == exact && k != Other && k != Legal:
		return k
	case how == exact || !headlike(l):
		return ""
	case how == startWith && (k == Duties || k == Requirements):
		return k
	}
	deeds, asks, n := 0, 0, 0
	for _, l := range lines[1:] {
		if !l.Has(line.Item) || headlike(l) || n == 12 {
			break
		}
		n++
		switch w.opener(l.Text) {
		case Duties:
			deeds++
		case Requirements:
			asks++
		}
	}
	switch {
	case n < 3:
	case deeds*2 >= n:
		return Duties
	case asks*2 >= n:
		return Requirements
	}
	return ""
}

// headlike reports a line that is set off as headings are.
func headlike(l line.Line) bool {
	return l.Level > 0 || l.Has(line.Bold) || strings.HasSuffix(l.Text, ":")
}

// headsList reports a heading with at least two list items behind it.
func headsList(lines []line.Line) bool {
	return len(lines) > 2 && (lines[0].Level > 0 || lines[0].Has(line.Bold)) && !lines[0].Has(line.Item) &&
		lines[1].Has(line.Item) && lines[2].Has(line.Item) && lines[1].Words >= 3 && lines[2].Words >= 3
}

// strong evidence stands against what else the page looks like.
func (e evidence) strong() bool { return e.core >= 1 && e.kinds >= 2 && e.signals >= 4 }

// enough evidence for a posting. A text as long as a policy or a page of
// reviews must have a posting's headings.
func (e evidence) enough() bool {
	if e.words > 1500 && e.core == 0 {
		return false
	}
	if e.kinds == 0 && e.english && e.lists < 2 {
		return e.signals >= 9 && e.words < 1000
	}
	// Duties and requirements under headings of their own are a posting,
	// however it is worded.
	if e.core >= 2 || e.core == 1 && e.kinds >= 2 {
		return true
	}
	return e.signals >= 3 && (e.signals+3*e.kinds >= 5 || e.lists >= 2)
}

// enoughSignals is where counting stops: more prove nothing more.
const enoughSignals = 12

// signalsIn counts the different wordings of postings in the lines.
func signalsIn(lines []line.Line) int {
	set, seen := words().signals, map[string]bool{}
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

// opener tells a line that opens as a duty does ("Lead a team", "Leading a team")
// or as what is asked ("7+ years of", "Good command of"): Duties, Requirements, or
// "".
func (w *wording) opener(s string) Kind {
	first, rest, _ := strings.Cut(s, " ")
	if first != "" && isDigit(first[0]) {
		if strings.Contains(rest[:min(len(rest), 24)], "year") {
			return Requirements
		}
		return ""
	}
	var stack [48]byte
	h := string(appendHeading(stack[:0], first[:min(len(first), 40)]))
	switch {
	case w.asks[h]:
		return Requirements
	case w.deeds[h]:
		return Duties
	}
	if stem, ok := strings.CutSuffix(h, "ing"); ok {
		if w.deeds[stem] || w.deeds[stem+"e"] || len(stem) > 2 && w.deeds[stem[:len(stem)-1]] {
			return Duties
		}
	} else if stem, ok := strings.CutSuffix(h, "s"); ok && (w.deeds[stem] || w.deeds[strings.TrimSuffix(stem, "e")]) {
		return Duties
	}
	return ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// points weighs what the text says: headings of duties and requirements first,
// since nothing but postings has both.
func (e evidence) points() int {
	n := 2*min(e.core, 2) + min(e.kinds-e.core, 2) + min(e.signals/2, 5)
	switch {
	case e.deeds >= 6:
		n += 2
	case e.deeds >= 3:
		n++
	}
	if e.seeks {
		n++
	}
	if e.lists >= 2 {
		n++
	}
	return n
}

// onlyEmployer reports a text that tells of an employer and what it offers, and
// of no work.
func (e evidence) onlyEmployer() bool { return e.core == 0 && e.deeds < 3 && e.signals < 9 }
