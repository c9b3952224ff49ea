package labelled

import (
	"fmt"
	"strings"

	"rolecall/classify/evaluate"
	"rolecall/cmd/internal/escape"
	"rolecall/cmd/internal/terminal"
)

// A left says why a row was not used; leftNone that it was.
type left int

const (
	leftNone left = iota
	leftDocument
	leftBroken
	leftUnreadable
	leftLanguage
	leftUnknown // its label is none of the five, so that it is used as one without
	numLeft
)

// leftWords say why rows were not used.
var leftWords = [numLeft]string{
	leftDocument:   "a saved document holds no label",
	leftBroken:     "it could not be read",
	leftUnreadable: "no posting and no label",
	leftLanguage:   "not in English and no label",
	leftUnknown:    "the label is none of TPM, PM, PM-T, EM, none, and counts as none given",
}

// A someOf counts what is alike, and remembers the first.
type someOf struct {
	n     int
	first string
}

func (t *someOf) add(name string) {
	if t.n++; t.n == 1 {
		t.first = name
	}
}

// rowUsage counts which rows are used for what, and which for nothing.
type rowUsage struct {
	left  [numLeft]someOf
	again someOf // labelled postings whose id stood before
}

func (u *rowUsage) count(why left, name string) { u.left[why].add(name) }

// notes say which rows are used, and which not.
func (u *rowUsage) notes(all []evaluate.Example) (notes []string) {
	var labelled, marked, taught, titled, silent int
	for i := range all {
		switch e := &all[i]; {
		case e.TeachingOnly:
			taught++
		case e.Label != "":
			labelled++
			if e.Lines != nil {
				marked++
			}
		case e.Title.Label != "" && !e.Title.Ambiguous:
			titled++
		default:
			silent++
		}
	}
	used := fmt.Sprintf("used: %s", terminal.Plural(labelled, "labelled posting"))
	if marked > 0 {
		used += fmt.Sprintf(", the lines of %d", marked)
	}
	if taught > 0 {
		used += fmt.Sprintf(", to learn from alone %d more", taught)
	}
	if titled > 0 {
		used += fmt.Sprintf(", and the titles of %s", terminal.Plural(titled, "other"))
	}
	notes = append(notes, used)
	if silent > 0 {
		notes = append(notes, fmt.Sprintf("not used: %s without a label whose titles name no job", terminal.Plural(silent, "posting")))
	}
	for why, t := range u.left {
		if t.n > 0 && left(why) != leftNone {
			notes = append(notes, fmt.Sprintf("not used: %s, the first %s: %s", terminal.Plural(t.n, "row"), escape.Terminal(t.first), leftWords[why]))
		}
	}
	if u.again.n > 0 {
		notes = append(notes, fmt.Sprintf("%s with an id that stood before, the first %q: each is used", terminal.Plural(u.again.n, "labelled posting"), u.again.first))
	}
	return notes
}

// why words what was left, to be said where nothing else was found.
func (u *rowUsage) why() string {
	var said []string
	for why, t := range u.left {
		if t.n > 0 && left(why) != leftNone {
			said = append(said, fmt.Sprintf("%s: %s", terminal.Plural(t.n, "row"), leftWords[why]))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return " (" + strings.Join(said, "; ") + ")"
}
