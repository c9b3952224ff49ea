// Package nature tells a text that offers one job from one that talks about jobs:
// articles, courses, templates, products, events, people, agencies. It weighs the
// signs of extract/data/signs.yaml, in the text and around it: those of kinds that are
// known, and what of an offer any posting has.
package nature

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/vocabulary"
)

// Around is what a page says around a text; a text alone has none of it.
type Around struct {
	Titles  []string // of the page, and its first-level headings
	Types   []string // what it states to be: schema.org types
	Presses []string // its buttons and links
	Stated  bool     // states a job for machines
	Apply   bool     // something to apply with
	Careers bool     // its address is one of careers
	Address []string // host and path, where they are known
	Core    bool     // it tells duties and what is asked
	Deeds   int      // lines of it that open as a duty does, or as what is asked
	Told    bool     // of one job that it names, and there is something to apply with, or its address is one of careers
	One     bool     // it names one job
	Alone   bool     // nothing but the text was saved
	Bare    bool     // and that without anything that could name the job
	English bool     // it is in the language of the signs
	Many    bool     // its title speaks of many jobs
	Listed  bool     // it does, though a heading on the page names one
	Plain   bool     // a short offer in plain words: of one job, what is done, what is paid, where to call
	Quoted  bool     // a good part of it is quoted
	Jobs    int      // different jobs that the page names, where none is its own
	Rows    int      // and those that the text itself names, or the page whose heading is not its title
}

// A sign is a row of the file.
type sign struct {
	tables.Sign
	measure func(*reading) int
}

// wording is the file compiled: what says which signs.
type wording struct {
	enough                int
	asked                 int // of an offer, where nothing is to doubt
	suspected, wavering   int // what known kinds, and weak doubts, add to it at most
	signs                 []sign
	types, presses, heads map[string][]int
	titles, says, behinds *line.PhraseSet
	titled, said          map[string][]int // by phrase
	begins, paths, behind map[string][]int
	habits, blanks        map[string]bool // what one says that those of an occupation do; what asks to be filled in
	earned                map[string]bool // what is said of money that is no price
}

// words is the wording that is built in.
var words = sync.OnceValue(func() *wording { return tables.Must(load(tables.Builtin.Signs)) })

