package metrics

import (
	"strings"

	"rolecall/classify/internal/statement"
)

// A LineScore counts how the letters that statements were read with agree with
// those that readers gave them.
type LineScore struct {
	Statements        int
	Hit, Said, Marked [statement.NumLetters]int // by letter: both, by the program, by readers
}

// Add counts a statement, by the letters that it was read with and those that a
// reader gave it.
func (s *LineScore) Add(letters, mark string) {
	s.Statements++
	for l := range s.Hit {
		name := statement.LetterNames[l]
		said, marked := strings.IndexByte(letters, name) >= 0, strings.IndexByte(mark, name) >= 0
		if said {
			s.Said[l]++
		}
		if marked {
			s.Marked[l]++
		}
		if said && marked {
			s.Hit[l]++
		}
	}
}

// Letter returns precision, recall and F1 of a letter.
func (s *LineScore) Letter(l int) (precision, recall, f1 float64) {
	return ratio(s.Hit[l], s.Said[l]), ratio(s.Hit[l], s.Marked[l]), ratio(2*s.Hit[l], s.Said[l]+s.Marked[l])
}

// F1 returns the mean F1 of the five letters: line F1.
func (s *LineScore) F1() (sum float64) {
	for l := range s.Hit {
		_, _, f := s.Letter(l)
		sum += f / float64(statement.NumLetters)
	}
	return sum
}

// LetterName returns the letter that readers wrote.
func LetterName(l int) string { return statement.LetterNames[l : l+1] }
