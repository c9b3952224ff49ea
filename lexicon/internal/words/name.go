package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsCapital tells whether a token is written with a capital.
func IsCapital(text string, t *Token) bool {
	r, _ := utf8.DecodeRuneInString(text[t.Start:])
	return unicode.IsUpper(r)
}

// IsNew tells whether a token looks like a name: written with a capital, and a
// word that no pattern has.
func IsNew(text string, t *Token) bool {
	return t.Word == 0 && t.Marks&Named == 0 && IsCapital(text, t)
}

// IsNamesOwn tells whether a token is a name that owns what follows: "Acme's".
func IsNamesOwn(text string, t *Token) bool {
	rest := strings.Replace(text[t.End:min(len(text), int(t.End)+4)], "\u2019", "'", 1)
	return strings.HasPrefix(rest, "'s") && IsNew(text, t)
}

// IsSum tells whether a token is a sum of money: "$90,000".
func IsSum(text string, t *Token) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:t.Start])
	return unicode.Is(unicode.Sc, r)
}

// IsYours tells whether "your" stands before a token.
func IsYours(text string, t *Token) bool {
	const your = "your "
	from := int(t.Start) - len(your)
	return t.Marks&(Article|Our) == Article && from >= 0 && strings.EqualFold(text[from:t.Start], your)
}

// IsFinite tells whether a token is written as the verb of one: "makes", "made", "is".
func IsFinite(text string, t *Token) bool {
	return text[t.End-1] == 's' || text[t.End-1] == 'd'
}
