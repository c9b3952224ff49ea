package vocabulary

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/tables"
)

// kindOrder is the order of the kinds in which ties are broken.
var kindOrder = [...]posting.Kind{posting.Duties, posting.Requirements, posting.Benefits, posting.Company, posting.Legal, posting.Summary, posting.Other}

// HeadingMap is the file compiled to map lookups.
type HeadingMap struct {
	exact, starts, has map[string]posting.Kind
	exactLengths       line.WordLengths // of the headings of exact
	pairs              map[string]bool  // the first two words of those that have more
	articles           []string         // that may stand in front, with a blank
	alone              map[string]bool  // words that need no colon
	heads              map[string]head  // by first word
	headLengths        line.WordLengths // of these
	cues               *line.PhraseSet  // wording of paragraphs
	cueKinds           map[string]posting.Kind
}

// head is how many words the phrases that start with a word have at most.
type head struct{ exact, any int }

// Headings is the map that is built in.
var Headings = sync.OnceValue(func() *HeadingMap { return tables.Must(loadHeadings(tables.Builtin.Sections)) })

// loadHeadings checks and compiles the section map.
func loadHeadings(f tables.SectionFile) (*HeadingMap, error) {
	m := &HeadingMap{
		exact: map[string]posting.Kind{}, starts: map[string]posting.Kind{}, has: map[string]posting.Kind{}, heads: map[string]head{}, alone: map[string]bool{}, pairs: map[string]bool{},
		cues: line.NewPhraseSet(slices.Concat(f.Cues[posting.Legal], f.Cues[posting.Benefits])), cueKinds: map[string]posting.Kind{},
	}
	for _, k := range []posting.Kind{posting.Legal, posting.Benefits} {
		for _, c := range f.Cues[k] {
			m.cueKinds[c] = k
		}
	}
	if len(f.Kinds) != len(kindOrder) {
		return nil, fmt.Errorf("extract/data/sections.yaml: %d kinds, want %d", len(f.Kinds), len(kindOrder))
	}
	for _, k := range kindOrder {
		rules := f.Kinds[k]
		for _, t := range []struct {
			to   map[string]posting.Kind
			from []string
			name string
		}{{m.exact, rules.Exact, "exact"}, {m.starts, rules.Starts, "starts"}, {m.has, rules.Has, "has"}} {
			for _, p := range t.from {
				if n := NormalHeading(p); n != p {
					return nil, fmt.Errorf("extract/data/sections.yaml: %s %s: %q is not normalised, want %q", k, t.name, p, n)
				}
				if other, ok := t.to[p]; ok {
					return nil, fmt.Errorf("extract/data/sections.yaml: %s: %q stands under %s and %s", t.name, p, other, k)
				}
				t.to[p] = k
				n := strings.Count(p, " ") + 1
				if t.name == "exact" {
					m.exactLengths.Add(p)
					m.addPair(p)
					m.addHead(p, head{exact: n, any: n})
				} else {
					m.addHead(p, head{any: n})
				}
			}
		}
	}
	for _, a := range f.Articles {
		m.articles = append(m.articles, a+" ")
		m.addHead(a, head{})
	}
	for _, s := range f.Alone {
		m.alone[s] = true
	}
	return m, nil
}

// addHead notes a phrase's first word.
func (m *HeadingMap) addHead(phrase string, h head) {
	first, _, _ := strings.Cut(phrase, " ")
	old := m.heads[first]
	m.heads[first] = head{max(old.exact, h.exact), max(old.any, h.any)}
	m.headLengths.Add(first)
}

// addPair notes the first two words of a heading that has more.
func (m *HeadingMap) addPair(heading string) {
	if words := strings.SplitN(heading, " ", 3); len(words) == 3 {
		m.pairs[words[0]+" "+words[1]] = true
	}
}

// NormalHeading brings a heading to the form in which the map holds it.
func NormalHeading(s string) string {
	var stack [96]byte
	return string(appendHeading(stack[:0], s))
}

// appendHeading appends the normal form of s to buf, which holds that of what
// stands before s.
func appendHeading(buf []byte, s string) []byte {
	space := false
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			i += size
			switch r = headingRune(r); r {
			case '\'':
			case ' ':
				space = true
			default:
				buf, space = utf8.AppendRune(apart(buf, space), r), false
			}
			continue
		}
		i++
		switch c = headingASCII[c]; {
		case c >= '0': // a letter or digit, nearly always
			buf, space = append(apart(buf, space), c), false
		case c == ' ':
			space = true
		case c == '&':
			buf, space = append(apart(buf, true), "and"...), true
		}
	}
	return buf
}

// apart ends a normal form with a blank, if what follows is another word.
func apart(buf []byte, another bool) []byte {
	if another && len(buf) > 0 {
		return append(buf, ' ')
	}
	return buf
}

// headingASCII says what each ASCII character is read as in a heading;
// apostrophes go, and "&" is a word.
const headingASCII = "                                      &'        0123456789      " +
	" abcdefghijklmnopqrstuvwxyz     'abcdefghijklmnopqrstuvwxyz     "

