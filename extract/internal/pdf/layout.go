package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/pdf/pdftext"
	"rolecall/extract/internal/vocabulary"
)

// A printedLine is one printed line.
type printedLine struct {
	text      string
	x, end, y float64
	size      float64
	bold      bool
	page      int
	drop      bool // a header or a footer
}

// layOut turns the pages of a PDF into the lines of a description: runs into
// printed lines, those into paragraphs, list items and headings. What pages
// repeat at their edges is left out.
func layOut(pages [][]pdftext.Run) ([]line.Line, document.Draft) {
	var all []printedLine
	for i, runs := range pages {
		all = append(all, printedLines(runs, i)...)
	}
	f := dropEdges(all, len(pages))
	all = slices.DeleteFunc(all, func(l printedLine) bool { return l.drop })
	all = joinMarks(all)
	return paragraphs(all), f
}

// printedLines puts runs together that stand on one baseline. The order in
// which a file draws is the order in which it is read, as a rule; a page that is
// drawn in leaps is sorted from top to bottom.
func printedLines(runs []pdftext.Run, page int) []printedLine {
	if leaps(runs)*4 > len(runs) {
		runs = slices.Clone(runs)
		slices.SortStableFunc(runs, func(a, b pdftext.Run) int {
			if math.Abs(a.Y-b.Y) > 0.4*max(a.Size, b.Size) {
				return cmp.Compare(b.Y, a.Y)
			}
			return cmp.Compare(a.X, b.X)
		})
	}
	var out []printedLine
	for _, r := range runs {
		if n := len(out); n > 0 && out[n-1].takes(r) {
			continue
		}
		if strings.TrimSpace(r.Text) == "" {
			continue
		}
		out = append(out, printedLine{text: r.Text, x: r.X, end: r.End, y: r.Y, size: r.Size, bold: r.Bold, page: page})
	}
	for i := range out {
		out[i].text = line.OneLine(cleanGlyphs(out[i].text))
	}
	return slices.DeleteFunc(out, func(l printedLine) bool { return l.text == "" })
}

// leaps counts the runs that are drawn above the one before.
func leaps(runs []pdftext.Run) int {
	n := 0
	for i := 1; i < len(runs); i++ {
		if runs[i].Y > runs[i-1].Y+2*runs[i].Size {
			n++
		}
	}
	return n
}

// takes appends a run that goes on on the same baseline.
func (l *printedLine) takes(r pdftext.Run) bool {
	if math.Abs(r.Y-l.y) > 0.45*max(l.size, r.Size) {
		return false
	}
	gap := r.X - l.end
	if gap < -0.7*r.Size {
		// The same text again, a hair beside, is how some producers print bold.
		if r.X >= l.x-1 && r.End <= l.end+1 && strings.HasSuffix(l.text, r.Text) {
			l.bold = true
			return true
		}
		return false
	}
	if gap > 0.12*max(r.Size, 1) && !strings.HasSuffix(l.text, " ") && !strings.HasPrefix(r.Text, " ") {
		l.text += " "
	}
	words := strings.TrimSpace(r.Text) != ""
	l.bold = l.bold && (r.Bold || !words)
	if words && utf8.RuneCountInString(r.Text) > utf8.RuneCountInString(l.text)/2 {
		l.size = r.Size
	}
	l.text += r.Text
	l.end = max(l.end, r.End)
	return true
}

// cleanGlyphs takes ligatures apart and drops what fonts map to nothing.
func cleanGlyphs(s string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || (r < ' ' && r != '\t') || r == '\ufeff' {
			return -1
		}
		return r
	}, ligatures.Replace(strings.ToValidUTF8(s, "")))
}

var ligatures = strings.NewReplacer("ﬁ", "fi", "ﬂ", "fl", "ﬀ", "ff", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "\u00a0", " ")

// Printed headers and footers.
var (
	browserHeader = line.Pattern(`^\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}( ?[AP]M)?\b *(.*)$`)
	footerAddress = line.Pattern(`^(https?://\S+?)( +\d+ ?/ ?\d+)?$`)
	pageNumber    = line.Pattern(`(?i)^((page|seite|p\.) *)?\d+( *(/|of|von|-) *\d+)?$`)
	digits        = line.Pattern(`\d+`)
)

