package vocabulary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// MaxHeadingWords is the most that a heading has.
const MaxHeadingWords = 12

// maxCueWords is the longest paragraph whose wording settles its kind.
const maxCueWords = 160

// Sections divides lines into sections and returns the text that the
// sections' offsets count in.
//
// A section starts at a heading, or where a paragraph's wording settles that it
// is legal text or about pay: those stand at the end of postings, under the
// heading of something else, and would speak for the wrong kind.
func Sections(lines []line.Line) (string, []posting.Section) {
	b := sectionBuilder{m: Headings()}
	offset := 0
	for i := range lines {
		if i > 0 {
			offset++
			if lines[i].Has(line.Gap) {
				offset++
			}
		}
		b.line(lines, i, offset)
		offset += len(lines[i].Text)
	}
	return line.Join(lines), b.finish(offset)
}

// sectionBuilder is the state of one division.
type sectionBuilder struct {
	m        *HeadingMap
	sections []posting.Section
	level    int          // rank of the last heading that the map knows
	bare     int          // line after the last known heading
	group    bool         // headings of the same rank divide the section
	under    posting.Kind // kind that the last heading gave
	cue      posting.Kind // kind that a paragraph's wording gave, until the next heading
}

func (b *sectionBuilder) line(lines []line.Line, i, at int) {
	l := lines[i]
	if kind, known, ok := b.heading(lines, i); ok {
		switch {
		case known:
			b.level, b.under, b.group = rank(l), kind, false
			b.bare = i + 1
		case b.under != "" && b.under != posting.Legal && b.under != posting.Other && (rank(l) > b.level || b.group || b.bare == i):
			// A heading inside a section: "Reporting" under "Duties". One of
			// the same rank is inside where the section opened with it.
			kind = b.under
			b.group = b.group || b.bare == i
		default:
			b.level, b.under, b.group = rank(l), posting.Other, false
		}
		b.cue = ""
		b.open(kind, strings.TrimSpace(strings.TrimRight(l.Text, ":： ")), at)
		return
	}
	kind := b.under
	if kind == "" {
		kind = posting.Summary
	}
	// A paragraph that is longer still is a posting without its line breaks.
	if (l.Words >= 8 || b.cue != "") && l.Words <= maxCueWords {
		switch k := b.m.paragraphKind(l.Text); {
		case k == posting.Legal && (kind != posting.Requirements || l.Words >= 25):
			b.cue = posting.Legal
		case b.cue == posting.Legal && l.Has(line.Item):
			b.cue = ""
		case k == posting.Benefits && b.cue != posting.Legal && kind != posting.Legal && l.Words >= 8:
			b.cue = posting.Benefits
		case b.cue == posting.Benefits && !l.Has(line.Item):
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
func (b *sectionBuilder) open(kind posting.Kind, heading string, at int) {
	if n := len(b.sections); n > 0 {
		b.sections[n-1].End = at
	} else {
		at = 0
	}
	b.sections = append(b.sections, posting.Section{Kind: kind, Heading: heading, Start: at})
}

func (b *sectionBuilder) finish(end int) []posting.Section {
	if len(b.sections) == 0 {
		if end == 0 {
			return nil
		}
		b.open(posting.Summary, "", 0)
	}
	b.sections[len(b.sections)-1].End = end
	return b.sections
}

// heading decides whether line i is a heading, and of which kind. known is
// false for headings that the map does not hold.
func (b *sectionBuilder) heading(lines []line.Line, i int) (kind posting.Kind, known, ok bool) {
	l := lines[i]
	if l.Words == 0 || !strings.ContainsFunc(l.Text, unicode.IsLetter) || l.Words > MaxHeadingWords || len(l.Text) > 2*line.MaxHeadingBytes {
		return "", false, false
	}
	colon := strings.HasSuffix(l.Text, ":") || strings.HasSuffix(l.Text, "：")
	full := strings.HasSuffix(l.Text, ".") || strings.HasSuffix(l.Text, ",") || strings.HasSuffix(l.Text, ";")
	// Most lines are sentences and plain items, and need not be looked up.
	if l.Level == 0 && !l.Has(line.Bold) && (full || l.Has(line.Item) && !colon) {
		return "", false, false
	}
	next := i+1 < len(lines)
	kind, how := b.m.Lookup(l.Text)
	switch {
	case l.Level > 0:
		return kind, how != NoMatch, true
	case l.Has(line.Bold) && !full && (next || how == Known):
		return kind, how != NoMatch, !l.Has(line.Item) || how == Known || colon
	case how == Known && !full && !l.Has(line.Item):
		return kind, true, next || l.Words > 1
	case how == Known && colon:
		return kind, true, true
	case l.Has(line.Item) || full || !next:
		return "", false, false
	case colon && how != NoMatch && l.Words <= 10:
		return kind, true, true
	case upperShare(l.Text) > 0.9 && l.Words <= 8 && utf8.RuneCountInString(l.Text) > 4:
		return kind, how != NoMatch, true
	case how == StartsKnown && l.Words <= 8 && TitleCase(l.Text):
		return kind, true, true
	case how == HasKeyword && l.Words <= 6 && TitleCase(l.Text) && lines[i+1].Words > 3:
		return kind, true, true
	}
	return "", false, false
}

// rank orders headings: a lower number is a heading of more.
func rank(l line.Line) int {
	if l.Level > 0 {
		return l.Level
	}
	if l.Has(line.Bold) {
		return 7
	}
	return 8
}
