package extract

import (
	"strings"
	"testing"
	"unicode"
)

// The fast ways through a line are held against the plain ones.

var lineSeeds = []string{
	"", "a", "You'll own the plan", "It's the team’s 2nd e-mail, isn't it?", "  two  blanks and\ttabs\u00a0here ", "12345678 abcdefgh", "abcdefg hijklmno p",
	"計画を担当 and 製品", "zero\u200bwidth soft\u00adhyphen", "one\u2028two", "ÄRGER über\x7fall", "'''' ’’ ''a''", "\xff\xfe broken", "ABCDEFGHIJKLMNOP*•é",
}

// plainCount is countWords a character at a time.
func plainCount(s string) int {
	n, wide, inWord := 0, 0, false
	for _, r := range s {
		switch {
		case isWide(r):
			wide++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				n++
			}
			inWord = true
		case r != '\'' && r != '’':
			inWord = false
		}
	}
	return n + (wide+1)/2
}

func FuzzCountWords(f *testing.F) {
	for _, s := range lineSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := countWords(s), plainCount(s); got != want {
			t.Errorf("%q: %d words, want %d", s, got, want)
		}
	})
}

// plainLines are the lines that a text node of a page comes to, a character at
// a time.
func plainLines(s string) []string {
	var out []string
	for l := range strings.SplitSeq(strings.ReplaceAll(s, "\u2029", "\u2028"), "\u2028") {
		l = strings.Map(func(r rune) rune {
			switch {
			case invisible(r):
				return -1
			case unicode.IsControl(r):
				return ' '
			}
			return r
		}, l)
		if l = oneLine(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func FuzzLineBuilder(f *testing.F) {
	for _, s := range lineSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		if bulletLines(s) {
			return
		}
		var w lineBuilder
		w.text(s, textStyle{level: 2}) // a bullet in front of a line is cut off
		w.flush()
		var got []string
		for _, l := range w.lines {
			got = append(got, l.text)
		}
		var want []string
		for _, l := range plainLines(s) {
			if l, _ = cutBullet(l); l != "" {
				want = append(want, l)
			}
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	})
}

func FuzzNextMark(f *testing.F) {
	for _, s := range lineSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 || r == '*' || r >= 'A' && r <= 'Z' })
		if want < 0 {
			want = len(s)
		}
		if got := nextMark(s, 0); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	})
}

// plainFold is foldWords a character at a time.
func plainFold(s string) string {
	var b strings.Builder
	word := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || r >= '0' && r <= '9':
			b.WriteRune(unicode.ToLower(r))
			word = true
		case r != '\'' && r != '’':
			if word {
				b.WriteByte(' ')
			}
			word = false
		}
	}
	return b.String()
}

func FuzzFoldWords(f *testing.F) {
	for _, s := range lineSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := foldWords(s), plainFold(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	})
}

// The tables of both normal forms say what their functions do to each character.
func TestNormalForms(t *testing.T) {
	for c := range byte(128) {
		plain, quote := " ", c == '\''
		if unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)) {
			plain = strings.ToLower(string(rune(c)))
		}
		folded := "a" + plain + "b"
		heading := folded
		switch {
		case quote:
			folded, heading = "ab", "ab"
		case c == '`':
			heading = "ab"
		case c == '&':
			heading = "a and b"
		}
		in := "A" + string(rune(c)) + "b"
		if got := foldWords(in); got != folded {
			t.Errorf("foldWords(%q) = %q, want %q", in, got, folded)
		}
		if got := normalHeading(in); got != heading {
			t.Errorf("normalHeading(%q) = %q, want %q", in, got, heading)
		}
	}
}

func TestPhraseSet(t *testing.T) {
	set := newPhraseSet([]string{"is no longer", "this job is no longer available", "this job", "e-verify", "求人"})
	for text, want := range map[string]string{
		"Sorry, this job is no longer available.": "this job is no longer available",
		"It is no longer so. This job too":        "is no longer",
		"THIS  JOB":                               "this job",
		"We use E-Verify":                         "e-verify",
		"this jobs":                               "",
		"no longer available":                     "",
		"エンジニアの求人です":                              "求人",
		"この求人: this job":                          "this job",
	} {
		if got := set.find(text); got != want {
			t.Errorf("find(%q) = %q, want %q", text, got, want)
		}
	}
}

// A list of duties has few of the words that English is told by, and many that
// look French.
func TestLanguageOfLists(t *testing.T) {
	for want, text := range map[string]string{
		"en": "Manage tender logistics (checklists, matrices, portals) and coordinate internal clarifications.\nAssemble proposal content; maintain a reusable library.\n" +
			"Ensure compliant submissions, schedule orals.\nSupport negotiations on milestone payments for the team.",
		"fr": "Vous pilotez la feuille de route du produit, le backlog et les releases on site; roadmap, sprint planning, reporting aux équipes de la qualité.",
	} {
		if got := language(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
