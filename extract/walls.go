package extract

import (
	"fmt"
	"strings"
	"sync"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
)

// wording is data/walls.yaml compiled.
type wording struct {
	titles                                        [len(wallKinds)][]string // of walls: parts of titles, in lower case
	signals, expired, seeks                       *line.PhraseSet
	deeds, asks                                   map[string]bool // first words of duties and of what is asked
	stopHeads                                     map[string]bool // first words of stops
	walls                                         [len(wallKinds)]*line.PhraseSet
	buttons, stops, apply, occupations, describes map[string]bool // normalised
}

// wallKinds are the walls in the order in which they are looked for.
var wallKinds = [...]struct {
	name   string
	reason Reason
}{
	{"bot-check", BotCheck}, {"maintenance", NotAPosting}, {"expired", Expired}, {"login-wall", LoginWall}, {"consent-wall", ConsentWall},
}

// words is the wording that is built in.
var words = sync.OnceValue(func() *wording { return tables.Must(loadWords(tables.Builtin.Words)) })

// loadWords checks and compiles the wording file.
func loadWords(f tables.PageWords) (*wording, error) {
	w := &wording{buttons: map[string]bool{}, stops: map[string]bool{}, apply: map[string]bool{}, occupations: map[string]bool{}, describes: map[string]bool{}, deeds: map[string]bool{}, asks: map[string]bool{}}
	if len(f.Walls) != len(wallKinds) {
		return nil, fmt.Errorf("extract/data/walls.yaml: %d walls, want %d", len(f.Walls), len(wallKinds))
	}
	w.signals, w.expired, w.seeks = line.NewPhraseSet(f.Signals), line.NewPhraseSet(f.Walls["expired"].Text), line.NewPhraseSet(f.Seeks)
	for i, k := range wallKinds {
		w.titles[i] = f.Walls[k.name].Title
		w.walls[i] = line.NewPhraseSet(f.Walls[k.name].Text)
		if len(f.Walls[k.name].Text) == 0 {
			return nil, fmt.Errorf("extract/data/walls.yaml: no wording for %q", k.name)
		}
	}
	for _, t := range []struct {
		to   map[string]bool
		from []string
	}{{w.buttons, f.Buttons}, {w.stops, f.Stops}, {w.apply, f.Apply}, {w.occupations, f.Occupations}, {w.describes, f.Describes}, {w.deeds, f.Deeds}, {w.asks, f.Asks}} {
		for _, s := range t.from {
			if s != strings.ToLower(s) {
				return nil, fmt.Errorf("extract/data/walls.yaml: %q is not lower case", s)
			}
			n := normalHeading(s)
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

// isButton reports a line that is a button or chrome.
func (w *wording) isButton(l line.Line) bool {
	if l.Words > 7 || l.Level > 0 {
		return false
	}
	var stack [96]byte
	return w.buttons[string(appendHeading(stack[:0], l.Text))]
}

// isStop reports a line after which the page speaks of something else.
func (w *wording) isStop(l line.Line) bool {
	return l.Words <= 12 && w.startsStop(normalHeading(l.Text))
}

// startsStop looks up the line and its first words.
func (w *wording) startsStop(h string) bool {
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

// dropButtons removes button lines from a description. A button's label that
// stands as a heading over something is a heading.
func dropButtons(lines []line.Line) []line.Line {
	w := words()
	out := make([]line.Line, 0, len(lines))
	gap := false
	for _, l := range lines {
		if w.isButton(l) || l.Words == 0 {
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
