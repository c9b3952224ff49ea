package extract

import "rolecall/extract/internal/posting"

// What all readers make stands in a package of its own, and is part of this one.
type (
	// A Posting is one job posting as it was pulled out of a document.
	Posting = posting.Posting

	// A Section is a part of a posting's text under one heading.
	Section = posting.Section

	// A Kind says what a section of a posting is about.
	Kind = posting.Kind

	// An Extraction is what reading one posting came to: the posting, or the
	// reason why there is none.
	Extraction = posting.Extraction

	// An Attempt is one strategy's try at a document.
	Attempt = posting.Attempt

	// A Reason says why a document gave no posting.
	Reason = posting.Reason

	// Options bound and steer an extraction. The zero value means the defaults.
	Options = posting.Options
)

// The kinds of sections. Headings map to kinds in data/sections.yaml.
const (
	Summary      = posting.Summary
	Duties       = posting.Duties
	Requirements = posting.Requirements
	Company      = posting.Company
	Benefits     = posting.Benefits
	Legal        = posting.Legal
	Other        = posting.Other
)

// The reasons. They are part of the output contract.
const (
	NoAccess    = posting.NoAccess
	Empty       = posting.Empty
	Binary      = posting.Binary
	TooLarge    = posting.TooLarge
	TooComplex  = posting.TooComplex
	TimedOut    = posting.TimedOut
	Malformed   = posting.Malformed
	LoginWall   = posting.LoginWall
	BotCheck    = posting.BotCheck
	ConsentWall = posting.ConsentWall
	Expired     = posting.Expired
	ApplyForm   = posting.ApplyForm
	Resume      = posting.Resume
	CoverLetter = posting.CoverLetter
	List        = posting.List
	NotAPosting = posting.NotAPosting
	Shell       = posting.Shell
)
