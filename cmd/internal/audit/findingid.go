package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"rolecall/extract/collect"
)

// newFindingID names a finding by what it is about: a hash of the title's
// words and a sketch of the description's, in hex with a hyphen between. The
// path is no part of it, nor is what a page puts around a posting. The sketch
// bears that a page saved anew, or in another format, gives a few other words;
// see sameFinding. The employer is left out, since pages name it in many ways,
// and not at all where a browser dropped the structured data.
func newFindingID(title, text string) string {
	sketch := collect.FingerprintOf(text)
	if sketch.IsZero() { // too short for a sketch
		return wordsHash(title) + "-" + wordsHash(text)
	}
	return wordsHash(title) + "-" + sketch.String()
}

// sameFinding reports whether two fingerprints are of one posting: the titles'
// words are the same, and the descriptions alike in nine tenths.
func sameFinding(a, b string) bool {
	titleA, textA, _ := strings.Cut(a, "-")
	titleB, textB, _ := strings.Cut(b, "-")
	if titleA != titleB || textA == textB {
		return titleA == titleB
	}
	sketchA, okA := collect.ParseFingerprint(textA)
	sketchB, okB := collect.ParseFingerprint(textB)
	return okA && okB && sketchA.Agree(&sketchB) >= collect.MinAgree
}

// validFindingID reports whether newFindingID could have made s.
func validFindingID(s string) bool {
	title, text, ok := strings.Cut(s, "-")
	if !ok || len(title) != wordsHashLen || text == "" {
		return false
	}
	_, errTitle := hex.DecodeString(title)
	if len(text) == wordsHashLen {
		_, err := hex.DecodeString(text)
		return errTitle == nil && err == nil
	}
	_, okText := collect.ParseFingerprint(text)
	return errTitle == nil && okText
}

// wordsHashLen is the length of a wordsHash, in hex digits.
const wordsHashLen = 12

// wordsHash hashes the words of a text. Case, punctuation, spaces and line ends
// do not count.
func wordsHash(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return hex.EncodeToString(sum[:])[:wordsHashLen]
}
