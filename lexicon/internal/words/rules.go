package words

import (
	"fmt"
	"slices"
	"strings"
)

// Rules say how words are compared: data/words.yaml.
type Rules struct {
	Skip []string            `yaml:"skip"`
	Keep []string            `yaml:"keep"`
	Same map[string]string   `yaml:"same"`
	Sets map[string][]string `yaml:"sets"`

	Kinds map[string][]string `yaml:"kinds"` // by name of the kind

	exceptions map[string][]string // by word: what it is compared as, where that is not its stem
	tokenizer  *Tokenizer
}

// Index prepares the rules for use. A word that is skipped is skipped whatever
// else is said of it, and one read as another is not kept.
func (r *Rules) Index() {
	r.tokenizer = NewTokenizer()
	r.exceptions = map[string][]string{}
	for _, w := range r.Keep {
		r.exceptions[w] = []string{w}
	}
	keep := SetOf(r.Keep)
	for w, to := range r.Same {
		parts := strings.Split(to, "-")
		for i, p := range parts {
			if !keep[p] {
				parts[i] = stem(p)
			}
		}
		r.exceptions[w] = parts
	}
	for _, w := range r.Skip {
		r.exceptions[w] = nil
	}
}

// SetOf returns words as a set.
func SetOf(words []string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

// AppendStems appends the words that a lower-case word is compared as: usually
// its stem alone, several where an abbreviation is spelled out ("ml" is
// "machine learning"), none where the word is skipped.
func (r *Rules) AppendStems(out []string, w string) []string {
	if stems, ok := r.exceptions[w]; ok {
		return append(out, stems...)
	}
	return append(out, stem(w))
}

// AppendPieces splits one white-space delimited word by the tokenizer of r.
func (r *Rules) AppendPieces(out []Piece, word string) []Piece {
	return r.tokenizer.AppendPieces(out, word)
}

// StemsOf returns what a word of a text is compared as.
func (r *Rules) StemsOf(word string) (stems []string) {
	for _, p := range r.AppendPieces(nil, word) {
		stems = r.AppendStems(stems, p.Text)
	}
	return stems
}

// Set returns the words of a named set.
func (r *Rules) Set(name string) ([]string, error) {
	if s, ok := r.Sets[name]; ok {
		return s, nil
	}
	return nil, fmt.Errorf("unknown set {%s}: words.yaml names %s", name, strings.Join(r.SetNames(), ", "))
}

// SetNames returns the names of the sets, sorted.
func (r *Rules) SetNames() []string {
	names := make([]string, 0, len(r.Sets))
	for n := range r.Sets {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
