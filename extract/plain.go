package extract

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxText is the longest text that is read as one posting.
const maxText = 4 << 20

// PlainText reads a description that has no markup: a data set's field, a text
// file, something pasted. Lines become lines, bullets become items, and where a
// text came without its line breaks the headings inside it start new ones. No
// word is changed, added or left out.
func PlainText(text string, o Options) Extraction {
	o = o.withDefaults()
	if len(text) > min(o.MaxBytes, maxText) {
		return Extraction{Reason: TooLarge, Detail: fmt.Sprintf("%d bytes of text, more than a posting can have", len(text))}
	}
	return fromLines(splitDense(textLines(strings.ToValidUTF8(text, "\uFFFD"))), "text", o)
}

// textLines reads lines of plain text.
func textLines(text string) []line {
	w := &walker{}
	pre := context{pre: true}
	for raw := range strings.SplitAfterSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if strings.TrimSpace(raw) == "" {
			w.gap = w.gap || len(w.lines) > 0
			continue
		}
		c := pre
		trimmed := strings.TrimSpace(raw)
		if level, rest, ok := markdownHeading(trimmed); ok {
			c.level, raw = level, rest
		} else if rest, ok := markdownBold(trimmed); ok {
			c.bold, raw = true, rest
		}
		w.text(raw, c)
		w.flush()
	}
	return w.lines
}

// markdownHeading reads "## Heading".
func markdownHeading(s string) (level int, rest string, ok bool) {
	rest = strings.TrimLeft(s, "#")
	level = len(s) - len(rest)
	if level == 0 || level > 6 || !strings.HasPrefix(rest, " ") {
		return 0, s, false
	}
	return level, strings.Trim(rest, " #*"), true
}

// markdownBold reads a line that is "**all bold**".
func markdownBold(s string) (string, bool) {
	inner, ok := strings.CutPrefix(s, "**")
	if !ok {
		return s, false
	}
	colon := strings.HasSuffix(inner, ":")
	inner, ok = strings.CutSuffix(strings.TrimSuffix(inner, ":"), "**")
	if !ok || strings.Contains(inner, "**") || len(inner) > maxHeadingBytes {
		return s, false
	}
	if colon {
		inner += ":"
	}
	return inner, true
}

// denseWords is the length from which a line is searched for lost line breaks.
const denseWords = 40

// splitDense restores line breaks in lines that lost theirs.
func splitDense(lines []line) []line {
	dense := false
	for _, l := range lines {
		dense = dense || l.words >= denseWords
	}
	if !dense {
		return lines
	}
	out := make([]line, 0, len(lines)+8)
	for _, l := range lines {
		if l.words < denseWords {
			out = append(out, l)
			continue
		}
		out = append(out, splitLine(l)...)
	}
	return out
}

// splitLine cuts one long line at its inline headings and bullets.
func splitLine(l line) []line {
	var out []line
	glued := countGlued(l.text) >= 3
	start, item := 0, l.has(flagItem)
	emit := func(end int, heading bool) {
		t := strings.TrimSpace(l.text[start:end])
		start = end
		if t == "" {
			return
		}
		n := line{text: t, words: countWords(t), node: l.node, region: l.region, flags: l.flags &^ (flagItem | flagGap)}
		if b, ok := cutBullet(t); ok && b != "" {
			n.text, n.flags = b, n.flags|flagItem
		} else if item && !heading {
			n.flags |= flagItem
		}
		if len(out) == 0 {
			n.flags |= l.flags & flagGap
		}
		if heading {
			n.flags |= flagGap | flagBold
			n.flags &^= flagItem
			item = false
		}
		out = append(out, n)
	}
	bullets := strings.Count(l.text, "•") + strings.Count(l.text, "●") + strings.Count(l.text, "▪") + strings.Count(l.text, "·")
	for i := 0; i < len(l.text); {
		r, size := utf8.DecodeRuneInString(l.text[i:])
		switch {
		case bullets >= 2 && i > start && strings.ContainsRune("•●▪·", r):
			emit(i, false)
		case wordStart(l.text, i, r):
			if end := inlineHeading(l.text, i); end > 0 {
				emit(i, false)
				emit(end, true)
				i = end
				continue
			}
			if glued && gluedAt(l.text, i) {
				emit(i, false)
			}
		}
		i += size
	}
	if at := legalTail(l.text, start); at > start {
		emit(at, false)
	}
	emit(len(l.text), false)
	return out
}

