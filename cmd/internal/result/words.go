package result

import (
	"slices"
	"strconv"
	"strings"

	"rolecall/classify"
	"rolecall/lexicon"
)

// Kind is the verdict as a person reads it: that of the row, or "unreadable",
// "accepted" (a mismatch that somebody accepted, for a reason), or "neighbours"
// (one between Product Manager and Product Manager – Technical).
func Kind(r *classify.Result, accepted string) string {
	switch {
	case r.Outcome == classify.Unreadable:
		return "unreadable"
	case accepted != "":
		return "accepted"
	case r.Verdict == classify.Neighbour:
		return "neighbours"
	}
	return string(r.Verdict)
}

// Says is a title's reading in a word: its label, Ambiguous or Unknown.
func Says(t *classify.TitleReading) string {
	switch {
	case t.Ambiguous:
		return Ambiguous
	case t.Label == "":
		return Unknown
	}
	return string(t.Label)
}

// Short tells titles that say TPM or PM, in full or short: a Technical Program
// Manager or a bare TPM, a Product Manager or a bare PM. It is "" for all
// others: a title that spells out the technical product manager leaves nothing
// to ask.
func Short(t *classify.TitleReading) lexicon.Role {
	may := func(r lexicon.Role) bool { return t.Near == "" && slices.Contains(t.Candidates, r) }
	switch {
	case t.Label == lexicon.PM || may(lexicon.PM) && may(lexicon.TPM):
		return lexicon.PM
	case t.Label == lexicon.TPM || may(lexicon.TPM) && may(lexicon.PMT):
		return lexicon.TPM
	}
	return ""
}

// Why lists the words of the strongest evidence for the label of the duties,
// n pieces at most.
func Why(r *classify.Result, n int) string {
	var parts []string
	for i := range r.Evidence {
		if r.Evidence[i].Weight <= 0 || len(parts) == n {
			break
		}
		parts = append(parts, r.Evidence[i].Text)
	}
	return strings.Join(parts, "; ")
}

// TitleText says what a title was read as.
func TitleText(t classify.TitleReading) string {
	switch {
	case t.Ambiguous:
		return "may mean " + JoinRoles(t.Candidates)
	case t.Near != "":
		return "none of the four, a " + t.Near
	case t.Label == lexicon.None:
		return "another job"
	case t.Label != "":
		return string(t.Label)
	}
	return "tells nothing"
}

// JoinRoles writes roles in a cell.
func JoinRoles(roles []lexicon.Role) string { return strings.Join(Strings(roles), " ") }

// RoleNamed returns the role of a name in any letter case, by its label or in
// words.
func RoleNamed(name string) (lexicon.Role, bool) {
	name = strings.TrimSpace(name)
	for _, r := range lexicon.Roles() {
		if strings.EqualFold(name, string(r)) {
			return r, true
		}
	}
	if strings.EqualFold(name, "PMT") {
		return lexicon.PMT, true
	}
	return "", false
}

// Strings are words of a type of their own, such as roles, as strings.
func Strings[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// Decimal writes a number in a cell, as short as it can be.
func Decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// MatrixTitles are the rows of the matrix, in order.
func MatrixTitles() []string { return append(Strings(lexicon.Roles()), Ambiguous, Unknown) }

// CutLine parts the name of a row, path:LINE.
func CutLine(name string) (path string, line int) {
	if i := strings.LastIndexByte(name, ':'); i > 0 {
		if n, err := strconv.Atoi(name[i+1:]); err == nil && n > 0 {
			return name[:i], n
		}
	}
	return name, 0
}
