package lexicon

import (
	"fmt"
	"slices"
	"strings"
)

// gapWords is how many words a gap (..) may stand for at most.
const gapWords = 4

// maxAlternatives and maxElements bound a pattern, since people write them.
const (
	maxAlternatives = 64
	maxElements     = 12
	maxGaps         = 3
)

// An element is one place of a parsed pattern: a gap, or alternatives, each a
// sequence of stems.
type element struct {
	gap      bool
	optional bool
	alts     [][]string
	key      string // the same for elements that match the same
}

// A patternParser reads patterns. It remembers elements and words, most of
// which come again; it is not safe for concurrent use.
type patternParser struct {
	rules    *wordRules
	elements map[string]*element // by how they are written
	stems    map[string][]string // by word
	out      []element

	// What the slices of all elements and words are cut from.
	allAlts  [][]string
	allStems []string
	pieces   []piece // of a word
}

// newPatternParser returns a parser for about so many patterns.
func newPatternParser(rules *wordRules, patterns int) *patternParser {
	p := &patternParser{
		rules: rules, elements: make(map[string]*element, patterns), stems: make(map[string][]string, patterns),
		allAlts: make([][]string, 0, 4*patterns), allStems: make([]string, 0, patterns),
	}
	p.elements[".."] = &element{gap: true, key: ".."}
	return p
}

// parse reads a pattern as README.md explains it. The elements are valid until
// the next call.
func (p *patternParser) parse(text string) ([]element, error) {
	p.out = p.out[:0]
	for field := range strings.FieldsSeq(text) {
		e, ok := p.elements[field]
		if !ok {
			var err error
			if e, err = p.element(field); err != nil {
				return nil, err
			}
			p.elements[field] = e
		}
		if e.gap && (len(p.out) == 0 || p.out[len(p.out)-1].gap) {
			return nil, fmt.Errorf("a gap (..) stands between two words")
		}
		if e.gap || len(e.alts) > 0 {
			p.out = append(p.out, *e)
		}
	}
	return p.out, checkShape(p.out)
}

func checkShape(es []element) error {
	switch {
	case len(es) == 0:
		return fmt.Errorf("no words to compare: all are left out (see skip in words.yaml)")
	case len(es) > maxElements:
		return fmt.Errorf("%d words, at most %d", len(es), maxElements)
	case countGaps(es) > maxGaps:
		return fmt.Errorf("%d gaps (..), at most %d", countGaps(es), maxGaps)
	case es[len(es)-1].gap:
		return fmt.Errorf("a gap (..) stands between two words")
	case es[0].optional || es[len(es)-1].optional:
		return fmt.Errorf("the first and the last word cannot be optional")
	}
	return nil
}

func countGaps(es []element) (n int) {
	for _, e := range es {
		if e.gap {
			n++
		}
	}
	return n
}

func (p *patternParser) element(field string) (*element, error) {
	e, first := new(element), len(p.allAlts)
	if f, ok := strings.CutSuffix(field, "?"); ok {
		field, e.optional = f, true
	}
	for alt := range strings.SplitSeq(field, "|") {
		words := []string{alt}
		if name, ok := strings.CutPrefix(alt, "{"); ok {
			set, err := p.rules.set(strings.TrimSuffix(name, "}"))
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
	e.alts = slices.Clip(p.allAlts[first:])
	if len(e.alts) > maxAlternatives {
		return nil, fmt.Errorf("%q has %d alternatives, at most %d", field, len(e.alts), maxAlternatives)
	}
	e.key = elementKey(e.alts)
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
func (p *patternParser) wordStems(word string) ([]string, error) {
	if stems, ok := p.stems[word]; ok {
		return stems, nil
	}
	if strings.ContainsAny(word, "{}()[]") || word == "" {
		return nil, fmt.Errorf("%q is no word, set or gap", word)
	}
	first := len(p.allStems)
	p.pieces = appendPieces(p.pieces[:0], word)
	for _, piece := range p.pieces {
		p.allStems = p.rules.appendStems(p.allStems, piece.text)
	}
	stems := slices.Clip(p.allStems[first:])
	p.stems[word] = stems
	return stems, nil
}
