package extract

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// kindOrder is the order of the kinds in which ties are broken.
var kindOrder = [...]Kind{Duties, Requirements, Benefits, Company, Legal, Summary, Other}

// headingRules is one kind's part of data/sections.yaml.
type headingRules struct {
	Exact  []string `yaml:"exact"`
	Starts []string `yaml:"starts"`
	Has    []string `yaml:"has"`
}

// sectionFile is data/sections.yaml.
type sectionFile struct {
	Kinds map[Kind]headingRules `yaml:"kinds"`
	Cues  map[Kind][]string     `yaml:"cues"`
}

// headingMap is the file compiled to map lookups.
type headingMap struct {
	exact, starts, has map[string]Kind
	heads              map[string]bool // first words of exact and starts
	cues               *phraseSet      // wording of paragraphs
	cueKinds           map[string]Kind
}

var headings = sync.OnceValue(func() *headingMap { return must(loadHeadings()) })

// loadHeadings reads and checks the section map.
func loadHeadings() (*headingMap, error) {
	var f sectionFile
	if err := readData("sections.yaml", &f); err != nil {
		return nil, err
	}
	m := &headingMap{map[string]Kind{}, map[string]Kind{}, map[string]Kind{}, map[string]bool{}, newPhraseSet(append(f.Cues[Legal], f.Cues[Benefits]...)), map[string]Kind{}}
	for _, k := range []Kind{Legal, Benefits} {
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
			to   map[string]Kind
			from []string
			name string
		}{{m.exact, rules.Exact, "exact"}, {m.starts, rules.Starts, "starts"}, {m.has, rules.Has, "has"}} {
			for _, p := range t.from {
				if n := normalHeading(p); n != p {
					return nil, fmt.Errorf("extract/data/sections.yaml: %s %s: %q is not normalised, want %q", k, t.name, p, n)
				}
				if other, ok := t.to[p]; ok {
					return nil, fmt.Errorf("extract/data/sections.yaml: %s: %q stands under %s and %s", t.name, p, other, k)
				}
				t.to[p] = k
				head, _, _ := strings.Cut(p, " ")
				m.heads[head] = true
			}
		}
	}
	return m, nil
}

// normalHeading brings a heading to the form in which the map holds it.
func normalHeading(s string) string {
	if h, ok := normalASCII(s); ok {
		return h
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`':
			continue
		case r == '&':
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("and")
			space = true
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return strings.TrimSpace(b.String())
}

// normalASCII is normalHeading for the common case, ten times as fast.
func normalASCII(s string) (string, bool) {
	buf := make([]byte, 0, 96)
	space := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return "", false
		case c >= 'A' && c <= 'Z':
			c |= 0x20
			fallthrough
		case (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'):
			if space && len(buf) > 0 {
				buf = append(buf, ' ')
			}
			space = false
			buf = append(buf, c)
		case c == '\'' || c == '`':
		case c == '&':
			if len(buf) > 0 {
				buf = append(buf, ' ')
			}
			buf = append(buf, "and"...)
			space = true
		default:
			space = true
		}
	}
	return string(buf), true
}

// A match says how sure a heading's kind is.
type match int

const (
	noMatch   match = iota
	hasMatch        // a keyword stands in it
	startWith       // it starts with a known phrase
	exact           // it is a known heading
)

// lookup tells a heading's kind.
func (m *headingMap) lookup(heading string) (Kind, match) {
	if len(heading) > 160 {
		return Other, noMatch
	}
	h := normalHeading(heading)
	if k, ok := m.exactly(h); ok {
		return k, exact
	}
	words := strings.Fields(h)
	if len(words) == 0 || len(words) > 10 {
		return Other, noMatch
	}
	for n := min(len(words), 5); n > 0; n-- {
		if k, ok := m.starts[strings.Join(words[:n], " ")]; ok {
			return k, startWith
		}
	}
	for n := min(len(words), 4); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if k, ok := m.has[strings.Join(words[i:i+n], " ")]; ok {
				return k, hasMatch
			}
		}
	}
	return Other, noMatch
}

// mayStart reports whether a known heading can start with the text's first
// word, the cheap question before a lookup.
func (m *headingMap) mayStart(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	if end < 0 {
		end = len(s)
	}
	h := normalHeading(s[:end])
	if m.heads[h] {
		return true
	}
	switch h {
	case "the", "your", "our", "key", "main", "some":
		return true
	}
	// Two words glued together start with the first of them.
	for i := 1; i < len(h) && i < end; i++ {
		if s[i] >= 'A' && s[i] <= 'Z' && m.heads[h[:i]] {
			return true
		}
	}
	return false
}

// exactly looks a normalised heading up, also without a leading article.
func (m *headingMap) exactly(h string) (Kind, bool) {
	if k, ok := m.exact[h]; ok {
		return k, true
	}
	for _, lead := range [...]string{"the ", "your ", "our ", "key ", "main ", "some "} {
		if rest, ok := strings.CutPrefix(h, lead); ok {
			if k, ok := m.exact[rest]; ok {
				return k, true
			}
		}
	}
	return Other, false
}

// paragraphKind tells the kind of a paragraph by its wording alone, "" where
// the wording does not settle it.
func (m *headingMap) paragraphKind(text string) Kind {
	var kind Kind
	m.cues.each(text, func(cue string) bool {
		kind = m.cueKinds[cue]
		return kind != Legal
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

// titleCase reports that every word but the small ones starts with a capital.
func titleCase(s string) bool {
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
