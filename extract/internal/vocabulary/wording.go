// Package vocabulary is what is known of the words of postings and of the pages
// around them: headings and the kinds of sections that they open, the wording of
// walls and buttons, and what of it speaks for a text being a posting.
package vocabulary

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/tables"
)

// Wording is data/walls.yaml compiled.
type Wording struct {
	Titles                           [len(WallKinds)][]string // of walls: parts of titles, in lower case
	signals, Expired, seeks          *line.PhraseSet
	Applying, foot, cookies          *line.PhraseSet
	papers, unasked                  *line.PhraseSet
	wanted                           *line.PhraseSet   // the first part of an offer
	offers                           []*line.PhraseSet // the others
	plainAsked, plainApply, terms    *line.PhraseSet   // parts of one in plain words
	deeds, asks                      map[string]bool   // first words of duties and of what is asked
	acts, traits, asked              map[string]bool   // more of them in lists, and words that name what is asked
	astray                           map[string]bool   // words of headings over lists of neither
	stopHeads                        map[string]bool   // first words of stops
	Walls                            [len(WallKinds)]*line.PhraseSet
	buttons, stops, Apply, Describes map[string]bool // normalised
}

// WallKinds are the walls in the order in which they are looked for.
var WallKinds = [...]struct {
	name   string
	Reason posting.Reason
}{
	{"bot-check", posting.BotCheck}, {"maintenance", posting.NotAPosting}, {"expired", posting.Expired}, {"login-wall", posting.LoginWall}, {"consent-wall", posting.ConsentWall},
}

// Words is the wording that is built in.
var Words = sync.OnceValue(func() *Wording { return tables.Must(loadWords(tables.Builtin.Words)) })

// loadWords checks and compiles the wording file.
func loadWords(f tables.PageWords) (*Wording, error) {
	w := &Wording{buttons: map[string]bool{}, stops: map[string]bool{}, Apply: map[string]bool{}, Describes: map[string]bool{}, deeds: map[string]bool{}, asks: map[string]bool{}, acts: map[string]bool{}, traits: map[string]bool{}, asked: map[string]bool{}, astray: map[string]bool{}}
	if len(f.Walls) != len(WallKinds) {
		return nil, fmt.Errorf("extract/data/walls.yaml: %d walls, want %d", len(f.Walls), len(WallKinds))
	}
	w.signals, w.Expired, w.seeks = line.NewPhraseSet(f.Signals), line.NewPhraseSet(f.Walls["expired"].Text), line.NewPhraseSet(f.Seeks)
	w.papers, w.unasked = line.NewPhraseSet(f.Papers), line.NewPhraseSet(f.Unasked)
	w.Applying, w.foot, w.cookies = line.NewPhraseSet(f.Applying), line.NewPhraseSet(f.Foot), line.NewPhraseSet(f.Cookies)
	w.wanted = line.NewPhraseSet(f.Offers["wanted"])
	for _, part := range slices.Sorted(maps.Keys(f.Offers)) {
		if part != "wanted" && !strings.HasPrefix(part, "plain ") {
			w.offers = append(w.offers, line.NewPhraseSet(f.Offers[part]))
		}
	}
	w.plainAsked = line.NewPhraseSet(slices.Concat(f.Offers["asked"], f.Offers["plain asked"]))
	w.plainApply = line.NewPhraseSet(slices.Concat(f.Offers["apply"], f.Offers["plain apply"]))
	w.terms = line.NewPhraseSet(f.Offers["terms"])
	for i, k := range WallKinds {
		w.Titles[i] = f.Walls[k.name].Title
		w.Walls[i] = line.NewPhraseSet(f.Walls[k.name].Text)
		if len(f.Walls[k.name].Text) == 0 {
			return nil, fmt.Errorf("extract/data/walls.yaml: no wording for %q", k.name)
		}
	}
	for _, t := range []struct {
		to   map[string]bool
		from []string
	}{{w.buttons, f.Buttons}, {w.stops, f.Stops}, {w.Apply, f.Apply}, {w.Describes, f.Describes}, {w.deeds, f.Deeds}, {w.asks, f.Asks}, {w.acts, f.Acts}, {w.traits, f.Traits}, {w.asked, f.Asked}, {w.astray, f.Astray},
		{map[string]bool{}, f.Careers}, {map[string]bool{}, f.Presses}, {map[string]bool{}, f.Policies}, {map[string]bool{}, f.Terms}} {
		for _, s := range t.from {
			if s != strings.ToLower(s) {
				return nil, fmt.Errorf("extract/data/walls.yaml: %q is not lower case", s)
			}
			n := NormalHeading(s)
			if t.to[n] {
				return nil, fmt.Errorf("extract/data/walls.yaml: %q stands twice", s)
			}
			t.to[n] = true
		}
	}
	w.stopHeads = map[string]bool{}
	for s := range w.stops {
		head, _, _ := strings.Cut(s, " ")
		w.stopHeads[head] = true
	}
	return w, nil
}

