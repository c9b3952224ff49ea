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

// quoteReach is how many bytes of a sentence are quoted to either side of a
// hit: a text without a full stop would else be repeated whole for each of its
// hits.
const quoteReach = 400

// Quote returns the bytes of what to show of a hit: its Sentence, and of a long
// one the whole words nearest to the hit.
func (r *Reading) Quote(h Hit) (from, to int) {
	from, to = r.Sentence(h)
	if h.Start-from > quoteReach {
		from = h.Start - quoteReach
		if space := strings.IndexByte(r.Text[from:h.Start], ' '); space >= 0 {
			from += space + 1
		} else {
			from = h.Start
		}
	}
	if to-h.End > quoteReach {
		to = h.End + max(0, strings.LastIndexByte(r.Text[h.End:h.End+quoteReach], ' '))
	}
	return from, to
}
