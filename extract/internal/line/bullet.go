package line

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CutBullet removes the mark in front of a list item written by hand.
func CutBullet(s string) (string, bool) {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '•', '●', '▪', '■', '◦', '○', '‣', '·', '∙', '➢', '►', '➤', '✓', '✔', '✅', '❖', '⁃', '→', '⇒', '»', '✦', '✧', '★', '☆', '♦', '◆', '◇', '□', '☐', '☑', '▸', '▹', '▶', '➜', '➔', '❯', '⦿', '⁌', '\uf0b7', '\uf0a7', '\uf076', '\uf0d8', '\uf0fc', '\uf06e':
	case '*', '-', '–', '—', '+':
		if len(s) > n && s[n] != ' ' {
			return s, false
		}
	case 'o', '§': // what is left of the bullets of Word
		if len(s) < n+2 || s[n] != ' ' && s[n] != '\t' || !opensItem(strings.TrimLeft(s[n:], " \t")) {
			return s, false
		}
	default:
		return s, false
	}
	return strings.TrimLeft(s[n:], " \u00a0\ufe0f"), true
}

// cutPictograph removes the pictographs in front of a text that goes on.
func cutPictograph(s string) (string, bool) {
	if s == "" || s[0] < utf8.RuneSelf {
		return s, false
	}
	mark, rest, ok := strings.Cut(s, " ")
	if !ok || rest == "" {
		return s, false
	}
	for _, r := range mark {
		if !(r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF || r >= 0x2B00 && r <= 0x2BFF || r == 0xFE0F || r == 0x200D) {
			return s, false
		}
	}
	return rest, true
}

// opensItem reports a text that starts as an item does: with a capital, or a number.
func opensItem(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// StartsItem reports a line that a bullet or a number opens.
func StartsItem(t string) bool {
	if rest, ok := CutBullet(t); ok && rest != t {
		return true
	}
	i := 0
	for i < len(t) && i < 3 && t[i] >= '0' && t[i] <= '9' {
		i++
	}
	return i > 0 && i+1 < len(t) && (t[i] == '.' || t[i] == ')') && t[i+1] == ' '
}
