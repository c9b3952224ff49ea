package vocabulary

import (
	"strings"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
)

// Bounds of what is looked at to tell what lines are about.
const (
	maxSaid  = 12 // lines
	maxAsked = 12 // words of a line in which what is asked is named
	maxPlain = 30 // words of a line that is one of a list without its marks
)

// kindOf tells what lines are about: duties, or what is asked, as says tells of
// each. It is "" where fewer than least lines stand together, or half of them do
// not say; of lines that are no items, two in three must.
func kindOf(lines []line.Line, least int, says func(string) posting.Kind) posting.Kind {
	deeds, asks, n := 0, 0, 0
	plain := len(lines) > 0 && !lines[0].Has(line.Item)
	for i, l := range lines {
		if plain && l.Words > maxPlain {
			return ""
		}
		if n == maxSaid || Headlike(l) || i > 0 && (l.Has(line.Item) == plain || l.Has(line.Gap) && !l.Has(line.Item)) {
			break
		}
		n++
		switch says(l.Text) {
		case posting.Duties:
			deeds++
		case posting.Requirements:
			asks++
		}
	}
	switch {
	case n < least, plain && max(deeds, asks)*3 < n*2:
	case deeds*2 >= n && deeds >= asks:
		return posting.Duties
	case asks*2 >= n:
		return posting.Requirements
	}
	return ""
}

// ListKind tells what a list is about by what its items say: duties, or what is asked;
// it is "" for any other.
func ListKind(items []line.Line) posting.Kind { return kindOf(items, minSaid, Words().says) }

// opener tells a line that opens as a duty does ("Lead a team", "Leading a team")
// or as what is asked ("7+ years of", "Good command of"): Duties, Requirements, or
// "".
func (w *Wording) opener(s string) posting.Kind {
	first, rest, _ := strings.Cut(s, " ")
	if first != "" && isDigit(first[0]) {
		if strings.Contains(rest[:min(len(rest), 24)], "year") {
			return posting.Requirements
		}
		return ""
	}
	var stack [48]byte
	h := string(appendHeading(stack[:0], first[:min(len(first), 40)]))
	switch {
	case w.asks[h]:
		return posting.Requirements
	case isVerb(h, w.deeds):
		return posting.Duties
	}
	return ""
}

// isVerb looks a word up among verbs: "lead", "leading", "leads".
func isVerb(h string, verbs map[string]bool) bool {
	if verbs[h] {
		return true
	}
	if stem, ok := strings.CutSuffix(h, "ing"); ok {
		return verbs[stem] || verbs[stem+"e"] || len(stem) > 2 && verbs[stem[:len(stem)-1]]
	}
	if stem, ok := strings.CutSuffix(h, "s"); ok {
		return verbs[stem] || verbs[strings.TrimSuffix(stem, "e")] || verbs[strings.TrimSuffix(stem, "ie")+"y"]
	}
	return false
}

// says tells of a line in a list what it is about: by how it opens, else by what it
// names in its first words. "You will lead" is a duty, "you have led" is asked, and
// so is "project experience".
func (w *Wording) says(s string) posting.Kind {
	first, rest, _ := strings.Cut(s, " ")
	next, _, _ := strings.Cut(rest, " ")
	var stack [96]byte
	buf := appendHeading(stack[:0], first[:min(len(first), 40)])
	h := string(buf)
	then := string(appendHeading(buf[:0], next[:min(len(next), 40)]))
	switch {
	case h == "youll", (h == "you" || h == "to") && (then == "will" || w.deeds[then] || w.acts[then]):
		return posting.Duties
	case w.asked[then], w.traits[h]:
		return posting.Requirements
	case isVerb(h, w.acts):
		return posting.Duties
	}
	if k := w.opener(s); k != "" {
		return k
	}
	n, asked := 0, false
	line.EachWord(s[:min(len(s), 20*maxAsked)], func(word string) {
		n++
		asked = asked || n <= maxAsked && w.asked[word]
	})
	if asked {
		return posting.Requirements
	}
	return ""
}

// deedsIn counts the duties and demands of a line: one that it opens with, and
// each that a list within a sentence opens with, "You will: plan the release;
// report to the directors; …".
func (w *Wording) deedsIn(s string) (n int) {
	if w.opener(s) != "" {
		n++
	}
	_, list, ok := strings.Cut(s, ": ")
	if !ok || strings.Count(list, "; ") < 2 {
		return n
	}
	for part := range strings.SplitSeq(list, "; ") {
		if w.opener(part) != "" {
			n++
		}
	}
	return n
}
