package lexicon

import (
	"slices"
	"strings"
)

// A Mention is the name of a role in a text, which is no evidence for it.
type Mention struct {
	Start, End int // bytes in the text
}

// mentionRules are the mentions part of data/roles.yaml.
type mentionRules struct {
	Qualifiers []string `yaml:"qualifiers"`
	Functions  []string `yaml:"functions"`
	Heads      []string `yaml:"heads"`
	Names      []string `yaml:"names"`

	Fields      []string `yaml:"fields"`
	Individuals []string `yaml:"individuals"`
}

// A mentionFinder recognises role names in tokens by the class of each word.
type mentionFinder struct {
	classes []mentionClass // by word
	names   map[string]bool
	starts  map[string]bool // of names, and the names
}

type mentionClass uint8

const (
	qualifier mentionClass = 1 << iota
	function
	head
	field
	individual
	initial // a name may begin here
)

func newMentionFinder(r *mentionRules, v *vocabulary) *mentionFinder {
	f := &mentionFinder{classes: make([]mentionClass, len(v.ids)+1), names: setOf(r.Names), starts: map[string]bool{}}
	for _, name := range r.Names {
		for n := range len(name) {
			f.starts[name[:n+1]] = true
		}
	}
	r.words(v.rules, func(stem string, c mentionClass) { f.classes[v.ids[stem]] |= c })
	return f
}

// words calls visit for the stems of all words of the rules, with the class
// that they give it.
func (r *mentionRules) words(rules *wordRules, visit func(stem string, c mentionClass)) {
	for _, x := range []struct {
		class mentionClass
		words []string
	}{
		{qualifier, r.Qualifiers}, {function, r.Functions}, {head, r.Heads}, {field, r.Fields}, {individual, r.Individuals},
	} {
		for _, w := range x.words {
			for _, p := range appendPieces(nil, w) {
				for _, stem := range rules.appendStems(nil, p.text) {
					visit(stem, x.class)
				}
			}
		}
	}
}

// classOf returns the class of a word, by its id and as it is written.
func (f *mentionFinder) classOf(id int32, written string) mentionClass {
	// Few words are short and begin with a capital, as names do.
	if len(written) <= maxName && written[0] <= 'Z' && f.starts[written] {
		return f.classes[id] | initial
	}
	return f.classes[id]
}

// mask appends the mentions in toks to found, and takes the words from their tokens.
func (f *mentionFinder) mask(found []Mention, text string, toks []Token) []Mention {
	for i := 0; i < len(toks); {
		n := 0
		if toks[i].class != 0 {
			n = f.length(text, toks[i:])
		}
		if n == 0 {
			i++
			continue
		}
		found = append(found, Mention{int(toks[i].Start), int(toks[i+n-1].End)})
		for j := i; j < i+n; j++ {
			toks[j].Word = 0
			toks[j].marks |= named
		}
		i += n
	}
	return found
}

// length returns how many tokens the mention at the start of toks has, 0 for none.
func (f *mentionFinder) length(text string, toks []Token) int {
	if toks[0].class&initial != 0 {
		if n := f.name(text, toks); n > 0 {
			return n
		}
	}
	functions := false
	for i, t := range toks {
		c := t.class &^ initial
		switch {
		case i > 0 && t.marks&breaks != 0, c == 0:
			return 0
		case c&head != 0 && functions:
			return i + 1
		case c&individual != 0 && toks[0].class&qualifier != 0 && i > 0 && text[t.End-1] != 's':
			return i + 1
		case c&(qualifier|function|field) == 0, i == 0 && c&(qualifier|function) == 0:
			return 0
		}
		functions = functions || c&function != 0
	}
	return 0
}

// maxName is the length of the longest name, in bytes.
const maxName = 5

// name matches a name such as TPM or PM-T, which may be two tokens.
func (f *mentionFinder) name(text string, toks []Token) int {
	for n := min(2, len(toks)); n > 0; n-- {
		if n == 2 && toks[1].marks&breaks != 0 {
			continue
		}
		if s := text[toks[0].Start:toks[n-1].End]; len(s) <= maxName && s[0] <= 'Z' && f.names[s] {
			return n
		}
	}
	return 0
}

// isMention tells whether a pattern's words are a role's name and nothing else.
func (f *mentionFinder) isMention(elements []element, v *vocabulary) bool {
	functions, heads := false, false
	for _, e := range elements {
		var all mentionClass
		for _, alt := range e.alts {
			for _, stem := range alt {
				all |= f.classes[v.ids[stem]]
				if f.classes[v.ids[stem]] == 0 {
					return false
				}
			}
		}
		functions = functions || all&function != 0
		heads = heads || all&head != 0
	}
	return functions && heads || len(elements) == 1 && len(elements[0].alts) == 1 &&
		slices.ContainsFunc(elements[0].alts, func(a []string) bool { return f.names[strings.ToUpper(strings.Join(a, "-"))] })
}
