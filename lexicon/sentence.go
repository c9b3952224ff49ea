package lexicon

import "strings"

func lineBounds(text string, start, end int) (from, to int) {
	from = strings.LastIndexByte(text[:start], '\n') + 1
	to = len(text)
	if i := strings.IndexByte(text[end:], '\n'); i >= 0 {
		to = end + i
	}
	return from, to
}

// isSentenceGap tells whether the white space at byte i parts two sentences.
func isSentenceGap(text string, i int) bool {
	if i == 0 || i >= len(text) || text[i] != ' ' {
		return false
	}
	word := text[:i]
	if j := strings.LastIndexAny(word, " \n\t"); j >= 0 {
		word = word[j+1:]
	}
	return endsSentence(word)
}

func trimSpan(text string, from, to int) (int, int) {
	for from < to && (text[from] == ' ' || text[from] == '\t') {
		from++
	}
	for to > from && (text[to-1] == ' ' || text[to-1] == '\t' || text[to-1] == '\r') {
		to--
	}
	return from, to
}
