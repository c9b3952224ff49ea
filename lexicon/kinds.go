package lexicon

import (
	"fmt"
	"slices"
)

// A kind says what a word does in a sentence, for what the grammar of patterns,
// denial and voice ask of the words around a match: the kinds of
// data/words.yaml. A word may be of several.
type kind uint32

const (
	opensDuty  kind = 1 << iota // a verb may follow: to, will, you
	beforeIng                   // an -ing form behind it is a verb: in, for, experience
	isVerb                      // begins a duty where it stands in a verb's place
	endsPhrase                  // a function word, before which a phrase ends
	isAdverb                    // may stand before a verb
	isDenial                    // denies what follows it, in any of the ways below
	deniesLong                  // over "or", "and" and lists
	deniesNext                  // what follows, up to "and" or a comma
	deniesPair                  // the same, if the word that belongs to it follows: rather than
	affirms                     // takes back a denial before it: not only
	isOr                        // or, nor
	isAnd                       // and
	isBut                       // ends a denial
	isSubject                   // you, we: ends a denial
	isAsking                    // if, whether: what follows is no denial
	isNeedless                  // with a denial before it denies what stands before: is not required
	isWished                    // preferred: but then it does not
	isBeing                     // is, are
	isWho                       // who
	isPerson                    // somebody that the person works with
)

var kindNames = map[string]kind{
	"opens": opensDuty, "before-ing": beforeIng, "verbs": isVerb, "ends": endsPhrase, "adverbs": isAdverb,
	"denies": isDenial | deniesLong, "denies-next": isDenial | deniesNext, "denies-pair": isDenial | deniesPair, "affirms": affirms,
	"or": isOr, "and": isAnd, "but": isBut, "subjects": isSubject, "asking": isAsking, "needless": isNeedless, "wished": isWished,
	"being": isBeing, "who": isWho, "persons": isPerson,
}

// visitKinds calls visit for the stems of all words that have kinds; of a word
// of several stems, such as rather-than, next is the second.
func (r *wordRules) visitKinds(visit func(stem, next string, k kind)) error {
	names := make([]string, 0, len(r.Kinds))
	for name := range r.Kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		k, ok := kindNames[name]
		if !ok {
			return fmt.Errorf("words.yaml: unknown kind %q of words", name)
		}
		for _, w := range r.Kinds[name] {
			var stems []string
			for _, p := range appendPieces(nil, w) {
				stems = r.appendStems(stems, p.text)
			}
			if pair := k&deniesPair != 0; len(stems) == 2 && pair {
				visit(stems[0], stems[1], k)
			} else if len(stems) == 1 && !pair {
				visit(stems[0], "", k)
			} else {
				return fmt.Errorf("words.yaml: %q in %s is compared as the words %q", w, name, stems)
			}
		}
	}
	return nil
}

// A grammar knows the kinds of words.
type grammar struct {
	kinds []kind          // by word
	pairs map[int32]int32 // the word that belongs to one of deniesPair
}

func newGrammar(v *vocabulary) grammar {
	g := grammar{make([]kind, len(v.ids)+1), map[int32]int32{}}
	// The kinds were found sound when the tables were made.
	_ = v.rules.visitKinds(func(stem, next string, k kind) {
		g.kinds[v.ids[stem]] |= k
		if next != "" {
			g.pairs[v.ids[stem]] = v.ids[next]
		}
	})
	return g
}

// is tells whether a token's word is of one of some kinds.
func (g *grammar) is(t *Token, k kind) bool { return g.kinds[t.Word]&k != 0 }

// inDutysPlace tells whether token i stands where a duty's verb does: first in
// its line, sentence or clause, after "to", "will", "you" and their like, as an
// -ing form after "experience" or a preposition, or in a list of verbs that
// began so.
func (g *grammar) inDutysPlace(toks []Token, i int) bool {
	form := toks[i].marks & ing
	for i > 0 && toks[i].marks&(breaks|clause|comma|article) == 0 && toks[i-1].marks&adverb != 0 {
		if i--; i > 1 && g.is(&toks[i-1], isAnd) && toks[i-2].marks&adverb != 0 { // quickly and calmly
			i -= 2
		}
	}
	if g.opens(toks, i, form) {
		return true
	}
	t := &toks[i]
	if t.marks&article != 0 || t.marks&comma == 0 && !g.is(&toks[i-1], isAnd|isOr|isBut) {
		return false
	}
	// The verb that the list began with is in the same form.
	for j := i - 1; j >= max(0, i-maxClause); j-- {
		t := &toks[j]
		if t.marks&ing == form && g.is(t, isVerb) && g.opens(toks, j, form) {
			return true
		}
		if t.marks&(breaks|clause) != 0 {
			return false
		}
	}
	return false
}

// opens tells whether token i stands where a verb of a form stands alone.
func (g *grammar) opens(toks []Token, i int, form marks) bool {
	t := &toks[i]
	switch {
	case t.marks&article != 0:
		return false
	case i == 0 || t.marks&(breaks|clause) != 0:
		return true
	case t.marks&comma != 0:
		return false
	}
	before := &toks[i-1]
	k := opensDuty
	if form != 0 {
		k |= beforeIng
	}
	return before.marks&named != 0 || g.is(before, k)
}

// endsItsPhrase tells whether what follows token i is no part of its phrase:
// punctuation, the end, an article or a function word.
func (g *grammar) endsItsPhrase(toks []Token, i int) bool {
	if i+1 == len(toks) {
		return true
	}
	t := &toks[i+1]
	return t.marks&(breaks|clause|comma|article) != 0 || g.is(t, endsPhrase)
}