// edgeLines is how many lines at a page's top and bottom may be headers and
// footers.
const edgeLines = 3

// dropEdges marks headers and footers: what a browser prints around a page, page
// numbers, and what most pages repeat. The address that a browser prints is the
// posting's.
func dropEdges(all []printedLine, pages int) document.Draft {
	var f document.Draft
	body := bodySize(all)
	seen := map[string]map[int]bool{}
	var edges []*printedLine
	for i := range all {
		if l := &all[i]; atEdge(all, i) {
			edges = append(edges, l)
			key := digits().ReplaceAllString(l.text, "#")
			if seen[key] == nil {
				seen[key] = map[int]bool{}
			}
			seen[key][l.page] = true
		}
	}
	for _, l := range edges {
		repeated := len(seen[digits().ReplaceAllString(l.text, "#")])
		switch m := footerAddress().FindStringSubmatch(l.text); {
		case m != nil && (m[2] != "" || repeated > 1):
			f.URL, l.drop = cmp.Or(f.URL, m[1]), true
		case browserHeader().MatchString(l.text), pageNumber().MatchString(l.text):
			l.drop = true
		case repeated > 1 && repeated*2 > pages:
			l.drop = l.page > 0 || l.size <= 1.15*body // the title itself may be what later pages repeat
		}
	}
	return f
}

// atEdge reports that line i is one of the outermost lines of its page.
func atEdge(all []printedLine, i int) bool {
	above, below := 0, 0
	for j := i - 1; j >= 0 && all[j].page == all[i].page && above < edgeLines; j-- {
		above++
	}
	for j := i + 1; j < len(all) && all[j].page == all[i].page && below < edgeLines; j++ {
		below++
	}
	return above < edgeLines || below < edgeLines
}

// joinMarks puts a list mark that stands on a line of its own before the line
// that it marks.
func joinMarks(all []printedLine) []printedLine {
	var out []printedLine
	for i := 0; i < len(all); i++ {
		l := all[i]
		if rest, ok := line.CutBullet(l.text); ok && rest == "" || l.text == "o" {
			if i+1 < len(all) && math.Abs(all[i+1].y-l.y) < l.size {
				next := all[i+1]
				next.text, next.x = "• "+next.text, l.x
				out = append(out, next)
				i++
			}
			continue
		}
		// Word's second list level is marked with an o in a typewriter's font.
		if rest, ok := strings.CutPrefix(l.text, "o "); ok && strings.IndexFunc(rest, unicode.IsUpper) == 0 {
			l.text = "◦ " + rest
		}
		out = append(out, l)
	}
	return out
}

// paragraphs joins printed lines and says what they are.
func paragraphs(all []printedLine) []line.Line {
	body, leading := bodySize(all), leadings(all)
	top := 0.0
	for _, l := range all {
		if l.page == 0 && l.text != "" {
			top = max(top, l.size)
		}
	}
	var out []line.Line
	for i, l := range all {
		if n := len(out); n > 0 && goesOn(all, i, body, leading) {
			out[n-1].Text = line.JoinFolded(out[n-1].Text, l.text)
			out[n-1].Words = line.CountWords(out[n-1].Text)
			if !l.bold {
				out[n-1].Flags &^= line.Bold
			}
			continue
		}
		text, item := line.CutBullet(l.text)
		if text == "" {
			continue
		}
		n := line.Line{Text: text, Words: line.CountWords(text)}
		if item {
			n.Flags |= line.Item
		}
		if l.bold {
			n.Flags |= line.Bold
		}
		if l.size > headingSize*body && n.Words <= vocabulary.MaxHeadingWords+2 && !item {
			n.Level = 2
			if l.page == 0 && l.size > 0.97*top {
				n.Level = 1
			}
		}
		if i > 0 && !item && (n.Level > 0 || l.isApart(all[i-1])) {
			n.Flags |= line.Gap
		}
		out = append(out, n)
	}
	return out
}

// isApart reports a line with room above it. At the top of a page nothing tells,
// except that it is not set as the one before.
func (l printedLine) isApart(last printedLine) bool {
	if l.page != last.page {
		return math.Abs(l.x-last.x) > 1 || math.Abs(l.size-last.size) > 0.3 || l.bold != last.bold
	}
	return math.Abs(last.y-l.y) > 1.9*max(l.size, last.size)
}

