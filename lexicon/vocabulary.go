package lexicon

import (
	"maps"
	"strings"
)

// WordID returns the number of a stem in the vocabulary, 0 where it has none.
func (l *Lexicon) WordID(stem string) int32 { return l.vocab.ids[stem] }

// Stem returns what a word is compared as: usually its stem, several parted by
// spaces where an abbreviation is spelled out, "" where it is left out.
func (l *Lexicon) Stem(word string) string {
	var stems []string
	for _, p := range appendPieces(nil, word) {
		stems = l.words.appendStems(stems, p.text)
	}
	return strings.Join(stems, " ")
}

// WithWords returns a lexicon whose vocabulary has these stems too, so that the
// tokens of its readings tell them from unknown words. The numbers of the words
// that are there stay, those of new words follow in their order. All else is
// shared with l.
func (l *Lexicon) WithWords(stems []string) *Lexicon {
	out := &Lexicon{
		Concepts: l.Concepts, Aspects: l.Aspects, Sources: l.Sources, Titles: l.Titles, Hash: l.Hash,
		names: l.names, words: l.words, patterns: l.patterns, conditions: l.conditions, asks: l.asks, cues: l.cues, voices: l.voices,
		vocab: &vocabulary{l.vocab.rules, maps.Clone(l.vocab.ids)},
	}
	for _, stem := range stems {
		out.vocab.add(stem)
	}
	n := len(out.vocab.ids) + 1
	out.grammar = grammar{grown(l.grammar.kinds, n), l.grammar.pairs}
	out.mentions = &mentionFinder{grown(l.mentions.classes, n), l.mentions.names, l.mentions.starts}
	out.matcher, out.openings = l.matcher.withWords(n), l.openings.withWords(n)
	out.Titles.levels.automaton = l.Titles.levels.automaton.withWords(n)
	out.Titles.readings.automaton = l.Titles.readings.automaton.withWords(n)
	return out
}

// withWords returns the automaton for n words, of which those that it does not
// know begin nothing.
func (a *automaton) withWords(n int) *automaton {
	out := *a
	out.begin = grown(a.begin, n)
	return &out
}

// grown returns a copy of s with n elements.
func grown[E any](s []E, n int) []E {
	out := make([]E, n)
	copy(out, s)
	return out
}
