package marked

import (
	"strings"

	"rolecall/classify/internal/statement"
)

// Letters count lines by the letters that statements were read with, and that
// readers gave them.
type Letters struct {
	Lines int `json:"lines"`
	Alone int `json:"lines_without_a_statement"`

	// Hit are lines that both gave a letter, Said those of the program, and
	// Marked those of readers, in the order of LetterNames.
	Hit    [statement.NumLetters]int `json:"hit"`
	Said   [statement.NumLetters]int `json:"said"`
	Marked [statement.NumLetters]int `json:"marked"`
}

// LetterNames are the letters in their order.
const LetterNames = statement.LetterNames

// Letter returns precision, recall and F1 of a letter, 0 to 1.
func (s *Letters) Letter(l int) (precision, recall, f1 float64) {
	return ratio(s.Hit[l], s.Said[l]), ratio(s.Hit[l], s.Marked[l]), ratio(2*s.Hit[l], s.Said[l]+s.Marked[l])
}

// F1 returns the mean F1 of the letters: line F1.
func (s *Letters) F1() (sum float64) {
	for l := range s.Hit {
		_, _, f := s.Letter(l)
		sum += f / float64(len(s.Hit))
	}
	return sum
}

func (s *Letters) add(t *Letters) {
	s.Lines, s.Alone = s.Lines+t.Lines, s.Alone+t.Alone
	for l := range s.Hit {
		s.Hit[l], s.Said[l], s.Marked[l] = s.Hit[l]+t.Hit[l], s.Said[l]+t.Said[l], s.Marked[l]+t.Marked[l]
	}
}

// lookBack is how many statements before the last one found are looked at for
// the next line.
const lookBack = 3

// letters compares the letters of lines. What is said of a line is the union
// over the statements that stand in it, or that it stands in, compared by their
// words: a run of them, found near the one before.
func (p *judged) letters() (s Letters) {
	said := p.said()
	next := 0
	for i := range p.lines {
		l := &p.lines[i]
		union, found := "", false
		for j := max(0, next-lookBack); j < len(said); j++ {
			if strings.Contains(l.words, said[j].words) || strings.Contains(said[j].words, l.words) {
				union += said[j].letters
				found, next = true, j
			} else if found {
				break
			}
		}
		s.Lines++
		if !found {
			s.Alone++
		}
		s.count(union, l.letters)
	}
	return s
}

// said are the statements that have words.
func (p *judged) said() (out []line) {
	text := p.Extraction.Posting.Text
	for i := range p.result.Statements {
		s := &p.result.Statements[i]
		if w := words(text[s.Start:s.End]); w != "" {
			out = append(out, line{w, s.Letters})
		}
	}
	return out
}

func (s *Letters) count(said, marked string) {
	for l := range s.Hit {
		says, is := strings.IndexByte(said, LetterNames[l]) >= 0, strings.IndexByte(marked, LetterNames[l]) >= 0
		if says {
			s.Said[l]++
		}
		if is {
			s.Marked[l]++
		}
		if says && is {
			s.Hit[l]++
		}
	}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
