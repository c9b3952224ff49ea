package line

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// languageSample is how much of a text its language is told from: the guess
// does not get better with more, and its cost grows.
const languageSample = 640

// minLetters is the least that a language can be told from.
const minLetters = 40

// Language tells the ISO 639-1 code of a text, "" where it is too short to
// tell. English is settled by counting its commonest words, which costs a
// hundredth of the trigram model and is never wrong on a paragraph; the model
// takes lists of duties in English for French.
func Language(text string) string {
	s := sample(text)
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
		if letters == minLetters {
			break
		}
	}
	if letters < minLetters {
		return ""
	}
	if n := CountCommon(s); n.IsEnglish() || n.listsEnglish() {
		return "en"
	}
	return whatlanggo.DetectWithOptions(s, whatlanggo.Options{Whitelist: likelyLanguages()}).Lang.Iso6391()
}

// likelyLanguages are those that postings are written in: the detector compares
// a text with every profile that it is given.
func likelyLanguages() map[whatlanggo.Lang]bool {
	return map[whatlanggo.Lang]bool{
		whatlanggo.Eng: true, whatlanggo.Deu: true, whatlanggo.Fra: true, whatlanggo.Spa: true, whatlanggo.Por: true, whatlanggo.Ita: true,
		whatlanggo.Nld: true, whatlanggo.Swe: true, whatlanggo.Dan: true, whatlanggo.Nob: true, whatlanggo.Fin: true, whatlanggo.Pol: true,
		whatlanggo.Ces: true, whatlanggo.Ron: true, whatlanggo.Hun: true, whatlanggo.Tur: true, whatlanggo.Ind: true, whatlanggo.Vie: true,
		whatlanggo.Rus: true, whatlanggo.Ukr: true, whatlanggo.Bul: true, whatlanggo.Kor: true, whatlanggo.Jpn: true, whatlanggo.Cmn: true,
		whatlanggo.Arb: true, whatlanggo.Heb: true, whatlanggo.Hin: true, whatlanggo.Tha: true, whatlanggo.Ell: true,
	}
}

// sample cuts the middle of a text: postings in other languages often open
// with an English title or slogan.
func sample(text string) string {
	if len(text) <= languageSample {
		return text
	}
	start := (len(text) - languageSample) / 3
	for !utf8.RuneStart(text[start]) {
		start++
	}
	end := min(len(text), start+languageSample)
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return text[start:end]
}

// commonCount counts the words of a text, and of these the function words of
// English and of the languages most likely to be taken for it.
type commonCount struct{ words, english, foreign int }

// IsEnglish reports a share of English function words that only English has.
func (n commonCount) IsEnglish() bool { return n.english*100 > n.words*16 }

// Leaning tells a line in English, 1, from one in another language, -1; 0 where its
// words do not tell.
func Leaning(s string) int {
	switch n := CountCommon(s); {
	case n.foreign > n.english:
		return -1
	case n.IsEnglish() || n.english > 0 && n.listsEnglish():
		return 1
	}
	return 0
}

// listsEnglish reports the lower share of a list in English, which has hardly a
// function word of another language.
func (n commonCount) listsEnglish() bool {
	return n.english*12 > n.words && n.foreign*10 <= n.english
}

// isSentenceMark tells the signs that stand close to a word.
func isSentenceMark(c byte) bool {
	return c == '.' || c == ',' || c == ':' || c == ';' || c == '(' || c == ')'
}

// CountCommon counts the words of a text, and among them the commonest of English
// and of other languages.
func CountCommon(s string) (n commonCount) {
	known := words()
	for w := range strings.FieldsSeq(s) {
		n.words++
		for w != "" && isSentenceMark(w[0]) {
			w = w[1:]
		}
		for w != "" && isSentenceMark(w[len(w)-1]) {
			w = w[:len(w)-1]
		}
		if len(w) < minCommon || len(w) > maxCommon {
			continue
		}
		if isASCII(w) && !known.lengths.Has(w[0], w[len(w)-1], len(w)) {
			continue
		}
		switch known.common[strings.ToLower(w)] {
		case ofEnglish:
			n.english++
		case ofOthers:
			n.foreign++
		}
	}
	return n
}
