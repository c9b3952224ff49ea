package pdftext

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// glyphRune tells the text of a glyph by its name, "" where it is not known.
// Accented letters are put together from the letter and the accent.
func glyphRune(n string) string {
	n, _, _ = strings.Cut(n, ".")
	if utf8.RuneCountInString(n) == 1 {
		return n
	}
	if s, ok := glyphNames[n]; ok {
		return s
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(n, prefix); ok && len(hex) >= 4 && len(hex) <= 6 {
			if v, err := strconv.ParseUint(hex, 16, 32); err == nil && utf8.ValidRune(rune(v)) && v >= 32 {
				return string(rune(v))
			}
		}
	}
	if len(n) > 1 {
		if accent, ok := accents[n[1:]]; ok {
			return norm.NFC.String(n[:1] + accent)
		}
	}
	if strings.Contains(n, "_") {
		var out string
		for part := range strings.SplitSeq(n, "_") {
			out += glyphRune(part)
		}
		return out
	}
	return ""
}

var accents = map[string]string{
	"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303", "ring": "\u030a", "cedilla": "\u0327",
	"caron": "\u030c", "breve": "\u0306", "ogonek": "\u0328", "macron": "\u0304", "dotaccent": "\u0307", "hungarumlaut": "\u030b", "commaaccent": "\u0326",
}

var glyphNames = map[string]string{
	"space": " ", "nbspace": " ", "exclam": "!", "quotedbl": `"`, "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&", "quotesingle": "'",
	"quoteright": "’", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "minus": "−", "sfthyphen": "\u00ad", "period": ".", "slash": "/",
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": `\`, "bracketright": "]",
	"asciicircum": "^", "underscore": "_", "grave": "`", "quoteleft": "‘", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~",
	"exclamdown": "¡", "cent": "¢", "sterling": "£", "fraction": "⁄", "yen": "¥", "florin": "ƒ", "section": "§", "currency": "¤", "quotedblleft": "“", "quotedblright": "”",
	"guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl",
	"endash": "–", "emdash": "—", "figuredash": "‒", "dagger": "†", "daggerdbl": "‡", "periodcentered": "·", "middot": "·", "paragraph": "¶", "bullet": "•", "quotesinglbase": "‚", "quotedblbase": "„",
	"ellipsis": "…", "perthousand": "‰", "questiondown": "¿", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "Oslash": "Ø", "oslash": "ø", "Lslash": "Ł", "lslash": "ł",
	"germandbls": "ß", "dotlessi": "ı", "Eth": "Ð", "eth": "ð", "Thorn": "Þ", "thorn": "þ", "copyright": "©", "registered": "®", "trademark": "™", "degree": "°", "plusminus": "±",
	"mu": "µ", "onesuperior": "¹", "twosuperior": "²", "threesuperior": "³", "onequarter": "¼", "onehalf": "½", "threequarters": "¾", "multiply": "×", "divide": "÷", "logicalnot": "¬",
	"Euro": "€", "euro": "€", "ordfeminine": "ª", "ordmasculine": "º", "brokenbar": "¦", "arrowright": "→", "arrowleft": "←", "filledbox": "■", "H18533": "■", "openbullet": "◦", "circle": "○",
	"a": "a", "checkmark": "✓", "lozenge": "◊", "greaterequal": "≥", "lessequal": "≤", "notequal": "≠", "approxequal": "≈",
}

// standardHigh is the upper half of StandardEncoding.
var standardHigh = map[byte]string{
	0xA1: "¡", 0xA2: "¢", 0xA3: "£", 0xA4: "⁄", 0xA5: "¥", 0xA6: "ƒ", 0xA7: "§", 0xA8: "¤", 0xA9: "'", 0xAA: "“", 0xAB: "«", 0xAC: "‹", 0xAD: "›", 0xAE: "fi", 0xAF: "fl",
	0xB1: "–", 0xB2: "†", 0xB3: "‡", 0xB4: "·", 0xB6: "¶", 0xB7: "•", 0xB8: "‚", 0xB9: "„", 0xBA: "”", 0xBB: "»", 0xBC: "…", 0xBD: "‰", 0xBF: "¿",
	0xD0: "—", 0xE1: "Æ", 0xE3: "ª", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEB: "º", 0xF1: "æ", 0xF5: "ı", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß",
}

// baseEncoding is the text of each code of a font with one-byte codes.
func baseEncoding(n name) (table [256]string) {
	m := charmap.Windows1252
	if n == "MacRomanEncoding" {
		m = charmap.Macintosh
	}
	for i := range 256 {
		c := byte(i)
		switch {
		case n == "StandardEncoding" && c >= 0x80:
			table[i] = standardHigh[c]
		case n == "StandardEncoding" && c == '\'':
			table[i] = "’"
		case n == "StandardEncoding" && c == '`':
			table[i] = "‘"
		case c >= ' ' && c != 0x7f:
			if r := m.DecodeByte(c); r != utf8.RuneError {
				table[i] = string(r)
			}
		}
	}
	return table
}

// isSymbols recognises the fonts whose letters are drawings; postings use them
// for bullets.
func isSymbols(font string) bool {
	f := strings.ToLower(font)
	return strings.Contains(f, "symbol") && !strings.Contains(f, "segoe") || strings.Contains(f, "wingdings") || strings.Contains(f, "dingbats") || strings.Contains(f, "webdings")
}
