package evaluate

import (
	"math"

	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

// Which words of a posting a fit learns from: those that so many employers use.
// One's own words say whose the posting is.
const minWordEmployers = 4

// postingWords returns the words of labelled postings, without weights, each with
// how rare it is: 1 + ln((1+N)/(1+n)) for n of N employers. lex numbers them.
func postingWords(lex *lexicon.Lexicon, examples []Example) []statement.PostingWord {
	stems := lex.Stems()
	users := make([]map[int]bool, len(stems)) // by word: the employers
	employers := map[string]int{}
	for i := range examples {
		e := &examples[i]
		if e.Label == "" {
			continue
		}
		employer, ok := employers[e.employer()]
		if !ok {
			employer = len(employers)
			employers[e.employer()] = employer
		}
		for j := range e.Statements {
			statement.Numbers(e.Statements[j].Words, func(w int32) {
				if w > 0 && int(w) < len(users) {
					if users[w] == nil {
						users[w] = map[int]bool{}
					}
					users[w][employer] = true
				}
			})
		}
	}
	var words []statement.PostingWord
	for w, u := range users {
		if len(u) >= minWordEmployers {
			rarity := 1 + math.Log(float64(1+len(employers))/float64(1+len(u)))
			words = append(words, statement.PostingWord{Stem: stems[w], Rarity: uint8(min(math.Round(rarity*statement.RaritySteps), 255))})
		}
	}
	return words
}

// weighed returns words with weights, in steps.
func weighed(words []statement.PostingWord, weights func(i int) statement.Scores) []statement.PostingWord {
	out := make([]statement.PostingWord, len(words))
	for i, w := range words {
		for k, x := range weights(i) {
			w.Weigh[k] = int8(max(-127, min(127, math.Round(x*statement.WordSteps))))
		}
		out[i] = w
	}
	return out
}
