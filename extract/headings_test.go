package extract

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// The table of the normal form says what its function does to each character.
func TestNormalHeadings(t *testing.T) {
	for c := range byte(128) {
		want := "a b"
		switch {
		case unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)):
			want = "a" + strings.ToLower(string(rune(c))) + "b"
		case c == '\'' || c == '`':
			want = "ab"
		case c == '&':
			want = "a and b"
		}
		in := "A" + string(rune(c)) + "b"
		if got := normalHeading(in); got != want {
			t.Errorf("normalHeading(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHeadings(t *testing.T) {
	tests := map[string]Kind{
		"What You'll Do": Duties, "What you’ll do:": Duties, "KEY RESPONSIBILITIES": Duties, "Your responsibilities at Orbit": Duties, "A Day in the Life": Duties,
		"Minimum Qualifications": Requirements, "Who you are": Requirements, "Nice-to-haves": Requirements, "What we’re looking for": Requirements, "About you": Requirements,
		"About the role": Summary, "The Opportunity": Summary, "About Orbit": Company, "Who we are": Company, "Perks & Benefits": Benefits, "Why join Orbit?": Benefits,
		"Equal Opportunity Employer": Legal, "How to apply": Other, "자격요건": Requirements, "Обязанности:": Duties, "Requisitos": Requirements,
	}
	for heading, want := range tests {
		if got, how := headings().lookup(heading); got != want || how == noMatch {
			t.Errorf("%q is %s (%d), want %s", heading, got, how, want)
		}
	}
}

// What is refused before it is looked up is not known.
func TestMayOpen(t *testing.T) {
	m := headings()
	for head := range m.heads {
		if strings.ContainsFunc(head, unicode.IsDigit) {
			continue // capitals alone start a heading inside a line
		}
		r, size := utf8.DecodeRuneInString(head)
		title := string(unicode.ToUpper(r)) + head[size:]
		for _, s := range []string{head, title, strings.ToUpper(head) + ":", title + " and", title + "Own"} {
			if !m.mayOpen(s) {
				t.Errorf("%q opens with %q", s, head)
			}
		}
	}
	for _, s := range []string{"", "Zzyzx", "Zzyzx first", "McZzyzx"} {
		if known, _ := m.opens(s); known {
			t.Errorf("%q opens with a known heading", s)
		}
	}
}
