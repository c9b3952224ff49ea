package vocabulary

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// runOnWords is the length from which a line is searched for lost line breaks.
const runOnWords = 40

// SplitRunOn restores line breaks in lines that lost theirs.
func SplitRunOn(lines []line.Line) []line.Line {
	var parts []line.Line
	var out []line.Line // once a line was split
	for i, l := range lines {
		if parts = append(parts[:0], l); isRunOn(l) {
			parts = splitLine(parts[:0], l)
		}
		if out == nil && len(parts) == 1 && parts[0] == l {
			continue // most are whole
		}
		if out == nil {
			out = append(make([]line.Line, 0, len(lines)+8), lines[:i]...)
		}
		out = append(out, parts...)
	}
	if out == nil {
		return lines
	}
	return out
}

func isRunOn(l line.Line) bool { return l.Words >= runOnWords }

// A lineCutter cuts one long line.
type lineCutter struct {
	line.Line
	start int         // of what was not cut off yet
	item  bool        // it is part of a list item
	first bool        // nothing was cut off yet
	out   []line.Line // takes the parts

	glued, bullets int // how many the line has; -1 before somebody asks
}

// splitLine cuts a line at its inline headings and bullets, and appends the
// parts to out.
func splitLine(out []line.Line, l line.Line) []line.Line {
	p := lineCutter{Line: l, out: out, item: l.Has(line.Item), first: true, glued: -1, bullets: -1}
	for i := line.NextMark(l.Text, 0); i < len(l.Text); i = line.NextMark(l.Text, i) {
		r, size := utf8.DecodeRuneInString(l.Text[i:])
		switch {
		case wordStart(l.Text, i, r):
			if end := inlineHeading(l.Text, i); end > 0 {
				p.cut(i, false)
				p.cut(end, true)
				i = end
				continue
			}
			if gluedAt(l.Text, i) && p.manyGlued() {
				p.cut(i, false)
			}
		case i > p.start && strings.ContainsRune(inlineBullets, r) && p.manyBullets():
			p.cut(i, false)
		}
		i += size
	}
	if at := legalTail(l.Text, p.start); at > p.start {
		p.cut(at, false)
	}
	p.cut(len(l.Text), false)
	return p.out
}

// cut makes a line of what stands before end.
func (p *lineCutter) cut(end int, heading bool) {
	t := strings.TrimSpace(p.Text[p.start:end])
	p.start = end
	if t == "" {
		return
	}
	n := line.Line{Text: t, Node: p.Node, Region: p.Region, Flags: p.Flags &^ (line.Item | line.Gap)}
	if b, ok := line.CutBullet(t); ok && b != "" {
		n.Text, n.Flags = b, n.Flags|line.Item
	} else if p.item && !heading {
		n.Flags |= line.Item
	}
	if p.first {
		n.Flags |= p.Flags & line.Gap
	}
	if heading {
		n.Flags |= line.Gap | line.Bold
		n.Flags &^= line.Item
		p.item = false
	}
	if n.Words = p.Words; len(t) < len(p.Text) {
		n.Words = line.CountWords(t)
	}
	p.first = false
	p.out = append(p.out, n)
}

// legalTail finds where the legal text at the end of a long paragraph starts:
// the sentence with the first of its wordings, in the second half of what is
// left. -1 where there is none.
func legalTail(s string, from int) int {
	half := from + (len(s)-from)/2
	if len(s)-from < 600 {
		return -1
	}
	m := Headings()
	for i := half; i < len(s); {
		n := strings.Index(s[i:], ". ")
		if n < 0 {
			return -1
		}
		i += n + 2
		end := strings.Index(s[i:], ". ")
		if end < 0 {
			end = len(s) - i
		}
		if m.paragraphKind(s[i:i+end]) == posting.Legal {
			return i
		}
	}
	return -1
}

// wordStart reports an upper-case letter that starts a word, also one that was
// glued to the word before it.
func wordStart(s string, i int, r rune) bool {
	if !unicode.IsUpper(r) {
		return false
	}
	if i == 0 {
		return true
	}
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	return !unicode.IsUpper(prev) && !unicode.IsDigit(prev) && prev != '-' && prev != '/' && prev != '\''
}

// gluedAt reports the joint in "casesBuild" or "tracking.Experience": a line
// break that was dropped. Names such as JavaScript and GitHub have a capital
// before the joint.
func gluedAt(s string, i int) bool {
	if i == 0 || i+1 >= len(s) || s[i] < 'A' || s[i] > 'Z' || s[i+1] < 'a' || s[i+1] > 'z' {
		return false
	}
	j := i
	if c := s[j-1]; c == '.' || c == ':' || c == ';' || c == ')' || c == '!' || c == '?' {
		j--
	}
	k := j
	for k > 0 && s[k-1] >= 'a' && s[k-1] <= 'z' {
		k--
	}
	if j < i {
		return j-k >= 3
	}
	return j-k >= 4 && (k == 0 || s[k-1] == ' ' || s[k-1] == '-' || s[k-1] == '/')
}

// manyGlued reports a line with at least three such joints.
func (p *lineCutter) manyGlued() bool {
	if p.glued < 0 {
		p.glued = 0
		for i := line.NextMark(p.Text, 1); i < len(p.Text) && p.glued < 3; i = line.NextMark(p.Text, i+1) {
			if gluedAt(p.Text, i) {
				p.glued++
			}
		}
	}
	return p.glued >= 3
}

