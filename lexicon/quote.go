package lexicon

import "strings"

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