// bodySize is the size that most letters have.
func bodySize(all []printedLine) float64 {
	letters := map[float64]int{}
	best, most := 0.0, 0
	for _, l := range all {
		size := math.Round(l.size*2) / 2
		letters[size] += len(l.text)
		if letters[size] > most || (letters[size] == most && size < best) {
			best, most = size, letters[size]
		}
	}
	return best
}

// leadings is, for each size of type, by half points, the distance that most
// lines have from the one above.
func leadings(all []printedLine) map[int]float64 {
	drops := map[int][]float64{}
	for i := 1; i < len(all); i++ {
		l, last := all[i], all[i-1]
		if drop := last.y - l.y; l.page == last.page && math.Abs(l.size-last.size) < 0.3 && drop > 0.3*l.size && drop < 2.2*l.size {
			key := int(math.Round(2 * l.size))
			drops[key] = append(drops[key], drop)
		}
	}
	out := map[int]float64{}
	for size, list := range drops {
		slices.Sort(list)
		if len(list) >= 5 {
			out[size] = list[len(list)/3]
		}
	}
	return out
}

// How lines of one paragraph are set, in the size of their type.
const (
	sizeSlack     = 0.12 // by which sizes differ that are alike
	headingSize   = 1.15 // of the body's, from which on type is a heading's
	minDrop       = 0.3  // from line to line
	maxDrop       = 1.85
	maxDropInside = 2.4  // in the midst of a sentence
	usualSlack    = 1.15 // of the distance that lines of a size have
	maxOutdent    = 2.0
)

// goesOn reports that line i continues the line before: it is set alike and
// close below, and its first word had no place above.
func goesOn(all []printedLine, i int, body float64, leading map[int]float64) bool {
	if i == 0 || !setAlike(all[i], all[i-1], body) {
		return false
	}
	l, last := all[i], all[i-1]
	inside, full := startsLower(l.text), isFull(all, i-1, l)
	if l.page != last.page {
		return full && inside
	}
	drop := last.y - l.y
	if drop < minDrop*l.size || drop > maxDrop*l.size {
		return full && inside && drop > 0 && drop < maxDropInside*l.size
	}
	if usual, ok := leading[int(math.Round(2*l.size))]; ok && drop > usualSlack*usual && !inside {
		return false
	}
	// A continuation does not stand out to the left of what it continues.
	if l.x < last.x-maxOutdent*l.size && !inside {
		return false
	}
	return full
}

// setAlike reports that a line is set as one paragraph with the last one is.
func setAlike(l, last printedLine, body float64) bool {
	if math.Abs(l.size-last.size) > sizeSlack*max(l.size, 1) || line.StartsItem(l.text) {
		return false
	}
	big := l.size > headingSize*body
	if l.bold != last.bold && (big || l.bold) && len(last.text) < line.MaxHeadingBytes {
		return false
	}
	return !last.bold || l.bold || !strings.HasSuffix(last.text, ":")
}

// isFull reports that line i has no place for the first word of the next one.
// Widths are estimates, of which more is believed in the midst of a sentence.
func isFull(all []printedLine, i int, next printedLine) bool {
	last := all[i]
	first, _, _ := strings.Cut(next.text, " ")
	letter := (last.end - last.x) / float64(max(utf8.RuneCountInString(last.text), 1))
	need, edge := letter*float64(utf8.RuneCountInString(first)+1), rightEdge(all, i)
	if startsLower(next.text) && !strings.ContainsRune(".:;!?", rune(last.text[len(last.text)-1])) {
		return last.end+1.6*need > edge-2*next.size
	}
	return last.end+need > edge-0.3*next.size
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// rightEdge is how far the lines around line i reach, those that share its
// column.
func rightEdge(all []printedLine, i int) float64 {
	edge := all[i].end
	for j := max(0, i-12); j < min(len(all), i+13); j++ {
		if all[j].page == all[i].page && all[j].x < all[i].end && math.Abs(all[j].size-all[i].size) < 0.3*all[i].size {
			edge = max(edge, all[j].end)
		}
	}
	return edge
}
