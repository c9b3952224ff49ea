package lexicon

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolecall/lexicon/internal/words"
)

// A Statement is what is read as one: a line of the text, or a sentence of a
// line that is longer than longLine, or a part of a sentence that is longer
// than longSentence.
type Statement struct {
	Start, End int   // bytes in the text, without bullets and white space around it
	Voice      Voice // of whom it speaks: of the job where one of its sentences does

	FirstHit, EndHit   int // its hits are Hits[FirstHit:EndHit] of the reading
	FirstWord, EndWord int // its words are Tokens[FirstWord:EndWord]
}

// longLine is the length in bytes from which on a line is read sentence by
// sentence.
const longLine = 220

// appendStatements appends the parts of a text. Lines without words are none.
func (r *Reading) appendStatements(out []Statement, voices []Voice) []Statement {
	out = slices.Grow(out, len(r.sentences))
	for i := 0; i < len(r.sentences); {
		end := i + 1 // of the line
		for end < len(r.sentences) && !r.sentences[end].Line {
			end++
		}
		if to := r.end(end - 1); to-int(r.sentences[i].Start) <= longLine {
			out = append(out, r.statement(i, end, to, voices))
			i = end
			continue
		}
		for ; i < end; i++ {
			out = r.appendParts(out, r.statement(i, i+1, r.end(i), voices))
		}
	}
	hit := 0
	for i := range out {
		s := &out[i]
		s.FirstHit = hit
		for hit < len(r.Hits) && r.Hits[hit].Start < s.End {
			hit++
		}
		s.EndHit = hit
	}
	return out
}

// A sentence of more than longSentence bytes is a list, or lost its punctuation.
// It is parted at commas into parts of partLength or more, and where there are
// none after maxPart.
const (
	longSentence = 300
	partLength   = 120
	maxPart      = 240
)

// appendParts appends the statement of a sentence, in parts where it is long.
func (r *Reading) appendParts(out []Statement, s Statement) []Statement {
	for i := s.FirstWord + 1; i < s.EndWord && s.End-s.Start > longSentence; i++ {
		t := &r.Tokens[i]
		length := int(t.Start) - s.Start
		if t.Marks&(words.Comma|words.Clause) != 0 && length >= partLength || length >= maxPart {
			part := s
			part.End, part.EndWord = int(r.Tokens[i-1].End), i
			out = append(out, part)
			s.Start, s.FirstWord = int(t.Start), i
		}
	}
	return append(out, s)
}

// statement returns the one of sentences first up to end, which ends at byte to.
func (r *Reading) statement(first, end, to int, voices []Voice) Statement {
	s := Statement{Start: int(r.sentences[first].Start), End: to, Voice: voices[first], FirstWord: int(r.sentences[first].First), EndWord: len(r.Tokens)}
	if end < len(r.sentences) {
		s.EndWord = int(r.sentences[end].First)
	}
	if slices.Contains(voices[first:end], JobVoice) {
		s.Voice = JobVoice
	}
	return s
}

// end returns where a sentence ends, in bytes.
func (r *Reading) end(sentence int) int {
	to, last := len(r.Text), len(r.Tokens)
	if sentence+1 < len(r.sentences) {
		to, last = int(r.sentences[sentence+1].Start), int(r.sentences[sentence+1].First)
	}
	word := int(r.Tokens[last-1].End)
	return word + lineLength(r.Text[word:to])
}

// lineLength returns how many bytes of s are of its first line, without the
// bullets and white space that end it.
func lineLength(s string) (n int) {
	for i, r := range s {
		switch {
		case r == '\n' || r == '\u2028' || r == '\u2029':
			return n
		case r != '.' && (unicode.IsSpace(r) || strings.ContainsRune(words.Bullets, r)):
		default:
			n = i + utf8.RuneLen(r)
		}
	}
	return n
}

// Sentence returns the bytes of the sentence, or of the line where that is
// shorter, that holds a hit of the reading.
func (r *Reading) Sentence(h Hit) (from, to int) {
	i, found := slices.BinarySearchFunc(r.sentences, h.Start, func(s words.Sentence, at int) int { return int(s.Start) - at })
	if !found {
		i--
	}
	return int(r.sentences[i].Start), r.end(i)
}
