package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// languageSample is how much of a text its language is told from: the guess
// does not get better with more, and its cost grows.
const languageSample = 640

// language tells the ISO 639-1 code of a text, "" where it is too short to
// tell. English is settled by counting its commonest words, which costs a
// hundredth of the trigram model and is never wrong on a paragraph.
func language(text string) string {
	s := sample(text)
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < 40 {
		return ""
	}
	if englishShare(s) > 0.16 {
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

// englishShare is the share of words that are English function words.
func englishShare(s string) float64 {
	n, hits := 0, 0
	for w := range strings.FieldsSeq(s) {
		n++
		switch strings.ToLower(strings.Trim(w, ".,:;()")) {
		case "the", "and", "of", "to", "with", "for", "our", "you", "your", "we", "is", "are", "that", "will", "this", "have", "as", "on", "be", "or", "from", "by", "at", "their", "an":
			hits++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(hits) / float64(n)
}
