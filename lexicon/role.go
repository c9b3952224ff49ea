package lexicon

import "slices"

// A Role is a label that a posting can have.
type Role string

// The roles. None is any other job.
const (
	TPM  Role = "TPM"  // Technical Program Manager
	PM   Role = "PM"   // Product Manager
	PMT  Role = "PM-T" // Product Manager – Technical, also Technical Product Manager
	EM   Role = "EM"   // Engineering Manager
	None Role = "none" // another job
)

// NumRoles is the number of roles, None included.
const NumRoles = 5

var roles = [NumRoles]Role{TPM, PM, PMT, EM, None}

// Roles returns all roles in their fixed order, the order of every output.
func Roles() []Role { return slices.Clone(roles[:]) }

// Index returns the place of r in Roles, or -1 where r is no role.
func (r Role) Index() int { return slices.Index(roles[:], r) }
