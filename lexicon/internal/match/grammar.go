package match

import "rolecall/lexicon/internal/words"

// A Grammar knows the kinds of words.
type Grammar struct {
	Kinds []words.Kind // by word
	Pairs []Pair
}

// A Pair is a word of kind DeniesPair and the word that belongs to it.
type Pair struct{ Word, Next int32 }

// NewGrammar returns the kinds of a vocabulary's words, as its rules name them,
// which have all been added. The error names a rule that cannot be.
func NewGrammar(v *words.Vocabulary) (Grammar, error) {
	g := Grammar{Kinds: make([]words.Kind, v.Size())}
	err := v.Rules.VisitKinds(func(stem, next string, k words.Kind) {
		g.Kinds[v.ID(stem)] |= k
		if next != "" {
			g.Pairs = append(g.Pairs, Pair{v.ID(stem), v.ID(next)})
		}
	})
	return g, err
}

// pair returns the word that belongs to one of DeniesPair, the last that the
// rules name.
func (g *Grammar) pair(word int32) (next int32) {
	for _, p := range g.Pairs {
		if p.Word == word {
			next = p.Next
		}
	}
	return next
}

// WithWords returns the grammar for n words, of which those that it does not
// know are of no kind.
func (g *Grammar) WithWords(n int) Grammar {
	kinds := make([]words.Kind, n)
	copy(kinds, g.Kinds)
	return Grammar{kinds, g.Pairs}
}

// Is tells whether a token's word is of one of some kinds.
func (g *Grammar) Is(t *words.Token, k words.Kind) bool { return g.Kinds[t.Word]&k != 0 }

// inDutysPlace tells whether token i stands where a duty's verb does: first in
// its line, sentence or clause, after "to", "will", "you" and their like, as an
// -ing form after "experience" or a preposition, or in a list of verbs that
// began so.
func (g *Grammar) inDutysPlace(toks []words.Token, i int) bool {
	form := toks[i].Marks & words.Ing
	for i > 0 && toks[i].Marks&(words.Breaks|words.Clause|words.Comma|words.Article) == 0 && toks[i-1].Marks&words.Adverb != 0 {
		if i--; i > 1 && g.Is(&toks[i-1], words.IsAnd) && toks[i-2].Marks&words.Adverb != 0 { // quickly and calmly
			i -= 2
		}
	}
	if g.opens(toks, i, form) {
		return true
	}
	t := &toks[i]
	if t.Marks&words.Article != 0 || t.Marks&words.Comma == 0 && !g.Is(&toks[i-1], words.IsAnd|words.IsOr|words.IsBut) {
		return false
	}
	// The verb that the list began with is in the same form.
	for j := i - 1; j >= max(0, i-maxClause); j-- {
		t := &toks[j]
		if t.Marks&words.Ing == form && g.Is(t, words.IsVerb) && g.opens(toks, j, form) {
			return true
		}
		if t.Marks&(words.Breaks|words.Clause) != 0 {
			return false
		}
	}
	return false
}

// opens tells whether token i stands where a verb of a form stands alone.
func (g *Grammar) opens(toks []words.Token, i int, form words.Marks) bool {
	t := &toks[i]
	switch {
	case t.Marks&words.Article != 0:
		return false
	case i == 0 || t.Marks&(words.Breaks|words.Clause) != 0:
		return true
	case t.Marks&words.Comma != 0:
		return false
	}
	before := &toks[i-1]
	k := words.OpensDuty
	if form != 0 {
		k |= words.BeforeIng
	}
	return before.Marks&words.Named != 0 || g.Is(before, k)
}

// endsItsPhrase tells whether what follows token i is no part of its phrase:
// punctuation, the end, an article or a function word.
func (g *Grammar) endsItsPhrase(toks []words.Token, i int) bool {
	if i+1 == len(toks) {
		return true
	}
	t := &toks[i+1]
	return t.Marks&(words.Breaks|words.Clause|words.Comma|words.Article) != 0 || g.Is(t, words.EndsPhrase)
}

// BeginsWithVerb tells whether a sentence begins with a verb of duties.
func (g *Grammar) BeginsWithVerb(toks []words.Token) bool {
	i := 0
	for i < len(toks)-1 && toks[i].Marks&(words.Article|words.Adverb) == words.Adverb {
		i++
	}
	return toks[i].Marks&words.Article == 0 && g.Is(&toks[i], words.IsVerb)
}

// AfterIntroduction returns where a sentence goes on that begins with a phrase
// such as "At Acme,", or that says more before its "we" or "you": "Small but
// quick, we …". It returns 0 where it begins with none.
func (g *Grammar) AfterIntroduction(toks []words.Token) int {
	if g.Is(&toks[0], words.IsSubject) || toks[0].Marks&words.Our != 0 {
		return 0
	}
	first, verb := 0, g.BeginsWithVerb(toks)
	for i := 1; i < min(len(toks), maxIntroduction); i++ {
		t := &toks[i]
		if t.Marks&(words.Comma|words.Clause) == 0 {
			continue
		}
		if !verb && g.Is(t, words.IsSubject) {
			return i
		}
		if first == 0 && i < maxPhrase && g.Is(&toks[0], words.EndsPhrase) {
			first = i
		}
	}
	return first
}

// The most words of an introducing phrase, and of all that stands before the
// "we" that a sentence is about.
const (
	maxPhrase       = 12
	maxIntroduction = 25
)

// maxSubject is the most words of a subject: of a name, or of a noun and what
// belongs to it.
const maxSubject = 7

// VisitSubjects calls visit with the end of each run of words that may be the
// subject with which a sentence begins, and whether that is a name, or a body
// such as "the data team". There is none where a verb of duties or an adverb
// begins the sentence, and nobody in a job is one.
func (g *Grammar) VisitSubjects(text string, toks []words.Token, visit func(end int, isName bool)) {
	const apart = words.Breaks | words.Clause | words.Comma
	if g.BeginsWithVerb(toks) || toks[0].Marks&words.Adverb != 0 || words.IsYours(text, &toks[0]) {
		return
	}
	article := toks[0].Marks&words.Article != 0
	capitals, name := !article, false
	for i := range min(len(toks)-1, maxSubject) {
		t, next := &toks[i], &toks[i+1]
		body := g.Is(t, words.IsBody)
		if i > 0 && t.Marks&apart != 0 || t.Marks&words.Named != 0 || g.Is(t, words.IsLink) || g.Is(t, words.IsPerson) && !body {
			return
		}
		capitals = capitals && words.IsCapital(text, t)
		name = name || capitals && words.IsNew(text, t)
		if next.Marks&apart == 0 {
			visit(i+1, (name || article && body) && (g.Is(next, words.IsBeing) || words.IsFinite(text, next) || next.Marks&words.Adverb != 0))
		}
	}
}
