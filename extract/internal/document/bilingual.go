package document

import (
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/vocabulary"
)

// A posting in two languages says everything twice. Where one of them is English,
// that part is the one that is read.

// minPart is the least of each language, in words, that makes a part.
const minPart = 40

// EnglishPart returns the lines in English of a posting that stands in another
// language as well, and all lines of any other.
func EnglishPart(lines []line.Line) []line.Line {
	weights, other := leanings(lines)
	if other < minPart || alternate(weights) {
		return lines
	}
	from, to := heaviest(weights)
	from, to = withHeadings(lines, weights, from, to)
	part := lines[from:to]
	rest := others(weights[:from]) + others(weights[to:])
	if words := line.Words(part); rest < minPart || words < minPart || words*3 < line.Words(lines) {
		return lines
	}
	if e := vocabulary.EvidenceIn(part); e.Core == 0 && e.Deeds < 3 {
		return lines
	}
	return part
}

// leanings are the words of each line, below zero where they are of another language
// than English, and zero where they may be of any. other is how many are.
func leanings(lines []line.Line) (weights []int, other int) {
	weights = make([]int, len(lines))
	for i, l := range lines {
		if l.Words < 4 {
			continue
		}
		switch lean := line.Leaning(l.Text); {
		case lean < 0:
			weights[i] = -l.Words
		case lean > 0:
			weights[i] = l.Words
		}
	}
	return weights, others(weights)
}

// others counts the words of another language than English.
func others(weights []int) (n int) {
	for _, w := range weights {
		n += max(0, -w)
	}
	return n
}

// withHeadings takes the headings on top of a part, and the lines of any language below
// it, but for the headings of what follows.
func withHeadings(lines []line.Line, weights []int, from, to int) (int, int) {
	for from > 0 && weights[from-1] == 0 && lines[from-1].Words <= vocabulary.MaxHeadingWords && vocabulary.Headlike(lines[from-1]) {
		from--
	}
	for to < len(lines) && weights[to] == 0 {
		to++
	}
	for to > from && to < len(lines) && vocabulary.Headlike(lines[to-1]) {
		to--
	}
	return from, to
}

// maxTurns is how often a posting in two parts changes its language.
const maxTurns = 5

// alternate reports lines that stand in one language and the other by turns.
func alternate(weights []int) bool {
	turns, last := 0, 0
	for _, w := range weights {
		if w*last < 0 {
			turns++
		}
		if w != 0 {
			last = w
		}
	}
	return turns > maxTurns
}

// heaviest returns the run with the largest sum.
func heaviest(weights []int) (from, to int) {
	sum, top, start := 0, 0, 0
	for i, w := range weights {
		if sum <= 0 {
			sum, start = 0, i
		}
		if sum += w; sum > top {
			top, from, to = sum, start, i+1
		}
	}
	return from, to
}
