package lexicon

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"rolecall/lexicon/internal/match"
)

// Check returns what is wrong with the data, one error a fault, each with its
// file and line; nil means sound. It checks that every pattern finds itself
// and is written once, that no pattern is only a role's name, that every
// concept is attested, that every document and set is used, and that the
// examples of a concept are enough, and found or not found as they are to be.
func (l *Lexicon) Check() []error { return l.checker().all() }

func (l *Lexicon) checker() *checker {
	return &checker{lex: l, parser: match.NewParser(&l.words, 0), reader: l.newReader(), ids: map[string]string{}, patterns: map[string]string{}, documents: map[string]bool{}}
}

func (c *checker) all() []error {
	for _, s := range c.lex.Sources {
		c.documents[s.Document] = false
	}
	for i := range c.lex.Concepts {
		c.concept(&c.lex.Concepts[i])
	}
	if c.unread {
		return c.errs // who knows what it attests and uses
	}
	c.sources()
	c.sets()
	return append(c.errs, c.lex.aspectFaults()...)
}

type checker struct {
	lex       *Lexicon
	parser    *match.Parser
	reader    *reader
	ids       map[string]string // concept → where
	patterns  map[string]string // compared form → where
	documents map[string]bool   // used?
	errs      []error

	broken map[string]bool // concepts of which patterns could not be read
	unread bool            // some concepts could not be read
}

func (c *checker) failf(file string, line int, format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("%s:%d: %s", file, line, fmt.Sprintf(format, args...)))
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (c *checker) concept(x *Concept) {
	if !idForm.MatchString(x.ID) {
		c.failf(x.File, x.Line, "concept %q: an id is lower-case words with hyphens", x.ID)
	}
	if where, ok := c.ids[x.ID]; ok {
		c.failf(x.File, x.Line, "concept %s stands in %s too", x.ID, where)
	}
	c.ids[x.ID] = fmt.Sprintf("%s:%d", x.File, x.Line)
	if !slices.Contains(Kinds(), x.Kind) {
		c.failf(x.File, x.lineOf("kind"), "concept %s: unknown kind %q", x.ID, x.Kind)
	}
	if !slices.Contains([]Strength{Weak, Plain, Strong}, x.Strength) {
		c.failf(x.File, x.lineOf("strength"), "concept %s: unknown strength %q: weak, strong, or leave it out", x.ID, x.Strength)
	}
	if len(x.Patterns) == 0 && !c.broken[x.ID] {
		c.failf(x.File, x.Line, "concept %s has no patterns", x.ID)
	}
	c.roles(x)
	c.attested(x)
	for _, p := range x.Patterns {
		c.pattern(x, p)
	}
	c.enough(x, "yes", "state it", x.Yes)
	c.enough(x, "not", "only look so", x.Not)
	if !c.broken[x.ID] {
		c.examples(x)
	}
}

// fewestExamples is how many sentences of each kind a concept has at least: one
// alone is easily the pattern over again.
const fewestExamples = 2

// enough checks that a concept has examples. One that is shared is no evidence,
// and needs none.
func (c *checker) enough(x *Concept, field, they string, list []Example) {
	if x.Shared || len(list) >= fewestExamples {
		return
	}
	line := x.Line
	if len(list) > 0 {
		line = list[0].Line
	}
	c.failf(x.File, line, "concept %s has %d of at least %d sentences that %s: add to %s:", x.ID, len(list), fewestExamples, they, field)
}

// examples checks that x is found where it is stated, and only there.
func (c *checker) examples(x *Concept) {
	for _, e := range x.Yes {
		if c.says(x, e.Text) == "" {
			c.failf(x.File, e.Line, "concept %s is not found in %q: none of its patterns says that", x.ID, e.Text)
		}
	}
	for _, e := range x.Not {
		if found := c.says(x, e.Text); found != "" {
			c.failf(x.File, e.Line, "concept %s is found in %q, which does not state it: %s", x.ID, e.Text, found)
		}
	}
}

// says names the words and the pattern by which a text says x of the job, ""
// for none.
func (c *checker) says(x *Concept, text string) string {
	r := c.lex.Read(text)
	for _, h := range r.Hits {
		if c.lex.Concepts[h.Concept].ID == x.ID && h.Voice == JobVoice {
			p := x.Patterns[h.Pattern]
			return fmt.Sprintf("%q, by pattern %q in line %d", text[h.Start:h.End], p.Text, p.Line)
		}
	}
	return ""
}

