package line

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Unfold joins the lines of a text that was folded at a column, as e-mail
// programs, man pages and PDF printers do it. A break is undone only where it
// can have been made for want of room: the line is as long as the text's long
// lines, so that the next line's first word had no place in it. A text whose
// lines are not folded comes back as it is.
func Unfold(lines []string) []string {
	width := FoldWidth(lines)
	if width == 0 {
		return lines
	}
	out := make([]string, 0, len(lines))
	room := 0 // length of the last source line
	for _, l := range lines {
		l = strings.TrimRightFunc(l, unicode.IsSpace)
		n := len(out)
		if n > 0 && Folded(out[n-1], room, l, width) {
			out[n-1] = JoinFolded(out[n-1], strings.TrimLeftFunc(l, unicode.IsSpace))
		} else {
			out = append(out, l)
		}
		room = utf8.RuneCountInString(l)
	}
	return out
}

// FoldWidth estimates the column at which a text was folded, 0 where it was
// not: many lines end shortly before it and none goes much beyond.
func FoldWidth(lines []string) int {
	var sizes []int
	for _, l := range lines {
		if n := utf8.RuneCountInString(strings.TrimRightFunc(l, unicode.IsSpace)); n > 0 {
			sizes = append(sizes, n)
		}
	}
	if len(sizes) < 6 {
		return 0
	}
	slices.Sort(sizes)
	long := sizes[len(sizes)*19/20]
	if long < 50 || long > 130 || sizes[len(sizes)-1] > long+60 {
		return 0
	}
	full := 0
	for _, n := range sizes {
		if n >= long-12 {
			full++
		}
	}
	if full < 4 || full*5 < len(sizes) || beginAnew(lines, long-12) {
		return 0
	}
	return long
}

// beginAnew reports lines that are sentences or items of their own, whatever their
// length: what follows the full ones begins with a capital, as the rest of a
// folded sentence seldom does.
func beginAnew(lines []string, full int) bool {
	capitals, rest := 0, 0
	for i, l := range lines[:len(lines)-1] {
		next := strings.TrimSpace(lines[i+1])
		if next == "" || StartsItem(next) || utf8.RuneCountInString(strings.TrimRightFunc(l, unicode.IsSpace)) < full {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(next); unicode.IsUpper(r) {
			capitals++
		} else {
			rest++
		}
	}
	return capitals > 2*rest
}

// Folded reports that next goes on where a full line had to break off.
func Folded(last string, room int, next string, width int) bool {
	t := strings.TrimLeftFunc(next, unicode.IsSpace)
	if t == "" || strings.TrimSpace(last) == "" || StartsItem(t) || strings.HasPrefix(t, "#") || strings.HasSuffix(last, ":") {
		return false
	}
	word, _, _ := strings.Cut(t, " ")
	if room+1+utf8.RuneCountInString(word) <= width-2 {
		return false
	}
	return room >= width-25
}

// JoinFolded joins two parts of one paragraph and undoes hyphenation: a hyphen
// between two lower-case letters at a line's end is taken for one that the
// break put there, unless the word is a compound already ("end-to-").
func JoinFolded(a, b string) string {
	if a == "" {
		return b
	}
	stem, soft := strings.CutSuffix(a, "\u00ad")
	if soft {
		return stem + b
	}
	if strings.HasSuffix(a, "-") && !strings.HasSuffix(a, " -") {
		word := a[strings.LastIndexByte(a, ' ')+1 : len(a)-1]
		before, _ := utf8.DecodeLastRuneInString(word)
		after, _ := utf8.DecodeRuneInString(b)
		compound := strings.Contains(word, "-") || compoundHead(word)
		if unicode.IsLower(before) && unicode.IsLower(after) && !compound {
			return a[:len(a)-1] + b
		}
		return a + b
	}
	if strings.HasSuffix(a, "/") || strings.HasSuffix(a, "—") {
		return a + b
	}
	return a + " " + b
}

// compoundHead reports the first part of a compound that is written with a hyphen.
func compoundHead(word string) bool { return words().compounds[strings.ToLower(word)] }

// UnfoldText unfolds a text.
func UnfoldText(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if FoldWidth(lines) == 0 {
		return text
	}
	return strings.Join(Unfold(lines), "\n")
}
