package webpage

import (
	"slices"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/posting"
)

// A strategy is one way of finding the posting in a page. find returns nil and
// the reason where it does not find one.
type strategy struct {
	name string
	find func(*page) (*document.Draft, string)
	bare bool // looks at what was set aside before parsing, and needs no tree
}

// strategies lists all of them in the order in which they are tried: what a
// page states about itself for machines comes before what is known about its
// site, and that before what can be told of its text.
func strategies() []strategy {
	return []strategy{
		{"jsonld", findJSONLD, true},
		{"microdata", findMicrodata, false},
		{"site", findSite, false},
		{"state", findState, false},
		{"content", findContent, false},
		{"visible", findText, false},
	}
}

// Strategies returns the names of all strategies in the order in which they are
// tried.
func Strategies() []string {
	var names []string
	for _, s := range strategies() {
		names = append(names, s.name)
	}
	return names
}

// chosenStrategies returns the strategies that the options name, in the options' order.
// Names that are none are passed over: Strategies lists those that are.
func chosenStrategies(o posting.Options) []strategy {
	all := strategies()
	if o.Strategies == nil {
		return all
	}
	var out []strategy
	for _, name := range o.Strategies {
		if i := slices.IndexFunc(all, func(s strategy) bool { return s.name == name }); i >= 0 {
			out = append(out, all[i])
		}
	}
	return out
}