// IsButton reports a line that is a button or chrome.
func (w *Wording) IsButton(l line.Line) bool {
	if l.Words > 7 || l.Level > 0 {
		return false
	}
	var stack [96]byte
	return w.buttons[string(appendHeading(stack[:0], l.Text))]
}

// AsksForPapers reports a line that names what one sends to apply for a vacancy.
func (w *Wording) AsksForPapers(s string) bool {
	return w.papers.Find(s) != "" && w.unasked.Find(s) == ""
}

// Bounds of what a page says of itself in a line.
const (
	maxFootWords   = 30
	maxCookieWords = 80
)

// pageNumber is a line that numbers a page at the foot of a document.
var pageNumber = line.Pattern(`(?i)^(?:.{0,60}\s)?(?:page|seite)\s+\d{1,3}\s*(?:of|/|von)\s*\d{1,3}$|^of \d{1,3}$`)

// maxPageNumber is the most words of such a line.
const maxPageNumber = 10

// IsFoot reports a line of a page's foot: whose it is, what made it, its policies.
// A sentence of a posting may name a policy as well; a foot says little else.
func (w *Wording) IsFoot(l line.Line) bool {
	if l.Words == 0 || l.Words > maxFootWords || l.Has(line.Item) && l.Words > 6 {
		return false
	}
	if l.Text[0] == 0xC2 && strings.HasPrefix(l.Text, "©") || len(l.Text) > 9 && strings.EqualFold(l.Text[:9], "copyright") {
		return true
	}
	if l.Words <= maxPageNumber && isDigit(l.Text[len(l.Text)-1]) && pageNumber().MatchString(l.Text) {
		return true
	}
	found := w.foot.Find(l.Text)
	return found != "" && (l.Words <= 2*line.CountWords(found)+6 || !strings.HasSuffix(l.Text, "."))
}

// IsCookieNotice reports a sentence that speaks of a page's cookies.
func (w *Wording) IsCookieNotice(l line.Line) bool {
	return l.Words >= 4 && l.Words <= maxCookieWords && w.cookies.Find(l.Text) != ""
}

// IsPolicy reports the heading, in normal form, of a policy that pages carry along.
func IsPolicy(h string) bool {
	f := &tables.Builtin.Words
	for _, w := range f.Policies {
		if strings.Contains(h, w) {
			return true
		}
	}
	for _, w := range f.Terms {
		if strings.HasPrefix(h, w) {
			return true
		}
	}
	return false
}

// LoginWall finds what a page says to those who have not signed in.
func (w *Wording) LoginWall(s string) string {
	for i, k := range WallKinds {
		if k.Reason == posting.LoginWall {
			return w.Walls[i].Find(s)
		}
	}
	return ""
}

// IsChrome reports a text in normal form that is a button, or a line after which the
// page speaks of something else.
func (w *Wording) IsChrome(h string) bool { return w.buttons[h] || w.startsStop(h) }

// IsStop reports a line after which the page speaks of something else.
func (w *Wording) IsStop(l line.Line) bool {
	return l.Words <= 12 && w.startsStop(NormalHeading(l.Text))
}

// startsStop looks up the line and its first words.
func (w *Wording) startsStop(h string) bool {
	if w.stops[h] {
		return true
	}
	if strings.HasSuffix(h, " job alert") || strings.HasSuffix(h, " job alerts") {
		return true
	}
	head, _, ok := strings.Cut(h, " ")
	if !ok || !w.stopHeads[head] {
		return false
	}
	f := strings.Fields(h)
	for n := min(len(f)-1, 5); n >= 2; n-- {
		if s := strings.Join(f[:n], " "); w.stops[s] && len(f) <= n+6 {
			return true
		}
	}
	return false
}

// DropButtons removes button lines from a description. A button's label that
// stands as a heading over something is a heading.
func DropButtons(lines []line.Line) []line.Line {
	w := Words()
	drops := func(l line.Line) bool { return l.Words == 0 || w.IsButton(l) }
	first := slices.IndexFunc(lines, drops)
	if first < 0 && (len(lines) == 0 || !lines[0].Has(line.Gap)) {
		return lines[:len(lines):len(lines)] // most have none
	}
	first = max(first, 0)
	out := append(make([]line.Line, 0, len(lines)), lines[:first]...)
	gap := false
	for _, l := range lines[first:] {
		if drops(l) {
			gap = gap || l.Has(line.Gap)
			continue
		}
		if gap && len(out) > 0 {
			l.Flags |= line.Gap
		}
		gap = false
		out = append(out, l)
	}
	if len(out) > 0 {
		out[0].Flags &^= line.Gap
	}
	return out
}
