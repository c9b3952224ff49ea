package terminal

import (
	"fmt"
	"strings"
)

// Thousands writes a number as people read it.
func Thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Postings counts them in words.
func Postings(n int64) string {
	if n == 1 {
		return "1 posting"
	}
	return Thousands(n) + " postings"
}

// Plural counts things in words.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Listed names the first of a list, and how many more there are.
func Listed(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// Pronoun stands for names.
func Pronoun(names []string) string {
	if len(names) == 1 {
		return "it"
	}
	return "them"
}
