package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Piece is a part of a white-space delimited word that is a word of its own:
// "Manager-Technical," has two pieces.
type Piece struct {
	Text       string // lower case, curly quotes straightened, invisible characters taken out
	start, end int    // bytes in the word
}

// AppendPieces splits one white-space delimited word. prose's tokenizer takes
// off punctuation and contractions; what it leaves joined (PM/TPM,
// Manager-Technical, team,product, em dashes) is split further.
func (t *Tokenizer) AppendPieces(out []Piece, word string) []Piece {
	if isASCII(word) {
		return t.appendClean(out, strings.ToLower(word))
	}
	clean, offsets := cleanWord(word)
	first := len(out)
	out = t.appendClean(out, clean)
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

// splitJoined appends the runs of letters and digits of clean[span] to out.
func splitJoined(out []Piece, clean string, span [2]int) []Piece {
	for i, end := span[0], span[1]; i < end; {
		s := clean[i:end]
		n := contraction(s)
		if n > 0 && s[0] == 'n' {
			out = append(out, Piece{"not", i, i + n})
		}
		if n == 0 {
			if n = runLength(s); n > 0 {
				out = append(out, Piece{s[:n], i, i + n})
			} else {
				_, n = utf8.DecodeRuneInString(s)
			}
		}
		i += n
	}
	return out
}

// runLength returns the length of the run of letters and digits at the start
// of s, which the tail of a contraction ends. Signs that end the name of a
// language stay with it: C++, C#.
func runLength(s string) int {
	for i, r := range s {
		switch {
		case isWordRune(r) && (r != 'n' || contraction(s[i:]) == 0):
		case (r == '+' || r == '#') && 0 < i && i <= 2 && unicode.IsLetter(rune(s[0])):
		default:
			return i
		}
	}
	return len(s)
}

// isWordRune tells whether r, in lower case, is a letter, a part of one, or a digit.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// contraction returns the length of the contraction's tail at the start of s,
// 0 for none. It says nothing, but for that of "don't", which is "not".
func contraction(s string) int {
	if s[0] != '\'' && !strings.HasPrefix(s, "n'") {
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
var abbreviations = SetOf([]string{
	"e.g.", "i.e.", "etc.", "inc.", "sr.", "jr.", "vs.", "incl.", "approx.", "dept.", "mr.", "ms.", "mrs.", "dr.", "st.", "no.", "u.s.", "b.s.", "m.s.", "b.a.", "ph.d.",
})

// endsSentence tells whether a sentence ends after the white-space delimited word.
func endsSentence(word string) bool {
	if c := word[len(word)-1]; 'a' <= c && c <= 'z' {
		return false // as after nearly all
	}
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
