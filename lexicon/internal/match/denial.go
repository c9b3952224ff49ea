package match

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"rolecall/lexicon/internal/words"
)

// A TokenRange is tokens from one up to another, which is not part of it.
type TokenRange struct{ From, To int32 }

// AppendDenied appends what the denials in toks govern: ranges in order, none
// overlapping another.
func (g *Grammar) AppendDenied(out []TokenRange, text string, toks []words.Token, denials []int32) []TokenRange {
	for _, d := range denials {
		if n := len(out); n > 0 && out[n-1].From <= d && d < out[n-1].To {
			continue // a denial within another: not … nor
		}
		if r := g.governed(text, toks, int(d)); r.From < r.To {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b TokenRange) int { return cmp.Compare(a.From, b.From) })
	merged := out[:0]
	for _, r := range out {
		if n := len(merged); n > 0 && r.From <= merged[n-1].To {
			merged[n-1].To = max(merged[n-1].To, r.To)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// Within tells whether a token stands in one of some ordered ranges.
func Within(ranges []TokenRange, token int) bool {
	i := sort.Search(len(ranges), func(i int) bool { return int(ranges[i].To) > token })
	return i < len(ranges) && int(ranges[i].From) <= token
}

// governed returns what the denial at token d denies.
func (g *Grammar) governed(text string, toks []words.Token, d int) TokenRange {
	next, brief := d+1, g.Is(&toks[d], words.DeniesNext|words.DeniesPair)
	if g.Is(&toks[d], words.DeniesPair) {
		if next == len(toks) || toks[next].Word != g.pair(toks[d].Word) || toks[next].Marks&words.Breaks != 0 {
			return TokenRange{}
		}
		next++
	}
	switch {
	case g.asked(toks, d), next < len(toks) && toks[next].Marks&(words.Breaks|words.Clause|words.Comma) == 0 && g.Is(&toks[next], words.Affirms):
		return TokenRange{}
	case g.needless(text, toks, d):
		return g.governedBefore(toks, d)
	}
	to := next
	for ; to < min(len(toks), next+maxClause); to++ {
		t := &toks[to]
		if t.Marks&(words.Breaks|words.Clause) != 0 || g.Is(t, words.IsBut) || to > next && g.Is(t, words.IsSubject) && !g.Is(&toks[to-1], words.IsRelative) ||
			t.Marks&words.Comma != 0 && to > next && !g.orFollows(toks, to) ||
			g.Is(t, words.IsAnd) && (brief || to+1 < len(toks) && g.Is(&toks[to+1], words.OpensDuty)) {
			break
		}
	}
	return TokenRange{int32(next), int32(to)}
}

// asked tells whether the denial at token d stands in a question: if not,
// whether or not.
func (g *Grammar) asked(toks []words.Token, d int) bool {
	if d > 0 && g.Is(&toks[d-1], words.IsOr) {
		d--
	}
	return d > 0 && toks[d].Marks&words.Breaks == 0 && g.Is(&toks[d-1], words.IsAsking)
}

// needless tells whether the denial at token d says that what stands before it
// is not required.
func (g *Grammar) needless(text string, toks []words.Token, d int) bool {
	for i := d + 1; i < min(d+3, len(toks)) && toks[i].Marks&(words.Breaks|words.Clause|words.Comma) == 0; i++ {
		if t := &toks[i]; g.Is(t, words.IsNeedless) {
			written := strings.ToLower(text[t.Start:t.End])
			return d > 0 && toks[d].Marks&(words.Breaks|words.Clause) == 0 && !strings.HasSuffix(written, "e") && !strings.HasSuffix(written, "s") &&
				(g.Is(&toks[d-1], words.IsBeing) || strings.HasSuffix(written, "ed") && written != "need")
		}
	}
	return false
}

// governedBefore returns what a denial at token d denies that says that what
// stands before it is not required, unless it is wished for.
func (g *Grammar) governedBefore(toks []words.Token, d int) TokenRange {
	from := d
	for from > 0 && d-from < maxClause && toks[from].Marks&(words.Breaks|words.Clause|words.Comma) == 0 && !g.Is(&toks[from-1], words.IsBut) {
		from--
		if g.Is(&toks[from], words.IsWished) {
			return TokenRange{}
		}
	}
	return TokenRange{int32(from), int32(d)}
}

// orFollows tells whether a list that goes on at token i ends with "or".
func (g *Grammar) orFollows(toks []words.Token, i int) bool {
	for end := min(len(toks), i+maxClause); i < end && toks[i].Marks&(words.Breaks|words.Clause) == 0 && !g.Is(&toks[i], words.IsBut|words.IsSubject); i++ {
		if g.Is(&toks[i], words.IsOr) {
			return true
		}
	}
	return false
}