// inlineBullets are the marks that set off the items of a list in one line.
const inlineBullets = "•●▪·"

// manyBullets reports a line with at least two of them.
func (p *lineCutter) manyBullets() bool {
	if p.bullets < 0 {
		p.bullets = 0
		for _, bullet := range inlineBullets {
			p.bullets += strings.Count(p.Text, string(bullet))
		}
	}
	return p.bullets >= 2
}

// The bounds of a heading inside a paragraph.
const (
	maxInlineBytes  = 60
	maxInlineWords  = 7
	minStartedWords = 3 // of one that only starts as a known one does
)

// inlineHeading returns the end of the heading that starts at i inside a
// paragraph, 0 where there is none: a known heading with a colon, or a known
// heading in title case between a sentence's end and a capital.
func inlineHeading(s string, i int) int {
	window := s[i:min(len(s), i+maxInlineBytes)]
	if !Headings().mayOpen(window) {
		return 0 // nearly always
	}
	colon := strings.IndexByte(window, ':') > 0
	if !colon && !gluedAt(s, i) && lowerNext(window) && !sentenceEnd(s, i) {
		return 0 // most capitals: a sentence goes on before and after them
	}
	known, most := Headings().opens(window)
	if !known || most == 0 && !colon {
		return 0
	}
	if j := strings.IndexFunc(window, endsClause); j >= 0 {
		window = window[:j]
	}
	if end := headingBeforeColon(s, i, window); end > 0 {
		return end
	}
	if j := strings.IndexByte(window, '?'); j > 0 {
		window = window[:j+1]
	}
	return longestHeading(s, i, window, most)
}

// endsClause tells what no heading goes beyond.
func endsClause(r rune) bool {
	return r == '.' || r == ';' || r == '!' || r == '•' || r == '\n'
}

// headingBeforeColon returns the end, behind the colon, of a heading that opens
// the window at i, 0 where there is none.
func headingBeforeColon(s string, i int, window string) int {
	j := strings.IndexByte(window, ':')
	if j <= 0 || strings.Count(window[:j], " ") >= maxInlineWords {
		return 0
	}
	_, how := Headings().Lookup(window[:j])
	switch {
	case how == Known && (sentenceEnd(s, i) || TitleCase(window[:j])),
		how == StartsKnown && (sentenceEnd(s, i) || gluedAt(s, i)) && line.CountWords(window[:j]) >= minStartedWords:
		return i + j + 1
	}
	return 0
}

// longestHeading returns the end of the longest known run of the window's first
// words that stands alone, 0 where none does. No known heading that starts so
// has more than most words.
func longestHeading(s string, i int, window string, most int) (best int) {
	m := Headings()
	var stack [96]byte
	normal := stack[:0]
	for end, n := 0, 0; end < len(window) && n < maxInlineWords; n++ {
		words, size := bytes.Count(normal, []byte(" "))+1, len(normal)
		if words > most {
			break
		}
		next := wordEnd(window, end)
		normal = appendHeading(normal, window[end:next])
		end = next
		if words == 2 && len(normal) > size && normal[size] == ' ' && !m.pairs[string(normal[:size])] {
			break // no heading goes on
		}
		size = len(normal)
		if size == 0 || !m.exactLengths.Has(normal[0], normal[size-1], size) {
			continue // nearly always
		}
		if _, ok := m.exact[string(normal)]; ok && standsAlone(s, i, i+end, window[:end]) {
			best = i + end
		}
	}
	return best
}

// lowerNext reports that the second word starts with four small letters: no title
// goes on so.
func lowerNext(s string) bool {
	_, next, ok := strings.Cut(s, " ")
	for i := 0; ok && i < 4; i++ {
		ok = i < len(next) && next[i] >= 'a' && next[i] <= 'z'
	}
	return ok
}

// wordEnd returns where the word after i ends. A capital after a lower-case
// letter ends one too: "ResponsibilitiesDesign".
func wordEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		if s[i] == ' ' || (s[i] >= 'A' && s[i] <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z') {
			return i
		}
	}
	return len(s)
}

// standsAlone judges a known heading without a colon by what surrounds it.
func standsAlone(s string, from, to int, h string) bool {
	words := strings.Count(h, " ") + 1
	if words == 1 && !Headings().alone[strings.ToLower(h)] {
		return false
	}
	rest := strings.TrimLeft(s[to:], " *-•:")
	next, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsUpper(next) && !unicode.IsDigit(next) && !strings.HasPrefix(strings.TrimSpace(s[to:]), "•") {
		return false
	}
	if h == "You" || h == "You Will" || h == "You will" || h == "You Are" || h == "You Have" {
		return false
	}
	all := TitleCase(h) || upperShare(h) > 0.9
	switch {
	case from == 0 || gluedAt(s, from):
		return true
	case all && words > 1:
		return true // text that lost its lines often lost the full stops before headings, too
	}
	return sentenceEnd(s, from) && (all || words > 1)
}

// sentenceEnd reports that what stands before i ended a sentence.
func sentenceEnd(s string, i int) bool {
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		switch r {
		case '.', '!', '?', ':', ';', '•', '…', '|':
			return true
		case ' ', '*', '"', '”', ')':
			i -= size
		default:
			return false
		}
	}
	return true
}
