package evaluate

import (
	"math"

	"rolecall/classify/internal/statement"
	"rolecall/lexicon"
)

// Which words of a posting a fit learns from: those that so many employers use.
// One's own words say whose the posting is.
const minWordEmployers = 4

// postingWords are the words that a fit learns from.
type postingWords struct {
	list   []statement.PostingWord // without weights
	table  *statement.WordTable    // of them
	number func(stem string) int32
}

// newPostingWords returns the words of labelled postings, each with how rare it is:
// 1 + ln((1+N)/(1+n)) for n of N employers. lex numbers them.
func newPostingWords(lex *lexicon.Lexicon, examples []Example) *postingWords {
	stems, employers := lex.Stems(), employerNumbers{}
	users := make([]map[int]bool, len(stems)) // by word: the employers
	for i := range examples {
		e := &examples[i]
		if e.Label == "" {
			continue
		}
		employer := employers.number(e)
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
	words := &postingWords{number: lex.WordID}
	for w, u := range users {
		if len(u) >= minWordEmployers {
			rarity := 1 + math.Log(float64(1+len(employers))/float64(1+len(u)))
			words.list = append(words.list, statement.PostingWord{Stem: stems[w], Rarity: uint8(min(math.Round(rarity*statement.RaritySteps), 255))})
		}
	}
	words.table = statement.NewWordTable(words.list, words.number)
	return words
}

// weighed returns the words with weights, in steps.
func (p *postingWords) weighed(weights func(i int) statement.Scores) []statement.PostingWord {
	out := make([]statement.PostingWord, len(p.list))
	for i, w := range p.list {
		for k, x := range weights(i) {
			w.Weigh[k] = int8(max(-127, min(127, math.Round(x*statement.WordSteps))))
		}
		out[i] = w
	}
	return out
}
