package extract

// A region says on which part of a page a line stands, by what elements and
// their class names and ids call themselves.
type region uint16

const (
	inNav region = 1 << iota
	inHeader
	inFooter
	inAside
	inCookie
	inRelated // other jobs
	inShare
	inModal
	inForm
	inHidden
	inPolicy // a policy, a form
)

// unlikely are the regions that never hold the description itself.
const unlikely = inNav | inFooter | inCookie | inRelated | inShare | inPolicy