func (c *checker) roles(x *Concept) {
	if x.Shared == (len(x.SpeaksFor) > 0) {
		c.failf(x.File, x.lineOf(speaksFor("shared")), "concept %s speaks for roles, or is [shared]: one of the two (speaks-for:)", x.ID)
	}
	for i, r := range x.SpeaksFor {
		if r.Index() < 0 || slices.Contains(x.SpeaksFor[:i], r) {
			c.failf(x.File, x.lineOf(speaksFor(r)), "concept %s speaks for %q: unknown, or said twice", x.ID, r)
		}
	}
}

func (c *checker) attested(x *Concept) {
	if x.Field {
		if x.Reason == "" {
			c.failf(x.File, x.lineOf("reason"), "concept %s is from the field: it needs a reason", x.ID)
		}
		if len(x.Attested) > 0 {
			c.failf(x.File, x.lineOf("source"), "concept %s is from the field, and attested: leave one of the two out", x.ID)
		}
		return
	}
	if line := x.lines["source"]; line > 0 {
		c.failf(x.File, line, "concept %s: unknown source: field, or leave it out", x.ID)
	}
	if len(x.Attested) == 0 {
		c.failf(x.File, x.Line, "concept %s is attested by no document; if it is from the field, say so (source: field)", x.ID)
	}
	for _, a := range x.Attested {
		if _, ok := c.documents[a.Document]; !ok {
			c.failf(x.File, a.Line, "concept %s: sources.yaml has no document %q", x.ID, a.Document)
		}
		if a.At == "" {
			c.failf(x.File, a.Line, "concept %s: where in document %s? (at:)", x.ID, a.Document)
		}
		c.documents[a.Document] = true
	}
}

func (c *checker) pattern(x *Concept, p Pattern) {
	parsed, err := c.parser.Parse(p.Text)
	if err != nil {
		return // Load has said so
	}
	key := parsed.Key()
	if where, ok := c.patterns[key]; ok {
		c.failf(x.File, p.Line, "pattern %q of %s stands in %s too", p.Text, x.ID, where)
	}
	c.patterns[key] = fmt.Sprintf("%s:%d", x.File, p.Line)
	if len(parsed.Parts) == 0 && c.lex.mentions.IsName(match.Alternatives(parsed.Elements), c.lex.vocab) {
		c.failf(x.File, p.Line, "pattern %q of %s is a role's name: names are mentions, never evidence", p.Text, x.ID)
		return
	}
	if !x.Shared && parsed.IsStub() {
		c.failf(x.File, p.Line, "pattern %q of %s is a stub: say what comes before or after the last word, or end it with $", p.Text, x.ID)
	}
	if !c.findsItself(x, &parsed) {
		c.failf(x.File, p.Line, "pattern %q of %s does not find itself: does it hold a role's name?", p.Text, x.ID)
	}
}

// findsItself reads the pattern's own words: every alternative once, with the
// first of the others.
func (c *checker) findsItself(x *Concept, p *match.Pattern) bool {
	elements := p.Elements
	for _, part := range p.Parts {
		elements = slices.Concat(elements, part.Elements)
	}
	for i, e := range elements {
		for _, alt := range e.Alts {
			words := make([]string, 0, len(elements))
			for j, other := range elements {
				switch {
				case other.Gap > 0:
				case i == j:
					words = append(words, alt...)
				default:
					words = append(words, other.Alts[0]...)
				}
			}
			if !c.hits(x, words) {
				return false
			}
		}
	}
	return true
}

// hits tells whether some stems say concept x.
func (c *checker) hits(x *Concept, stems []string) bool {
	toks := make([]Token, len(stems))
	for i, w := range stems {
		id := c.lex.vocab.ID(w)
		toks[i] = Token{Word: id, Start: int32(i), End: int32(i + 1), Class: c.lex.mentions.Class(id)}
	}
	// As if every word were a plural: a singular may be a person's name.
	c.lex.mentions.Mask(nil, strings.Repeat("s", len(stems)), toks)
	c.reader.denied = c.reader.denied[:0]
	for _, h := range c.lex.hits(toks, c.reader) {
		if c.lex.Concepts[h.Concept].ID == x.ID {
			return true
		}
	}
	return false
}

func (c *checker) sources() {
	for _, s := range c.lex.Sources {
		if !c.documents[s.Document] {
			c.errs = append(c.errs, faultAt("sources.yaml", s.Document, "no concept is attested by document %q", s.Document))
		}
	}
}

func (c *checker) sets() {
	for _, name := range c.lex.words.SetNames() {
		used := slices.ContainsFunc(c.lex.Concepts, func(x Concept) bool {
			return slices.ContainsFunc(x.Patterns, func(p Pattern) bool { return strings.Contains(p.Text, "{"+name+"}") })
		})
		if !used {
			c.errs = append(c.errs, faultAt("words.yaml", name+":", "no pattern uses the set {%s}", name))
		}
	}
}
