package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rolecall/classify"
	"rolecall/cmd/internal/result"
	"rolecall/lexicon"
)

// A Summary is what an audit came to.
type Summary struct {
	Postings   int
	Mismatches int // that count
	Failing    int // of these, as severe as --fail-on says
	Neighbours int // that do not count
	Accepted   int
	Verdicts   map[classify.Verdict]int
	Unreadable int
	Matrix     map[string]*DutiesCounts // by what the title says
	Usages     []Usage
}

// DutiesCounts counts postings by what their duties say: the roles in their
// order, then those that are not clear.
type DutiesCounts [lexicon.NumRoles + 1]int

func (d *DutiesCounts) add(r *Row) {
	k := lexicon.NumRoles
	if r.Body.Label != "" && r.Body.Confidence >= classify.DefaultMinConfidence {
		k = r.Body.Label.Index()
	}
	d[k]++
}

// A Usage is what one employer means by TPM or by PM.
type Usage struct {
	Employer string
	Says     lexicon.Role // TPM or PM
	N        int
	Duties   DutiesCounts
}

// Summarize counts rows, which Sort has looked at.
func Summarize(rows []*Row, o Rules) Summary {
	s := Summary{Postings: len(rows), Verdicts: map[classify.Verdict]int{}, Matrix: map[string]*DutiesCounts{}}
	for _, r := range rows {
		if r.Unreadable() {
			s.Unreadable++
			continue
		}
		s.Verdicts[r.Verdict]++
		switch {
		case r.Counted:
			s.Mismatches++
			if r.Severity >= o.Severity {
				s.Failing++
			}
		case r.Accepted != "":
			s.Accepted++
		case r.Neighbours:
			s.Neighbours++
		}
		says := result.Says(&r.TitleReading)
		if s.Matrix[says] == nil {
			s.Matrix[says] = &DutiesCounts{}
		}
		s.Matrix[says].add(r)
	}
	s.Usages = usagesOf(rows)
	return s
}

// usagesOf counts, for each employer, what its titles mean that say TPM or PM.
// Most postings first.
func usagesOf(rows []*Row) []Usage {
	type key struct {
		employer string
		says     lexicon.Role
	}
	byKey := map[key]*Usage{}
	for _, r := range rows {
		says := result.Short(&r.TitleReading)
		employer := strings.TrimSpace(r.Company)
		if says == "" || r.Unreadable() || employer == "" {
			continue
		}
		k := key{strings.ToLower(employer), says}
		u := byKey[k]
		if u == nil {
			u = &Usage{Employer: employer, Says: says}
			byKey[k] = u
		}
		u.Employer = min(u.Employer, employer) // of several spellings always the same
		u.N++
		u.Duties.add(r)
	}
	usages := make([]Usage, 0, len(byKey))
	for _, u := range byKey {
		usages = append(usages, *u)
	}
	slices.SortFunc(usages, func(a, b Usage) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(strings.ToLower(a.Employer), strings.ToLower(b.Employer)), cmp.Compare(b.Says, a.Says))
	})
	return usages
}

// Counts is the summary in a line.
func (s *Summary) Counts() string {
	v := s.Verdicts
	return fmt.Sprintf("postings %d: mismatch %d, neighbours %d, accepted %d, undecided %d, resolved %d, agree %d, not audited %d, unreadable %d",
		s.Postings, s.Mismatches, s.Neighbours, s.Accepted,
		v[classify.Undecided], v[classify.Resolved], v[classify.Agree], v[classify.NotAudited], s.Unreadable)
}

// DutiesHeader names the columns of DutiesCounts.
func DutiesHeader() []string {
	return append(result.Strings(lexicon.Roles()), "unclear")
}

// Texts are the counts as cells, with a dot for nothing.
func (d *DutiesCounts) Texts() []string {
	cells := make([]string, len(d))
	for i, n := range d {
		cells[i] = "."
		if n > 0 {
			cells[i] = fmt.Sprint(n)
		}
	}
	return cells
}
