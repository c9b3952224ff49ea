package metrics

import (
	"cmp"
	"crypto/sha1"
	"fmt"
	"slices"

	"rolecall/classify"
	"rolecall/lexicon"
)

// A TitleGroup is how postings whose titles read alike were labelled. It needs
// no labels by people: a title that names a far job is hardly ever wrong about
// it.
type TitleGroup struct {
	Title  string        `json:"title"` // a role, "another job", or the near miss
	N      int           `json:"n"`
	Labels [numRoles]int `json:"labels"` // in the order of lexicon.Roles
}

// titleGroup names the group of a title, "" for one that is ambiguous or
// unknown.
func titleGroup(t classify.TitleReading) string {
	switch {
	case t.Ambiguous || t.Label == "":
		return ""
	case t.Near != "":
		return t.Near
	case t.Label.Index() == numRoles-1:
		return "another job"
	}
	return string(t.Label)
}

// ByTitle groups predictions by their titles' readings, largest group first.
func ByTitle(ps []Prediction) []TitleGroup {
	index := map[string]int{}
	var groups []TitleGroup
	for i := range ps {
		name := titleGroup(ps[i].Reading)
		if name == "" {
			continue
		}
		g, ok := index[name]
		if !ok {
			g = len(groups)
			index[name] = g
			groups = append(groups, TitleGroup{Title: name})
		}
		label, _ := ps[i].best()
		groups[g].N++
		groups[g].Labels[label]++
	}
	slices.SortFunc(groups, func(a, b TitleGroup) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Title, b.Title))
	})
	return groups
}

// A TitleSample is a posting whose title nearly names one of the four roles.
type TitleSample struct {
	Group      string       `json:"group"` // as TitleGroup.Title
	ID         string       `json:"id"`
	Title      string       `json:"title"`
	Label      lexicon.Role `json:"label"`
	Confidence float64      `json:"confidence"`
}

// SampleTitles returns some postings of each group of near misses, the groups in
// the order of ByTitle, none sealed. Which is a matter of a hash of their ids.
func SampleTitles(ps []Prediction, most int) (out []TitleSample) {
	hash := func(i int) string { return fmt.Sprintf("%x", sha1.Sum([]byte("near "+ps[i].ID))) }
	groups := map[string][]int{}
	for i := range ps {
		if p := &ps[i]; p.Reading.Near != "" && !p.Reading.Ambiguous && !p.Sealed {
			groups[p.Reading.Near] = append(groups[p.Reading.Near], i)
		}
	}
	for _, g := range ByTitle(ps) {
		of := groups[g.Title]
		slices.SortFunc(of, func(a, b int) int { return cmp.Or(cmp.Compare(hash(a), hash(b)), cmp.Compare(a, b)) })
		for _, i := range of[:min(len(of), most)] {
			label, confidence := ps[i].Best()
			out = append(out, TitleSample{g.Title, ps[i].ID, ps[i].Titled, label, confidence})
		}
	}
	return out
}
