package match

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rolecall/lexicon/internal/words"
)

// gapWords is how many words a gap (..) may stand for at most, where it does
// not say so itself; maxGap is the most that one may say.
const (
	gapWords = 4
	maxGap   = 8
)

// maxAlternatives and maxElements bound a pattern, since people write them.
const (
	maxAlternatives = 64
	maxElements     = 12
	maxGaps         = 3
	maxTogether     = 5 // things in one clause
)

// An element is one place of a parsed pattern: a gap, or alternatives, each a
// sequence of stems.
type element struct {
	Gap      int32 // the most words of a gap, 0 for no gap
	optional bool
	Alts     [][]string
	denies   bool   // an alternative is a denial
	key      string // the same for elements that match the same
}

// A Parser reads patterns. It remembers elements and words, most of
// which come again; it is not safe for concurrent use.
type Parser struct {
	rules    *words.Rules
	denials  map[string]bool     // stems
	counts   map[string]int      // by stem
	elements map[string]*element // by how they are written
	stems    map[string][]string // by word

	// What the slices of all elements and words are cut from.
	allAlts  [][]string
	allStems []string
	pieces   []words.Piece // of a word
}

// NewParser returns a parser for about so many patterns.
func NewParser(rules *words.Rules, patterns int) *Parser {
	p := &Parser{
		rules: rules, denials: map[string]bool{}, counts: map[string]int{}, elements: make(map[string]*element, patterns), stems: make(map[string][]string, patterns),
		allAlts: make([][]string, 0, 4*patterns), allStems: make([]string, 0, patterns),
	}
	p.elements[".."] = &element{Gap: gapWords, key: ".."}
	for n := int32(1); n <= maxGap; n++ {
		key := fmt.Sprintf("..%d", n)
		p.elements[key] = &element{Gap: n, key: key}
	}
	// Unknown kinds are a fault of the file, which is said elsewhere.
	_ = rules.VisitKinds(func(stem, _ string, k words.Kind) {
		if k&words.IsDenial != 0 {
			p.denials[stem] = true
		}
	})
	return p
}

// A Pattern pattern is its words, and what it asks of those around them.
type Pattern struct {
	Elements      []element
	verb, ends    bool // ^ and $
	before, after [][]string
	Parts         []Pattern // & what else stands in the clause; the elements are those of one part
	denies        bool
}

// Parse reads a pattern as README.md explains it.
func (p *Parser) Parse(text string) (Pattern, error) {
	var out Pattern
	fields := strings.Fields(text)
	var err error
	if n := len(fields); n > 1 && strings.HasPrefix(fields[0], "!") {
		if out.before, err = p.excluded(fields[0]); err != nil {
			return out, err
		}
		fields = fields[1:]
	}
	if n := len(fields); n > 1 && strings.HasPrefix(fields[n-1], "!") {
		if out.after, err = p.excluded(fields[n-1]); err != nil {
			return out, err
		}
		fields = fields[:n-1]
	}
	parts := splitParts(fields)
	for _, fields := range parts {
		x, err := p.part(fields)
		if err != nil {
			return out, err
		}
		out.Parts = append(out.Parts, x)
		out.denies = out.denies || x.denies
	}
	if len(parts) == 1 {
		out.Elements, out.verb, out.ends, out.Parts = out.Parts[0].Elements, out.Parts[0].verb, out.Parts[0].ends, nil
		return out, nil
	}
	for _, x := range out.Parts {
		if err := checkPart(x.Elements); err != nil {
			return out, err
		}
	}
	if len(out.Parts) > maxTogether {
		return out, fmt.Errorf("%d things in one clause, at most %d", len(out.Parts), maxTogether)
	}
	// The automaton finds the rarest.
	anchor := 0
	for i, x := range out.Parts {
		if p.commonness(x.Elements) < p.commonness(out.Parts[anchor].Elements) {
			anchor = i
		}
	}
	a := out.Parts[anchor]
	out.Elements, out.verb, out.ends = a.Elements, a.verb, a.ends
	out.Parts = slices.Delete(out.Parts, anchor, anchor+1)
	return out, nil
}

