package vocabulary

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"rolecall/extract/internal/posting"
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
		if got := NormalHeading(in); got != want {
			t.Errorf("normalHeading(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHeadings(t *testing.T) {
	tests := map[string]posting.Kind{
		"What You'll Do": posting.Duties, "What you’ll do:": posting.Duties, "KEY RESPONSIBILITIES": posting.Duties, "Your responsibilities at Orbit": posting.Duties, "A Day in the Life": posting.Duties,
		"Minimum Qualifications": posting.Requirements, "Who you are": posting.Requirements, "Nice-to-haves": posting.Requirements, "What we’re looking for": posting.Requirements, "About you": posting.Requirements,
		"About the role": posting.Summary, "The Opportunity": posting.Summary, "About Orbit": posting.Company, "Who we are": posting.Company, "Perks & Benefits": posting.Benefits, "Why join Orbit?": posting.Benefits,
		"Equal Opportunity Employer": posting.Legal, "How to apply": posting.Other, "자격요건": posting.Requirements, "Обязанности:": posting.Duties, "Requisitos": posting.Requirements,
	}
	for heading, want := range tests {
		if got, how := Headings().Lookup(heading); got != want || how == NoMatch {
			t.Errorf("%q is %s (%d), want %s", heading, got, how, want)
		}
	}
}

// What is refused before it is looked up is not known.
func TestMayOpen(t *testing.T) {
	m := Headings()
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
