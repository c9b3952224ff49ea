package metrics

import (
	"cmp"
	"slices"

	"rolecall/classify"
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