// Key is the same for patterns that match the same.
func (p *Pattern) Key() string {
	var b strings.Builder
	for _, e := range p.Elements {
		b.WriteString(e.key)
		if e.optional {
			b.WriteByte('?')
		}
		b.WriteByte(' ')
	}
	if p.verb || p.ends || len(p.before)+len(p.after) > 0 {
		fmt.Fprint(&b, p.verb, p.ends, p.before, p.after)
	}
	for i := range p.Parts {
		b.WriteString("& " + p.Parts[i].Key())
	}
	return b.String()
}

// IsStub tells whether a pattern ends in "of" and the like without ending its
// phrase, or is one of them and a word: "portfolio of", "in Excel". Such a
// pattern says nothing by itself.
func (p *Pattern) IsStub() bool {
	es := p.Elements
	return len(p.Parts) == 0 && (!p.ends && isJoint(es[len(es)-1]) || len(es) == 2 && isJoint(es[0]))
}

// isJoint tells whether an element is only of words that join others.
func isJoint(e element) bool {
	return e.Gap == 0 && !slices.ContainsFunc(e.Alts, func(alt []string) bool {
		return len(alt) != 1 || !slices.Contains([]string{"and", "of", "to", "in", "with", "for"}, alt[0])
	})
}

// excluded reads what follows a "!": words that may not stand there.
func (p *Parser) excluded(field string) ([][]string, error) {
	e, err := p.element(field[1:])
	if err != nil {
		return nil, err
	}
	if e.optional || len(e.Alts) == 0 {
		return nil, fmt.Errorf("%q excludes no words", field)
	}
	return e.Alts, nil
}

func splitParts(fields []string) (parts [][]string) {
	for {
		i := slices.Index(fields, "&")
		if i < 0 {
			return append(parts, fields)
		}
		parts = append(parts, fields[:i])
		fields = fields[i+1:]
	}
}

// part reads a sequence of words and gaps.
func (p *Parser) part(fields []string) (Pattern, error) {
	var out Pattern
	for i, field := range fields {
		if f, ok := strings.CutPrefix(field, "^"); ok && i == 0 {
			field, out.verb = f, true
		}
		if f, ok := strings.CutSuffix(field, "$"); ok && i == len(fields)-1 {
			field, out.ends = f, true
		}
		e, ok := p.elements[field]
		if !ok {
			var err error
			if e, err = p.element(field); err != nil {
				return out, err
			}
			p.elements[field] = e
		}
		if e.Gap > 0 && (len(out.Elements) == 0 || out.Elements[len(out.Elements)-1].Gap > 0) {
			return out, fmt.Errorf("a gap (..) stands between two words")
		}
		if e.Gap > 0 || len(e.Alts) > 0 {
			out.Elements = append(out.Elements, *e)
			out.denies = out.denies || e.denies
		}
	}
	return out, checkShape(out.Elements)
}

// Count notes the words of a pattern, by which the parser knows which of them
// are common: what many patterns have, many texts do.
func (p *Parser) Count(text string) {
	for field := range strings.FieldsSeq(text) {
		e, err := p.element(strings.Trim(field, "^$"))
		if err != nil {
			continue // parsing says so
		}
		for _, alt := range e.Alts {
			for _, stem := range alt {
				p.counts[stem]++
			}
		}
	}
}

// commonness says how often a part may be expected to match: as often as the
// rarest of its words.
func (p *Parser) commonness(es []element) int {
	least := math.MaxInt
	for _, e := range es {
		sum := 0
		for _, alt := range e.Alts {
			rarest := math.MaxInt
			for _, stem := range alt {
				rarest = min(rarest, p.counts[stem])
			}
			sum += rarest
		}
		least = min(least, sum)
	}
	return least
}