// legalTail finds where the legal text at the end of a long paragraph starts:
// the sentence with the first of its wordings, in the second half of what is
// left. -1 where there is none.
func legalTail(s string, from int) int {
	half := from + (len(s)-from)/2
	if len(s)-from < 600 {
		return -1
	}
	m := headings()
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
		if m.paragraphKind(s[i:i+end]) == Legal {
			return i
		}
	}
	return -1
}

// wordStart reports an upper-case letter that starts a word, also one that was
// glued to the word before it.
func wordStart(s string, i int, r rune) bool {
	if !unicode.IsUpper(r) && r != '*' {
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

func countGlued(s string) int {
	n := 0
	for i := 1; i < len(s); i++ {
		if gluedAt(s, i) {
			n++
		}
	}
	return n
}

// inlineHeading returns the end of the heading that starts at i inside a
// paragraph, 0 where there is none: a known heading with a colon, or a known
// heading in title case between a sentence's end and a capital.
func inlineHeading(s string, i int) int {
	m := headings()
	window := s[i:min(len(s), i+60)]
	if !m.mayStart(window) {
		return 0
	}
	if j := strings.IndexAny(window, ".;!•\n"); j >= 0 {
		window = window[:j]
	}
	if j := strings.IndexByte(window, ':'); j > 0 && strings.Count(window[:j], " ") < 7 {
		_, how := m.lookup(window[:j])
		if how == exact && (sentenceEnd(s, i) || titleCase(window[:j])) {
			return i + j + 1
		}
		if how == startWith && (sentenceEnd(s, i) || gluedAt(s, i)) && countWords(window[:j]) >= 3 {
			return i + j + 1
		}
	}
	if j := strings.IndexByte(window, '?'); j > 0 {
		window = window[:j+1]
	}
	for _, end := range wordEnds(window) {
		h := window[:end]
		if _, ok := m.exact[normalHeading(h)]; !ok || !standsAlone(s, i, i+end, h) {
			continue
		}
		return i + end
	}
	return 0
}

// wordEnds lists the ends of the first seven words, the longest run first. A
// capital after a lower-case letter ends a word too: "ResponsibilitiesDesign".
func wordEnds(s string) []int {
	var ends []int
	for i := 1; i <= len(s) && len(ends) < 7; i++ {
		if i == len(s) || s[i] == ' ' || (s[i] >= 'A' && s[i] <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z') {
			ends = append(ends, i)
		}
	}
	for a, b := 0, len(ends)-1; a < b; a, b = a+1, b-1 {
		ends[a], ends[b] = ends[b], ends[a]
	}
	return ends
}

// standsAlone judges a known heading without a colon by what surrounds it.
func standsAlone(s string, from, to int, h string) bool {
	words := strings.Count(h, " ") + 1
	if words == 1 && !strongSingle(strings.ToLower(h)) {
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
	all := titleCase(h) || upperShare(h) > 0.9
	if from == 0 || gluedAt(s, from) {
		return true
	}
	return sentenceEnd(s, from) && (all || words > 1) || (all && words > 1)
}

// strongSingle are the one-word headings that are taken without a colon.
func strongSingle(h string) bool {
	switch h {
	case "responsibilities", "requirements", "qualifications", "benefits", "duties", "perks", "compensation", "overview":
		return true
	}
	return false
}

// sentenceEnd reports that what stands before i ended a sentence.
func sentenceEnd(s string, i int) bool {
	before := strings.TrimRight(s[:i], " *\"”)")
	if before == "" {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".!?:;•…|", r)
}
