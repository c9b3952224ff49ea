package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxHeadingWords is the most that a heading has.
const maxHeadingWords = 12

// maxCueWords is the longest paragraph whose wording settles its kind.
const maxCueWords = 160

// buildSections divides lines into sections and returns the text that the
// sections' offsets count in.
//
// A section starts at a heading, or where a paragraph's wording settles that it
// is legal text or about pay: those stand at the end of postings, under the
// heading of something else, and would speak for the wrong kind.
func buildSections(lines []line) (string, []Section) {
	b := sectionBuilder{m: headings()}
	offset := 0
	for i := range lines {
		if i > 0 {
			offset++
			if lines[i].has(flagGap) {
				offset++
			}
		}
		b.line(lines, i, offset)
		offset += len(lines[i].text)
	}
	return joinLines(lines), b.finish(offset)
}

// sectionBuilder is the state of one division.
type sectionBuilder struct {
	m        *headingMap
	sections []Section
	level    int  // rank of the last heading that the map knows
	bare     int  // line after the last known heading
	group    bool // headings of the same rank divide the section
	under    Kind // kind that the last heading gave
	cue      Kind // kind that a paragraph's wording gave, until the next heading
}

func (b *sectionBuilder) line(lines []line, i, at int) {
	l := lines[i]
	if kind, known, ok := b.heading(lines, i); ok {
		switch {
		case known:
			b.level, b.under, b.group = rank(l), kind, false
			b.bare = i + 1
		case b.under != "" && b.under != Legal && b.under != Other && (rank(l) > b.level || b.group || b.bare == i):
			// A heading inside a section: "Reporting" under "Duties". One of
			// the same rank is inside where the section opened with it.
			kind = b.under
			b.group = b.group || b.bare == i
		default:
			b.level, b.under, b.group = rank(l), Other, false
		}
		b.cue = ""
		b.open(kind, strings.TrimSpace(strings.TrimRight(l.text, ":： ")), at)
		return
	}
	kind := b.under
	if kind == "" {
		kind = Summary
	}
	// A paragraph that is longer still is a posting without its line breaks.
	if (l.words >= 8 || b.cue != "") && l.words <= maxCueWords {
		switch k := b.m.paragraphKind(l.text); {
		case k == Legal && (kind != Requirements || l.words >= 25):
			b.cue = Legal
		case b.cue == Legal && l.has(flagItem):
			b.cue = ""
		case k == Benefits && b.cue != Legal && kind != Legal && l.words >= 8:
			b.cue = Benefits
		case b.cue == Benefits && !l.has(flagItem):
			b.cue = ""
		}
	}
	if b.cue != "" {
		kind = b.cue
	}
	if n := len(b.sections); n == 0 || b.sections[n-1].Kind != kind {
		b.open(kind, "", at)
	}
}

// open ends the current section and starts the next.
func (b *sectionBuilder) open(kind Kind, heading string, at int) {
	if n := len(b.sections); n > 0 {
		b.sections[n-1].End = at
	} else {
		at = 0
	}
	b.sections = append(b.sections, Section{Kind: kind, Heading: heading, Start: at})
}

func (b *sectionBuilder) finish(end int) []Section {
	if len(b.sections) == 0 {
		if end == 0 {
			return nil
		}
		b.open(Summary, "", 0)
	}
	b.sections[len(b.sections)-1].End = end
	return b.sections
}

// heading decides whether line i is a heading, and of which kind. known is
// false for headings that the map does not hold.
func (b *sectionBuilder) heading(lines []line, i int) (kind Kind, known, ok bool) {
	l := lines[i]
	if l.words == 0 || !strings.ContainsFunc(l.text, unicode.IsLetter) || l.words > maxHeadingWords || len(l.text) > 2*maxHeadingBytes {
		return "", false, false
	}
	colon := strings.HasSuffix(l.text, ":") || strings.HasSuffix(l.text, "：")
	full := strings.HasSuffix(l.text, ".") || strings.HasSuffix(l.text, ",") || strings.HasSuffix(l.text, ";")
	// Most lines are sentences and plain items, and need not be looked up.
	if l.level == 0 && !l.has(flagBold) && (full || l.has(flagItem) && !colon) {
		return "", false, false
	}
	next := i+1 < len(lines)
	kind, how := b.m.lookup(l.text)
	switch {
	case l.level > 0:
		return kind, how != noMatch, true
	case l.has(flagBold) && !full && (next || how == exact):
		return kind, how != noMatch, !l.has(flagItem) || how == exact || colon
	case how == exact && !full && !l.has(flagItem):
		return kind, true, next || l.words > 1
	case how == exact && colon:
		return kind, true, true
	case l.has(flagItem) || full || !next:
		return "", false, false
	case colon && how != noMatch && l.words <= 10:
		return kind, true, true
	case upperShare(l.text) > 0.9 && l.words <= 8 && utf8.RuneCountInString(l.text) > 4:
		return kind, how != noMatch, true
	case how == startWith && l.words <= 8 && titleCase(l.text):
		return kind, true, true
	case how == hasMatch && l.words <= 6 && titleCase(l.text) && lines[i+1].words > 3:
		return kind, true, true
	}
	return "", false, false
}

// rank orders headings: a lower number is a heading of more.
func rank(l line) int {
	if l.level > 0 {
		return l.level
	}
	if l.has(flagBold) {
		return 7
	}
	return 8
}