func checkPart(es []element) error {
	ways := 1
	for _, e := range es {
		if e.Gap > 0 || e.optional {
			return fmt.Errorf("words of one clause (&) have no gaps (..) and none that may be missing (?)")
		}
		ways *= len(e.Alts)
	}
	if ways > maxAlternatives {
		return fmt.Errorf("%d ways of saying one of the things in a clause (&), at most %d", ways, maxAlternatives)
	}
	return nil
}

func checkShape(es []element) error {
	switch {
	case len(es) == 0:
		return fmt.Errorf("no words to compare: all are left out (see skip in words.yaml)")
	case len(es) > maxElements:
		return fmt.Errorf("%d words, at most %d", len(es), maxElements)
	case countGaps(es) > maxGaps:
		return fmt.Errorf("%d gaps (..), at most %d", countGaps(es), maxGaps)
	case es[len(es)-1].Gap > 0:
		return fmt.Errorf("a gap (..) stands between two words")
	case es[0].optional || es[len(es)-1].optional:
		return fmt.Errorf("the first and the last word cannot be optional")
	}
	return nil
}

func countGaps(es []element) (n int) {
	for _, e := range es {
		if e.Gap > 0 {
			n++
		}
	}
	return n
}

func (p *Parser) element(field string) (*element, error) {
	if strings.HasPrefix(field, "..") {
		return nil, fmt.Errorf("%q: a gap is .. for up to %d words, or ..1 to ..%d", field, gapWords, maxGap)
	}
	e, first := new(element), len(p.allAlts)
	if f, ok := strings.CutSuffix(field, "?"); ok {
		field, e.optional = f, true
	}
	for alt := range strings.SplitSeq(field, "|") {
		words := []string{alt}
		if name, ok := strings.CutPrefix(alt, "{"); ok {
			set, err := p.rules.Set(strings.TrimSuffix(name, "}"))
			if err != nil {
				return nil, err
			}
			words = set
		}
		for _, w := range words {
			stems, err := p.wordStems(w)
			if err != nil {
				return nil, err
			}
			if len(stems) > 0 {
				p.allAlts = append(p.allAlts, stems)
			}
		}
	}
	e.Alts = slices.Clip(p.allAlts[first:])
	if len(e.Alts) > maxAlternatives {
		return nil, fmt.Errorf("%q has %d alternatives, at most %d", field, len(e.Alts), maxAlternatives)
	}
	e.key = elementKey(e.Alts)
	for _, alt := range e.Alts {
		e.denies = e.denies || slices.ContainsFunc(alt, func(stem string) bool { return p.denials[stem] })
	}
	return e, nil
}

func elementKey(alts [][]string) string {
	if len(alts) == 1 {
		return strings.Join(alts[0], " ")
	}
	joined := make([]string, len(alts))
	for i, a := range alts {
		joined[i] = strings.Join(a, " ")
	}
	slices.Sort(joined)
	return strings.Join(slices.Compact(joined), "|")
}

// wordStems splits one alternative exactly as a text's word is split.
func (p *Parser) wordStems(word string) ([]string, error) {
	if stems, ok := p.stems[word]; ok {
		return stems, nil
	}
	if strings.ContainsAny(word, "{}()[]^$!") || word == "" {
		return nil, fmt.Errorf("%q is no word, set or gap", word)
	}
	first := len(p.allStems)
	p.pieces = p.rules.AppendPieces(p.pieces[:0], word)
	for _, piece := range p.pieces {
		p.allStems = p.rules.AppendStems(p.allStems, piece.Text)
	}
	stems := slices.Clip(p.allStems[first:])
	p.stems[word] = stems
	return stems, nil
}

// Alternatives returns the alternatives of each element.
func Alternatives(es []element) [][][]string {
	out := make([][][]string, len(es))
	for i, e := range es {
		out[i] = e.Alts
	}
	return out
}

// ways returns all sequences of stems that elements stand for.
func ways(es []element) [][]string {
	out := [][]string{nil}
	for _, e := range es {
		var longer [][]string
		for _, begin := range out {
			for _, alt := range e.Alts {
				longer = append(longer, slices.Concat(begin, alt))
			}
		}
		out = longer
	}
	return out
}
