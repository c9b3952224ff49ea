package words

import (
	"fmt"
	"slices"
)

// A Kind says what a word does in a sentence, for what the grammar of patterns,
// denial and voice ask of the words around a match: the kinds of
// data/words.yaml. A word may be of several.
type Kind uint32

const (
	OpensDuty  Kind = 1 << iota // a verb may follow: to, will, you
	BeforeIng                   // an -ing form behind it is a verb: in, for, experience
	IsVerb                      // begins a duty where it stands in a verb's place
	EndsPhrase                  // a function word, before which a phrase ends
	isAdverb                    // may stand before a verb
	IsDenial                    // denies what follows it, in any of the ways below
	deniesLong                  // over "or", "and" and lists
	DeniesNext                  // what follows, up to "and" or a comma
	DeniesPair                  // the same, if the word that belongs to it follows: rather than
	Affirms                     // takes back a denial before it: not only
	IsOr                        // or, nor
	IsAnd                       // and
	IsBut                       // ends a denial
	IsSubject                   // you, we: ends a denial
	IsRelative                  // which, where: a subject behind it begins no new clause
	IsAsking                    // if, whether: what follows is no denial
	IsNeedless                  // with a denial before it denies what stands before: is not required
	IsWished                    // preferred: but then it does not
	IsBeing                     // is, are
	IsWho                       // who
	IsSuperior                  // whom one reports to: your manager
	IsPerson                    // somebody that the person works with
	IsBody                      // a team, a company: who speaks of it speaks of the employer
	IsLink                      // what follows says more of a subject, or another: that, you
)

var kindNames = map[string]Kind{
	"opens": OpensDuty, "before-ing": BeforeIng, "verbs": IsVerb, "ends": EndsPhrase, "adverbs": isAdverb,
	"denies": IsDenial | deniesLong, "denies-next": IsDenial | DeniesNext, "denies-pair": IsDenial | DeniesPair, "affirms": Affirms,
	"or": IsOr, "and": IsAnd, "but": IsBut, "subjects": IsSubject, "relative": IsRelative, "asking": IsAsking, "needless": IsNeedless, "wished": IsWished,
	"being": IsBeing, "who": IsWho, "superiors": IsSuperior, "persons": IsPerson, "bodies": IsBody, "links": IsLink,
}

// VisitKinds calls visit for the stems of all words that have kinds; of a word
// of several stems, such as rather-than, next is the second.
func (r *Rules) VisitKinds(visit func(stem, next string, k Kind)) error {
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
			stems := r.StemsOf(w)
			if pair := k&DeniesPair != 0; len(stems) == 2 && pair {
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
