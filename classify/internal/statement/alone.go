package statement

import (
	"rolecall/extract"
	"rolecall/lexicon"
)

// A Statement is one as the model sees it.
type Statement struct {
	Words    []lexicon.Token
	Concepts []int // found in it, each once, as indices of the lexicon's
	Section  extract.Kind
	Voice    lexicon.Voice
}

// Sections and Voices are what the model tells apart, in the order of their
// weights.
var (
	Sections = []extract.Kind{extract.Summary, extract.Duties, extract.Requirements, extract.Company, extract.Benefits, extract.Legal, extract.Other}
	Voices   = []lexicon.Voice{lexicon.JobVoice, lexicon.CompanyVoice, lexicon.PerkVoice, lexicon.PersonVoice}
)

// An Alone reads a statement by itself: its words, the concepts that stand in
// it, its section and its voice. All weights are natural logarithms of odds.
type Alone struct {
	Bias     Vector
	Sections []Vector // by Sections
	Voices   []Vector // by Voices
	Concepts []Vector // by the lexicon's index
	Grams    *Table   // nil for none
}

// read returns, for each letter, the logarithm of the odds that the statement
// bears it.
func (a *Alone) read(s *Statement) Vector {
	v := a.Bias
	v.add(&a.Sections[SectionIndex(s.Section)])
	v.add(&a.Voices[VoiceIndex(s.Voice)])
	for _, c := range s.Concepts {
		v.add(&a.Concepts[c])
	}
	if a.Grams != nil {
		t := a.Grams.tally(s.Words)
		w := t.vector()
		v.add(&w)
	}
	return v
}

// SectionIndex returns the place of a kind in Sections, that of Other for an
// unknown one.
func SectionIndex(k extract.Kind) int {
	for i, s := range Sections {
		if s == k {
			return i
		}
	}
	return len(Sections) - 1
}

// VoiceIndex returns the place of a voice in Voices, the first for an unknown
// one.
func VoiceIndex(v lexicon.Voice) int {
	for i, s := range Voices {
		if s == v {
			return i
		}
	}
	return 0
}
