package lexicon

import (
	"strings"

	"rolecall/lexicon/internal/words"
)

// WordID returns the number of a stem in the vocabulary, 0 where it has none.
func (l *Lexicon) WordID(stem string) int32 { return l.vocab.ID(stem) }

// Stem returns what a word is compared as: usually its stem, several parted by
// spaces where an abbreviation is spelled out, "" where it is left out.
func (l *Lexicon) Stem(word string) string {
	return strings.Join(l.words.StemsOf(word), " ")
}

// WithWords returns a lexicon whose vocabulary has these stems too, so that the
// tokens of its readings tell them from unknown words. The numbers of the words
// that are there stay, those of new words follow in their order. All else is
// shared with l.
func (l *Lexicon) WithWords(stems []string) *Lexicon {
	out := &Lexicon{
		Concepts: l.Concepts, Aspects: l.Aspects, Sources: l.Sources, Titles: l.Titles, Hash: l.Hash,
		names: l.names, words: l.words, patterns: l.patterns, conditions: l.conditions, asks: l.asks, openers: l.openers, cues: l.cues, voices: l.voices,
		matcher: l.matcher, openings: l.openings,
		vocab: l.vocab.Clone(len(stems)),
	}
	for _, stem := range stems {
		out.vocab.Add(stem)
	}
	n := out.vocab.Size()
	out.grammar = l.grammar.WithWords(n)
	out.mentions = l.mentions.WithWords(n)
	out.memo = words.NewMemo()
	return out
}

// Stems returns the stems of the vocabulary by their numbers; that of 0 is "".
func (l *Lexicon) Stems() []string { return append([]string{""}, l.vocab.Stems()...) }
