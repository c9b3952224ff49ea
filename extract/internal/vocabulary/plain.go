package vocabulary

import (
	"slices"

	"rolecall/extract/internal/line"
)

// pay is an amount of money.
var pay = line.Pattern(`[$€£]\s?\d|\d\s?(?:€|£|EUR\b|USD\b|% commission)`)

// phone is a number to call.
var phone = line.Pattern(`\d{3}[-. ]\d{3,4}\b`)

// PlainOffer reports a short offer in a trade's own words: of a job that a page which
// hires names, it tells what is done or asked, what is paid and how to reach the
// employer: "Must read a wiring diagram. Text Marv or stop by the shop."
func (e Evidence) PlainOffer() bool {
	w := Words()
	any := func(f func(string) bool) bool {
		return slices.ContainsFunc(e.lines, func(l line.Line) bool { return l.Words > 0 && f(l.Text) })
	}
	return e.Words <= maxPlainWords &&
		any(func(s string) bool { return w.says(s) != "" || w.plainAsked.Find(s) != "" }) &&
		any(func(s string) bool { return pay().MatchString(s) || w.terms.Find(s) != "" }) &&
		any(func(s string) bool { return w.plainApply.Find(s) != "" || phone().MatchString(s) })
}

// maxPlainWords is how long an offer in a trade's own words is.
const maxPlainWords = 200

// Wants reports a text that says that somebody is wanted.
func (w *Wording) Wants(s string) bool { return w.wanted.Find(s) != "" }
