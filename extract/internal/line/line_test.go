package line

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
		if got, want := CountWords(s), plainCount(s); got != want {
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
		if l = OneLine(l); l != "" {
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
		var w Builder
		w.Text(s, Style{Level: 2}) // a bullet in front of a line is cut off
		w.Flush()
		var got []string
		for _, l := range w.Lines {
			got = append(got, l.Text)
		}
		var want []string
		for _, l := range plainLines(s) {
			if l, _ = CutBullet(l); l != "" {
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
		if got := NextMark(s, 0); got != want {
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

func TestPhraseSet(t *testing.T) {
	set := NewPhraseSet([]string{"is no longer", "this job is no longer available", "this job", "e-verify", "求人"})
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
		if got := set.Find(text); got != want {
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
		if got := Language(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := map[string]string{
		"en": "We are looking for a pilot who will drive the rovers with our team and write the reports for the people who read them.",
		"de": "Wir suchen eine Pilotin, die unsere Fahrzeuge mit Ruhe über trockene Seen steuert und danach die Berichte für das Team schreibt.",
		"es": "Buscamos una persona que conduzca nuestros vehículos sobre lagos secos y que escriba después los informes para el equipo.",
		"ru": "Мы ищем пилота, который спокойно ведёт наши машины по дну сухих озёр и потом пишет отчёты для всей команды.",
		"ko": "우리는 마른 호수 바닥에서 탐사차를 침착하게 운전하고 팀을 위해 보고서를 작성할 조종사를 찾고 있습니다. 함께 일할 분을 기다립니다.",
		"":   "Radio",
	}
	for want, text := range tests {
		if got := Language(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestHyphenation(t *testing.T) {
	for _, c := range [][3]string{
		{"manage cross-", "functional teams", "manage cross-functional teams"},
		{"the engineer-", "ing teams", "the engineering teams"},
		{"end-to-", "end ownership", "end-to-end ownership"},
		{"UK-", "based", "UK-based"},
		{"one", "two", "one two"},
		{"and/", "or", "and/or"},
	} {
		if got := JoinFolded(c[0], c[1]); got != c[2] {
			t.Errorf("%q + %q = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// The table of folding says what its function does to each character.
func TestFoldedASCII(t *testing.T) {
	for c := range byte(128) {
		want := "a b"
		switch {
		case unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)):
			want = "a" + strings.ToLower(string(rune(c))) + "b"
		case c == '\'':
			want = "ab"
		}
		in := "A" + string(rune(c)) + "b"
		if got := foldWords(in); got != want {
			t.Errorf("foldWords(%q) = %q, want %q", in, got, want)
		}
	}
}

// Words are the same, whether all of a text is ASCII or not.
func TestEachWord(t *testing.T) {
	const text = "Own_the ROADMAP's 3 risks@you.\x00\t[A]z`{z}/Z"
	for _, s := range []string{text, text + " é"} {
		var got []string
		EachWord(s, func(w string) { got = append(got, w) })
		want := []string{"own", "the", "roadmap", "s", "3", "risks", "you", "a", "z", "z", "z"}
		if s != text {
			want = append(want, "é")
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: (-want +got)\n%s", s, d)
		}
	}
}

// TestPictographs makes items of lines that pictographs open, and leaves one that stands
// alone, in a title or in bold.
func TestPictographs(t *testing.T) {
	lines := Parse("🚀 Yard Manager\nWe need you.\n🌿 Keep the yard\n🌿 Plan the week\n🧗🏽 Climb the crane\n🌿\n**🌿 Bold words**\n# 🌿 Heading\n- 🌿 Rake\n- 🌿 Hoe")
	var got []string
	for _, l := range lines {
		mark := ""
		if l.Has(Item) {
			mark = "- "
		}
		got = append(got, mark+l.Text)
	}
	want := []string{"🚀 Yard Manager", "We need you.", "- Keep the yard", "- Plan the week", "- Climb the crane", "🌿", "🌿 Bold words", "🌿 Heading", "- 🌿 Rake", "- 🌿 Hoe"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
