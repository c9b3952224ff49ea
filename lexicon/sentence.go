package lexicon

import (
	"slices"
	"strings"
)

// Sentence returns the bytes of the sentence, or of the line where that is
// shorter, that holds a hit of the reading.
func (r *Reading) Sentence(h Hit) (from, to int) {
	i, found := slices.BinarySearch(r.sentences, int32(h.Start))
	if !found {
		i--
	}
	from, to = int(r.sentences[i]), len(r.Text)
	if i+1 < len(r.sentences) {
		to = int(r.sentences[i+1])
	}
	if n := strings.IndexByte(r.Text[h.End:to], '\n'); n >= 0 {
		to = h.End + n
	}
	return from, h.End + len(strings.TrimRight(r.Text[h.End:to], " \t\r•·|*"))
}
