package words

import "strings"

// A Mention is the name of a role in a text, which is no evidence for it.
type Mention struct {
	Start, End int // bytes in the text
}

// MentionRules are the mentions part of data/roles.yaml.
type MentionRules struct {
	Qualifiers []string `yaml:"qualifiers"`
	Functions  []string `yaml:"functions"`
	Heads      []string `yaml:"heads"`
	Names      []string `yaml:"names"`

	Fields      []string `yaml:"fields"`
	Individuals []string `yaml:"individuals"`
}

// A MentionFinder recognises role names in tokens by the class of each word.
type MentionFinder struct {
	classes []MentionClass // by word
	names   map[string]bool
	starts  map[string]bool // of names, and the names
}

// A MentionClass says what a word may be of a role's name.
type MentionClass uint8

const (
	qualifier MentionClass = 1 << iota
	function
	head
	field
	individual
	initial // a name may begin here
)

// NewMentionFinder returns a finder by rules and by what Classes made of them.
func NewMentionFinder(r *MentionRules, classes []MentionClass) *MentionFinder {
	f := &MentionFinder{classes: classes, names: SetOf(r.Names), starts: map[string]bool{}}
	for _, name := range r.Names {
		for n := range len(name) {
			f.starts[name[:n+1]] = true
		}
	}
	return f
}

// Classes returns the classes of the words of a vocabulary, to which all of the
// rules have been added.
func (r *MentionRules) Classes(v *Vocabulary) []MentionClass {
	classes := make([]MentionClass, v.Size())
	r.Words(v.Rules, func(stem string, c MentionClass) { classes[v.ID(stem)] |= c })
	return classes
}

// Words calls visit for the stems of all words of the rules, with the class
// that they give it.
func (r *MentionRules) Words(rules *Rules, visit func(stem string, c MentionClass)) {
	for _, x := range []struct {
		class MentionClass
		words []string
	}{
		{qualifier, r.Qualifiers}, {function, r.Functions}, {head, r.Heads}, {field, r.Fields}, {individual, r.Individuals},
	} {
		for _, w := range x.words {
			for _, stem := range rules.StemsOf(w) {
				visit(stem, x.class)
			}
		}
	}
}

// Class returns the class of a word by its id.
func (f *MentionFinder) Class(id int32) MentionClass { return f.classes[id] }

// classOf returns the class of a word, by its id and as it is written.
func (f *MentionFinder) classOf(id int32, written string) MentionClass {
	// Few words are short and begin with a capital, as names do.
	if len(written) <= maxName && written[0] <= 'Z' && f.starts[written] {
		return f.classes[id] | initial
	}
	return f.classes[id]
}

// Mask appends the mentions in toks to found, and takes the words from their tokens.
func (f *MentionFinder) Mask(found []Mention, text string, toks []Token) []Mention {
	for i := 0; i < len(toks); {
		n := 0
		if toks[i].Class != 0 {
			n = f.length(text, toks[i:])
		}
		if n == 0 {
			i++
			continue
		}
		found = append(found, Mention{int(toks[i].Start), int(toks[i+n-1].End)})
		for j := i; j < i+n; j++ {
			toks[j].Word = 0
			toks[j].Marks |= Named
		}
		i += n
	}
	return found
}

// length returns how many tokens the mention at the start of toks has, 0 for none.
func (f *MentionFinder) length(text string, toks []Token) int {
	if toks[0].Class&initial != 0 {
		if n := f.name(text, toks); n > 0 {
			return n
		}
	}
	functions := false
	for i, t := range toks {
		c := t.Class &^ initial
		switch {
		case i > 0 && t.Marks&Breaks != 0, c == 0:
			return 0
		case c&head != 0 && functions:
			return i + 1
		case c&individual != 0 && toks[0].Class&qualifier != 0 && i > 0 && text[t.End-1] != 's':
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
func (f *MentionFinder) name(text string, toks []Token) int {
	for n := min(2, len(toks)); n > 0; n-- {
		if n == 2 && toks[1].Marks&Breaks != 0 {
			continue
		}
		if s := text[toks[0].Start:toks[n-1].End]; len(s) <= maxName && s[0] <= 'Z' && f.names[s] {
			return n
		}
	}
	return 0
}

// IsName tells whether words are a role's name and nothing else: places, each
// with the alternatives that may stand there.
func (f *MentionFinder) IsName(places [][][]string, v *Vocabulary) bool {
	functions, heads := false, false
	for _, alts := range places {
		var all MentionClass
		for _, alt := range alts {
			for _, stem := range alt {
				all |= f.classes[v.ID(stem)]
				if f.classes[v.ID(stem)] == 0 {
					return false
				}
			}
		}
		functions = functions || all&function != 0
		heads = heads || all&head != 0
	}
	return functions && heads || len(places) == 1 && len(places[0]) == 1 && f.names[strings.ToUpper(strings.Join(places[0][0], "-"))]
}

// WithWords returns the finder for n words, of which those that it does not
// know are part of no name.
func (f *MentionFinder) WithWords(n int) *MentionFinder {
	return &MentionFinder{grown(f.classes, n), f.names, f.starts}
}
