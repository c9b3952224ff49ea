package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

// maxWord is the longest run without white space that prose is given, in
// bytes: its tokenizer is quadratic in runs of punctuation (64 KB of dots take
// over half a minute). Longer runs are split at non-letters only.
const maxWord = 128

// A piece is a part of a white-space delimited word that is a word of its own:
// "Manager-Technical," has two pieces.
type piece struct {
	text       string // lower case, curly quotes straightened, invisible characters taken out
	start, end int    // bytes in the word
}

// appendPieces splits one white-space delimited word. prose's tokenizer takes
// off punctuation and contractions; what it leaves joined (PM/TPM,
// Manager-Technical, team,product, em dashes) is split further.
func appendPieces(out []piece, word string) []piece {
	if isASCII(word) {
		return appendClean(out, strings.ToLower(word))
	}
	clean, offsets := cleanWord(word)
	first := len(out)
	out = appendClean(out, clean)
	for i := first; i < len(out); i++ {
		out[i].start, out[i].end = offsets[out[i].start], offsets[out[i].end-1]+1
		// The last byte of a rune that cleaning shortened stands for all of it.
		for out[i].end < len(word) && !utf8.RuneStart(word[out[i].end]) {
			out[i].end++
		}
	}
	return out
}

func isASCII(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// cleanWord straightens quotes, takes out what cannot be seen, and makes the
// word valid UTF-8, on which prose depends. offsets maps each byte of the
// result, and its end, to the byte of word that it came from.
func cleanWord(word string) (clean string, offsets []int) {
	var b strings.Builder
	for i, r := range word {
		switch {
		case r == utf8.RuneError:
			r = ' '
		case r == '\u2018' || r == '\u2019' || r == '\u02bc':
			r = '\''
		case r == '\u201c' || r == '\u201d':
			r = '"'
		case r == '\u2011': // non-breaking hyphen
			r = '-'
		case r == '\u00ad' || unicode.Is(unicode.Cf, r): // soft hyphen, zero-width characters
			continue
		}
		n := b.Len()
		// Lowered here, since prose panics where lowering changes a word's length.
		b.WriteRune(unicode.ToLower(r))
		for range b.Len() - n {
			offsets = append(offsets, i)
		}
	}
	return b.String(), append(offsets, len(word))
}

// appendClean splits a clean word.
//
// Without an apostrophe there is no contraction, and prose parts a word only
// where splitJoined parts it as well: most words are spared the call
// (TestProsePartsNoMore).
func appendClean(out []piece, clean string) []piece {
	if len(clean) > maxWord || strings.IndexByte(clean, '\'') < 0 {
		return splitJoined(out, clean, [2]int{0, len(clean)})
	}
	for _, span := range proseSpans(clean) {
		out = splitJoined(out, clean, span)
	}
	return out
}

// proseSpans returns the spans of prose's tokens in a clean word, and of the
// text between them: prose drops what follows a contraction marker at a
// word's start ("Bachelor's/Master's" gives only "Bachelor").
func proseSpans(clean string) [][2]int {
	whole := [][2]int{{0, len(clean)}}
	doc, err := prose.NewDocument(clean, prose.WithTagging(false), prose.WithExtraction(false), prose.WithSegmentation(false))
	if err != nil {
		return whole
	}
	var spans [][2]int
	at := 0
	for _, t := range doc.Tokens() {
		i := strings.Index(clean[at:], t.Text)
		if i < 0 {
			continue // its text comes as part of a gap
		}
		if i > 0 {
			spans = append(spans, [2]int{at, at + i})
		}
		at += i
		spans = append(spans, [2]int{at, at + len(t.Text)})
		at += len(t.Text)
	}
	if at < len(clean) {
		spans = append(spans, [2]int{at, len(clean)})
	}
	return spans
}

// splitJoined appends the runs of letters and digits of clean[span] to out.
// Signs that end the name of a language stay with it: C++, C#.
func splitJoined(out []piece, clean string, span [2]int) []piece {
	s := clean[span[0]:span[1]]
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, piece{s[start:end], span[0] + start, span[0] + end})
			start = -1
		}
	}
	for i := 0; i < len(s); {
		if n := contraction(s[i:]); n > 0 {
			flush(i)
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if start < 0 {
				start = i
			}
		case (r == '+' || r == '#') && start >= 0 && unicode.IsLetter(rune(s[start])) && i-start <= 2:
		default:
			flush(i)
		}
		i += n
	}
	flush(len(s))
	return out
}

// contraction returns the length of the contraction's tail at the start of s,
// 0 for none. The tail of a contraction says nothing.
func contraction(s string) int {
	if s[0] != '\'' && s[0] != 'n' {
		return 0
	}
	for _, tail := range []string{"n't", "'ll", "'s", "'re", "'m", "'ve", "'d"} {
		if rest, ok := strings.CutPrefix(s, tail); ok {
			if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsLetter(r) {
				return len(tail)
			}
		}
	}
	return 0
}

// abbreviations end in a dot that ends no sentence.
var abbreviations = setOf([]string{
	"e.g.", "i.e.", "etc.", "inc.", "sr.", "jr.", "vs.", "incl.", "approx.", "dept.", "mr.", "ms.", "mrs.", "dr.", "st.", "no.", "u.s.", "b.s.", "m.s.", "b.a.", "ph.d.",
})

// endsSentence tells whether a sentence ends after the white-space delimited word.
func endsSentence(word string) bool {
	w := strings.TrimRight(word, `"')]}”’`)
	if w == "" {
		return false
	}
	switch w[len(w)-1] {
	case '!', '?', ';':
		return true
	case '.':
		return !abbreviations[strings.ToLower(strings.TrimLeft(w, `("'[“‘`))]
	}
	return false
}

// isBullet tells whether a word is a bullet, which begins a line wherever it stands.
func isBullet(word string) bool {
	switch word {
	case "•", "·", "●", "▪", "◦", "‣", "|", "*", "○", "■", "➢", "✓", "–•":
		return true
	}
	return false
}
