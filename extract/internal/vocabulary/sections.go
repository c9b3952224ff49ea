package vocabulary

import (
	"cmp"
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
// heading of something else, and would speak for the wrong kind. What a heading
// in words of its own is about, the lines under it say; so does a list under none
// that tells.
func Sections(lines []line.Line) (string, []posting.Section) {
	b := sectionBuilder{m: Headings(), w: Words()}
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
	text, sections := line.Join(lines), b.finish(offset)
	for i := range sections { // which keep nothing but the text
		s := &sections[i]
		if at := strings.Index(text[s.Start:s.End], s.Heading); at >= 0 {
			s.Heading = text[s.Start+at:][:len(s.Heading)]
		}
	}
	return text, sections
}

// sectionBuilder is the state of one division.
type sectionBuilder struct {
	m        *HeadingMap
	w        *Wording
	sections []posting.Section
	level    int          // rank of the last heading that the map knows
	bare     int          // line after the last known heading
	group    bool         // headings of the same rank divide the section
	under    posting.Kind // kind that the last heading gave
	cue      posting.Kind // kind that a paragraph's wording gave, until the next heading
	list     posting.Kind // kind that the items of a list gave, until its end
}

// line takes line i, which begins at byte at.
func (b *sectionBuilder) line(lines []line.Line, i, at int) {
	l := lines[i]
	if kind, known, ok := b.heading(lines, i); ok {
		b.cue, b.list = "", ""
		b.open(b.enter(l, i, kind, known), strings.TrimSpace(strings.TrimRight(l.Text, ":： ")), at)
		return
	}
	kind := cmp.Or(b.under, posting.Summary)
	b.hear(l, kind)
	b.follow(lines, i, kind)
	kind = cmp.Or(b.cue, b.list, kind)
	if n := len(b.sections); n == 0 || b.sections[n-1].Kind != kind {
		b.open(kind, "", at)
	}
}

// enter goes under a heading, and returns the kind of what stands there.
func (b *sectionBuilder) enter(l line.Line, i int, kind posting.Kind, known bool) posting.Kind {
	bare := b.bare == i
	switch {
	case known:
		b.level, b.under, b.group, b.bare = rank(l), kind, false, i+1
		return kind
	case b.holdsHeadings() && (rank(l) > b.level || b.group || bare):
		// A heading inside a section: "Reporting" under "Duties". One of
		// the same rank is inside where the section opened with it.
		b.group = b.group || bare
		return b.under
	}
	b.level, b.under, b.group = rank(l), posting.Other, false
	return kind
}

// holdsHeadings reports a section that has headings of its own.
func (b *sectionBuilder) holdsHeadings() bool {
	return b.under != "" && b.under != posting.Legal && b.under != posting.Other
}

const (
	minCueWords   = 8  // of a paragraph that says what it is about
	minLegalWords = 25 // of one that is legal among what is asked for
)

// hear follows the wording of paragraphs, which says of some what they are about,
// whatever heading of a kind they stand under. A paragraph that is longer than
// maxCueWords is a posting without its line breaks.
func (b *sectionBuilder) hear(l line.Line, kind posting.Kind) {
	if l.Words < minCueWords && b.cue == "" || l.Words > maxCueWords {
		return
	}
	switch k := b.m.paragraphKind(l.Text); {
	case k == posting.Legal && (kind != posting.Requirements || l.Words >= minLegalWords):
		b.cue = posting.Legal
	case b.cue == posting.Legal && l.Has(line.Item):
		b.cue = ""
	case k == posting.Benefits && b.cue != posting.Legal && kind != posting.Legal && l.Words >= minCueWords:
		b.cue = posting.Benefits
	case b.cue == posting.Benefits && !l.Has(line.Item):
		b.cue = ""
	}
}

// The fewest lines that tell what they are about: those of a list by itself, and
// those under a heading.
const (
	minList = 3
	minSaid = 2
)

// follow tells what a list in a summary is about.
func (b *sectionBuilder) follow(lines []line.Line, i int, kind posting.Kind) {
	switch {
	case !lines[i].Has(line.Item):
		b.list = ""
	case kind == posting.Summary && (i == 0 || !lines[i-1].Has(line.Item)):
		b.list = kindOf(lines[i:], minList, b.w.says)
	}
}

// open ends the current section and starts the next.
func (b *sectionBuilder) open(kind posting.Kind, heading string, at int) {
	if n := len(b.sections); n > 0 {
		b.sections[n-1].End = at
	} else {
		at = 0
		b.sections = make([]posting.Section, 0, 8) // most have no more
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

// The most words that a heading has which is told by a sign, and the fewest
// letters and words that bear one out.
const (
	maxColonWords    = 10 // a phrase that the map knows in part, before a colon
	maxCapitalWords  = 8  // all in capitals
	minCapitalRunes  = 5
	minCapitalShare  = 0.9
	maxTitleWords    = 8 // in title case, and it starts as a known one does
	maxKeywordWords  = 6 // in title case, with a keyword
	minFollowedWords = 4 // of the line below that one
)

// An ending is what a line ends in.
type ending int

const (
	openEnding ending = iota // a word
	colonEnding
	fullEnding // what a sentence, or a part of one, ends in
)

func endingOf(s string) ending {
	switch {
	case strings.HasSuffix(s, ":") || strings.HasSuffix(s, "："):
		return colonEnding
	case strings.HasSuffix(s, ".") || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";"):
		return fullEnding
	}
	return openEnding
}

// heading decides whether line i is a heading, and of which kind. known is
// false for headings that the map does not hold.
func (b *sectionBuilder) heading(lines []line.Line, i int) (kind posting.Kind, known, ok bool) {
	l := lines[i]
	end := endingOf(l.Text)
	if !mayHead(l, end) {
		return "", false, false
	}
	kind, how := b.m.Lookup(l.Text)
	if how == StartsKnown && isCore(kind) && end != fullEnding && !l.Has(line.Item) && standsOver(lines, i) {
		return kind, true, true
	}
	if how == NoMatch || how == HasKeyword && kind == posting.Company {
		if said := b.saidBelow(lines, i, end); said != "" {
			return said, true, true
		}
	}
	return kind, how != NoMatch, heads(l, lines[i+1:], end, how)
}

// mayHead is false for sentences and plain items, as most lines are: they need not be
// looked up.
func mayHead(l line.Line, end ending) bool {
	if l.Words == 0 || l.Words > MaxHeadingWords || len(l.Text) > 2*line.MaxHeadingBytes || !strings.ContainsFunc(l.Text, unicode.IsLetter) {
		return false
	}
	return l.Level > 0 || l.Has(line.Bold) || end != fullEnding && (!l.Has(line.Item) || end == colonEnding)
}

// heads reports a heading, by its markup and by how well it is known.
func heads(l line.Line, below []line.Line, end ending, how match) bool {
	item := l.Has(line.Item)
	switch {
	case l.Level > 0:
		return true
	case l.Has(line.Bold) && end != fullEnding && (len(below) > 0 || how == Known):
		return !item || how == Known || end == colonEnding
	case how == Known && item:
		return end == colonEnding
	case how == Known:
		return end != fullEnding && (len(below) > 0 || l.Words > 1)
	}
	return !item && end != fullEnding && len(below) > 0 && isHeadingLike(l, end, how, below[0])
}

// isCore reports the sections that make a posting.
func isCore(k posting.Kind) bool { return k == posting.Duties || k == posting.Requirements }

// saidBelow is the kind of the section that line i heads in words of its own, as
// the lines under it say; "" where it heads none, or they do not tell. A part of
// what is asked, or of the duties, is no section of its own.
func (b *sectionBuilder) saidBelow(lines []line.Line, i int, end ending) posting.Kind {
	l := lines[i]
	if l.Has(line.Item) || end == fullEnding || !Headlike(l) && !standsOver(lines, i) || hasWord(NormalHeading(l.Text), b.w.astray) {
		return ""
	}
	said := kindOf(lines[i+1:], minSaid, b.w.says)
	if isCore(b.under) && (said == b.under || rank(l) > b.level) {
		return ""
	}
	return said
}

// hasWord reports a word of a text in normal form.
func hasWord(h string, words map[string]bool) bool {
	for f := range strings.FieldsSeq(h) {
		if words[f] {
			return true
		}
	}
	return false
}

// standsOver reports a short line that is set off from the lines above it and not
// from those below, or over a list, as a heading in plain text is.
func standsOver(lines []line.Line, i int) bool {
	first, _ := utf8.DecodeRuneInString(lines[i].Text)
	return lines[i].Words <= maxTitleWords && unicode.IsUpper(first) && (i == 0 || lines[i].Has(line.Gap)) && i+1 < len(lines) && (!lines[i+1].Has(line.Gap) || lines[i+1].Has(line.Item))
}

// isHeadingLike tells a heading that is set as any line by its wording and
// letters; next is the line below.
func isHeadingLike(l line.Line, end ending, how match, next line.Line) bool {
	switch {
	case end == colonEnding && how != NoMatch && l.Words <= maxColonWords:
		return true
	case l.Words <= maxCapitalWords && upperShare(l.Text) > minCapitalShare && utf8.RuneCountInString(l.Text) >= minCapitalRunes:
		return true
	case how == StartsKnown:
		return l.Words <= maxTitleWords && TitleCase(l.Text)
	case how == HasKeyword:
		return l.Words <= maxKeywordWords && TitleCase(l.Text) && next.Words >= minFollowedWords
	}
	return false
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