// headingRune says the same of any other character.
func headingRune(r rune) rune {
	switch {
	case r == '’' || r == '‘' || r == 'ʼ':
		return '\''
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
		return unicode.ToLower(r)
	}
	return ' '
}

// A match says how sure a heading's kind is.
type match int

// The matches, the surest last.
const (
	NoMatch     match = iota
	HasKeyword        // a keyword stands in it
	StartsKnown       // it starts with a known phrase
	Known             // it is a known heading
)

// Lookup tells a heading's kind.
func (m *HeadingMap) Lookup(heading string) (posting.Kind, match) {
	if len(heading) > 160 {
		return posting.Other, NoMatch
	}
	h := NormalHeading(heading)
	if k, ok := m.Exactly(h); ok {
		return k, Known
	}
	return m.keyword(h)
}

// keyword looks for the known words at the start of a normalised heading, and
// then anywhere in it; the longest phrase goes first.
func (m *HeadingMap) keyword(h string) (posting.Kind, match) {
	var from, end, reach [10]int // of each word: its bounds, and words of the longest phrase that starts with it
	n := 0
	for i := 0; i < len(h); i = end[n-1] + 1 {
		if n == len(from) {
			return posting.Other, NoMatch
		}
		size := strings.IndexByte(h[i:], ' ')
		if size < 0 {
			size = len(h) - i
		}
		from[n], end[n], reach[n] = i, i+size, m.heads[h[i:i+size]].any
		n++
	}
	for size := min(n, 5, reach[0]); size > 0; size-- {
		if k, ok := m.starts[h[:end[size-1]]]; ok {
			return k, StartsKnown
		}
	}
	for size := min(n, 4); size > 0; size-- {
		for i := 0; i+size <= n; i++ {
			if reach[i] < size {
				continue
			}
			if k, ok := m.has[h[from[i]:end[i+size-1]]]; ok {
				return k, HasKeyword
			}
		}
	}
	return posting.Other, NoMatch
}

// opens tells whether a known heading can start with the text's first word,
// the cheap question before a lookup, and how many words the longest of those
// has that are known whole, without an article in front.
func (m *HeadingMap) opens(s string) (known bool, words int) {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if end < 0 {
		end = len(s)
	}
	var stack [96]byte
	word := appendHeading(stack[:0], s[:end])
	h, known := m.heads[string(word)]
	words = h.exact
	// Two words glued together start with the first of them.
	for i := 1; i < len(word) && i < end; i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			continue
		}
		if h, ok := m.heads[string(word[:i])]; ok {
			known, words = true, max(words, h.exact)
		}
	}
	return known, words
}

// mayOpen is false for most of the words that opens does not know. Of words
// with other letters than those of ASCII it does not tell.
func (m *HeadingMap) mayOpen(s string) bool {
	for n := range len(s) {
		switch c := s[n]; {
		case c == '\'' || c >= utf8.RuneSelf:
			return true
		case !line.IsLetter(c):
			return n > 0 && m.headLengths.Has(s[0], s[n-1], n)
		case c < 'a' && n > 0 && m.headLengths.Has(s[0], s[n-1], n):
			return true
		}
	}
	return true
}

// Holds reports that the map holds a normalised text as it is.
func (m *HeadingMap) Holds(h string) bool {
	_, ok := m.exact[h]
	return ok
}

// Exactly looks a normalised heading up, also without a leading article.
func (m *HeadingMap) Exactly(h string) (posting.Kind, bool) {
	if k, ok := m.exact[h]; ok {
		return k, true
	}
	for _, lead := range m.articles {
		if rest, ok := strings.CutPrefix(h, lead); ok {
			if k, ok := m.exact[rest]; ok {
				return k, true
			}
		}
	}
	return posting.Other, false
}

// paragraphKind tells the kind of a paragraph by its wording alone, "" where
// the wording does not settle it.
func (m *HeadingMap) paragraphKind(text string) posting.Kind {
	var kind posting.Kind
	m.cues.Each(text, func(cue string) bool {
		kind = m.cueKinds[cue]
		return kind != posting.Legal
	})
	return kind
}

// upperShare is the share of a text's cased letters that are capitals.
func upperShare(s string) float64 {
	up, low := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			up++
		case unicode.IsLower(r):
			low++
		}
	}
	if up+low == 0 {
		return 0
	}
	return float64(up) / float64(up+low)
}

// TitleCase reports that every word but the small ones starts with a capital.
func TitleCase(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && len(w) > 3 {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 0
}

// CoreKind is the kind of a heading on duties or requirements, "" for any other
// text.
func (m *HeadingMap) CoreKind(s string) posting.Kind {
	if len(s) > 48 || utf8.RuneCountInString(s) < 2 {
		return ""
	}
	if k, ok := m.Exactly(NormalHeading(s)); ok && (k == posting.Duties || k == posting.Requirements) {
		return k
	}
	return ""
}
