package line

// A Region says on which part of a page a line stands, by what elements and
// their class names and ids call themselves.
type Region uint16

// The regions, by what stands there.
const (
	InNav Region = 1 << iota
	InHeader
	InFooter
	InAside
	InCookie
	InRelated // other jobs
	InShare
	InModal
	InForm
	InHidden
	InPolicy // a policy, a form
)

// Unlikely are the regions that never hold the description itself.
const Unlikely = InNav | InFooter | InCookie | InRelated | InShare | InPolicy
