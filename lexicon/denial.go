package lexicon

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// A tokenRange is tokens from one up to another, which is not part of it.
type tokenRange struct{ from, to int32 }

// appendDenied appends what the denials in toks govern: ranges in order, none
// overlapping another.
func (g *grammar) appendDenied(out []tokenRange, text string, toks []Token, denials []int32) []tokenRange {
	for _, d := range denials {
		if n := len(out); n > 0 && out[n-1].from <= d && d < out[n-1].to {
			continue // a denial within another: not … nor
		}
		if r := g.governed(text, toks, int(d)); r.from < r.to {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b tokenRange) int { return cmp.Compare(a.from, b.from) })
	merged := out[:0]
	for _, r := range out {
		if n := len(merged); n > 0 && r.from <= merged[n-1].to {
			merged[n-1].to = max(merged[n-1].to, r.to)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// within tells whether a token stands in one of some ordered ranges.
func within(ranges []tokenRange, token int) bool {
	i := sort.Search(len(ranges), func(i int) bool { return int(ranges[i].to) > token })
	return i < len(ranges) && int(ranges[i].from) <= token
}

// governed returns what the denial at token d denies.
func (g *grammar) governed(text string, toks []Token, d int) tokenRange {
	next, brief := d+1, g.is(&toks[d], deniesNext|deniesPair)
	if g.is(&toks[d], deniesPair) {
		if next == len(toks) || toks[next].Word != g.pairs[toks[d].Word] || toks[next].marks&breaks != 0 {
			return tokenRange{}
		}
		next++
	}
	switch {
	case g.asked(toks, d), next < len(toks) && toks[next].marks&(breaks|clause|comma) == 0 && g.is(&toks[next], affirms):
		return tokenRange{}
	case g.needless(text, toks, d):
		return g.governedBefore(toks, d)
	}
	to := next
	for ; to < min(len(toks), next+maxClause); to++ {
		t := &toks[to]
		if t.marks&(breaks|clause) != 0 || g.is(t, isBut) || to > next && g.is(t, isSubject) ||
			t.marks&comma != 0 && to > next && !g.orFollows(toks, to) ||
			g.is(t, isAnd) && (brief || to+1 < len(toks) && g.is(&toks[to+1], opensDuty)) {
			break
		}
	}
	return tokenRange{int32(next), int32(to)}
}

// asked tells whether the denial at token d stands in a question: if not,
// whether or not.
func (g *grammar) asked(toks []Token, d int) bool {
	if d > 0 && g.is(&toks[d-1], isOr) {
		d--
	}
	return d > 0 && toks[d].marks&breaks == 0 && g.is(&toks[d-1], isAsking)
}

// needless tells whether the denial at token d says that what stands before it
// is not required.
func (g *grammar) needless(text string, toks []Token, d int) bool {
	for i := d + 1; i < min(d+3, len(toks)) && toks[i].marks&(breaks|clause|comma) == 0; i++ {
		if t := &toks[i]; g.is(t, isNeedless) {
			written := strings.ToLower(text[t.Start:t.End])
			return d > 0 && toks[d].marks&(breaks|clause) == 0 && !strings.HasSuffix(written, "e") && !strings.HasSuffix(written, "s") &&
				(g.is(&toks[d-1], isBeing) || strings.HasSuffix(written, "ed"))
		}
	}
	return false
}

// governedBefore returns what a denial at token d denies that says that what
// stands before it is not required, unless it is wished for.
func (g *grammar) governedBefore(toks []Token, d int) tokenRange {
	from := d
	for from > 0 && d-from < maxClause && toks[from].marks&(breaks|clause|comma) == 0 && !g.is(&toks[from-1], isBut) {
		from--
		if g.is(&toks[from], isWished) {
			return tokenRange{}
		}
	}
	return tokenRange{int32(from), int32(d)}
}

// orFollows tells whether a list that goes on at token i ends with "or".
func (g *grammar) orFollows(toks []Token, i int) bool {
	for end := min(len(toks), i+maxClause); i < end && toks[i].marks&(breaks|clause) == 0 && !g.is(&toks[i], isBut|isSubject); i++ {
		if g.is(&toks[i], isOr) {
			return true
		}
	}
	return false
}