// load checks and compiles the file.
func load(f tables.SignFile) (*wording, error) {
	w := &wording{
		enough: f.Enough, asked: f.Asked, suspected: f.Suspected, wavering: f.Wavering, types: map[string][]int{}, presses: map[string][]int{}, heads: map[string][]int{},
		titled: map[string][]int{}, said: map[string][]int{}, begins: map[string][]int{}, paths: map[string][]int{}, behind: map[string][]int{}, habits: setOf(f.Habits), blanks: setOf(f.Blanks), earned: setOf(f.Earned),
	}
	for i, s := range f.Signs {
		if s.Name == "" || s.Weight == 0 && s.Offer == 0 && s.Doubt == 0 || s.Doubt != 0 && s.Weight+s.Offer != 0 || s.Weak && s.Doubt == 0 || s.Measure != "" && measureOf(s.Measure) == nil {
			return nil, fmt.Errorf("extract/data/signs.yaml: sign %q: no name, no weight or two, or no measure %q", s.Name, s.Measure)
		}
		s.Least = max(s.Least, 1)
		w.signs = append(w.signs, sign{s, measureOf(s.Measure)})
		for _, t := range []struct {
			to    map[string][]int
			from  []string
			plain bool // in normal form
		}{{w.types, s.Types, true}, {w.presses, s.Presses, true}, {w.heads, s.Heads, true}, {w.begins, s.Begins, true}, {w.titled, s.Titles, false}, {w.said, s.Says, false}, {w.paths, s.Paths, false}, {w.behind, s.Behind, false}} {
			for _, p := range t.from {
				if n := vocabulary.NormalHeading(p); t.plain && n != p {
					return nil, fmt.Errorf("extract/data/signs.yaml: sign %q: %q is not normalised, want %q", s.Name, p, n)
				}
				if slices.Contains(t.to[p], i) {
					return nil, fmt.Errorf("extract/data/signs.yaml: sign %q: %q stands twice", s.Name, p)
				}
				t.to[p] = append(t.to[p], i)
			}
		}
	}
	w.titles = line.NewPhraseSet(slices.Sorted(maps.Keys(w.titled)))
	w.behinds = line.NewPhraseSet(slices.Sorted(maps.Keys(w.behind)))
	w.says = line.NewPhraseSet(slices.Sorted(maps.Keys(w.said)))
	return w, nil
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// A reading is one text, and what was found in it.
type reading struct {
	w     *wording
	lines []line.Line
	Around
	hits  []map[string]bool // by sign: what was found of it
	heard *voice            // its voice, once it was listened to
}

// Of says what a text is that offers no job, by the signs that told it; "" where it
// may offer one.
func Of(lines []line.Line, a Around) string {
	w := words()
	r := &reading{w: w, lines: lines, Around: a, hits: make([]map[string]bool, len(w.signs))}
	r.around()
	for _, l := range lines {
		r.line(l)
	}
	return r.verdict()
}

// around notes what stands around the text.
func (r *reading) around() {
	w := r.w
	for _, t := range r.Types {
		r.note(w.types, strings.ToLower(t))
	}
	for _, b := range r.Presses {
		r.note(w.presses, vocabulary.NormalHeading(b))
	}
	for _, t := range r.Titles {
		w.titles.Each(t, func(p string) bool { r.note(w.titled, p); return true })
		r.opens(vocabulary.NormalHeading(t))
	}
	r.site()
}

// maxOpening is how many words of a title open it.
const maxOpening = 3

// opens notes how a title in normal form begins.
func (r *reading) opens(h string) {
	end := 0
	for range maxOpening {
		n := strings.IndexByte(h[end:], ' ')
		if n < 0 {
			return
		}
		r.note(r.w.begins, h[:end+n])
		end += n + 1
	}
}

// maxFacts is the longest line that is a heading, or states facts: "Leeds · Full-time".
const maxFacts = 12

// line notes what a line says.
func (r *reading) line(l line.Line) {
	w := r.w
	w.says.Each(l.Text, func(p string) bool { r.note(w.said, p); return true })
	if l.Words > maxFacts {
		return
	}
	for part := range strings.FieldsFuncSeq(l.Text, func(c rune) bool { return c == '·' || c == '|' || c == '•' }) {
		label, _, _ := strings.Cut(part, ":")
		r.note(w.heads, vocabulary.NormalHeading(part))
		r.note(w.heads, vocabulary.NormalHeading(label))
	}
}

// note notes a hit of every sign that has it.
func (r *reading) note(by map[string][]int, what string) {
	for _, i := range by[what] {
		if r.hits[i] == nil {
			r.hits[i] = map[string]bool{}
		}
		r.hits[i][what] = true
	}
}

// shown is what the sign of a known kind is worth that is more than a weak doubt.
const shown = 3

// verdict sums up.
func (r *reading) verdict() string {
	var known, offer balance
	offer.sum = -r.w.asked
	suspected, wavering := r.w.suspected, r.w.wavering // what of them is left to be added
	for i, s := range r.w.signs {
		n := len(r.hits[i])
		if s.measure != nil {
			n += s.measure(r)
		}
		if n < s.Least {
			continue
		}
		more := min(n-s.Least, s.More)
		if s.Weight != 0 {
			known.add(s.Name, s.Weight+more)
		}
		switch {
		case s.Weak:
			offer.doubt(s.Name, s.Doubt+more, &wavering)
		case s.Doubt > 0:
			offer.add(s.Name, -s.Doubt-more)
		case s.Offer > 0:
			offer.add(s.Name, s.Offer+more)
		case s.Weight+more >= shown:
			offer.doubt(s.Name, s.Weight+more, &suspected)
		case s.Weight > 0: // it is of both
			suspected -= offer.doubt(s.Name, min(s.Weight+more, suspected), &wavering)
		}
	}
	switch {
	case known.sum >= r.w.enough:
		return "signs of a text that offers no job: " + strings.Join(known.told, ", ")
	case offer.sum < 0 && r.English:
		return fmt.Sprintf("too little of an offer, %d short of what is asked: %s", -offer.sum, strings.Join(offer.told, ", "))
	}
	return ""
}

// A balance adds signs up, and tells which.
type balance struct {
	sum  int
	told []string
}

func (b *balance) add(name string, worth int) {
	b.sum += worth
	b.told = append(b.told, fmt.Sprintf("%s %+d", name, worth))
}

// doubt takes what a sign is worth, or what is left of the most that its like take
// together, and returns it.
func (b *balance) doubt(name string, worth int, left *int) int {
	if worth = min(worth, *left); worth > 0 {
		b.add(name, -worth)
		*left -= worth
	}
	return worth
}
