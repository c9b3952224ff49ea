// Package posting is what every reader of a document makes: the posting, or the
// reason why there is none; and what bounds the making.
package posting

import "time"

// A Posting is one job posting as it was pulled out of a document.
type Posting struct {
	Title    string
	Company  string
	Location string
	Date     string // as the document states it; RFC 3339 or YYYY-MM-DD where the source is structured
	URL      string
	Language string // ISO 639-1 of the description, "" where it cannot be told

	// Text is the description as plain text in UTF-8: block elements end
	// lines, every list item is a line of its own, source line breaks inside
	// a paragraph are spaces, no line has leading or trailing space, and at
	// most one empty line separates two blocks.
	Text string

	// Sections cover Text from its first byte to its last, in order, without
	// overlap. A posting without headings is one section.
	Sections []Section

	Strategy string   // the name of the strategy that found it, see Options.Strategies
	Coverage float64  // share of the page's visible text that the description is, 0 to 1
	Warnings []string // what a reader should know: expired, truncated, fallback used
}

// A Section is a part of a posting's text under one heading.
type Section struct {
	Kind    Kind   `json:"kind"`
	Heading string `json:"heading"` // "" for what stands before the first heading
	Start   int    `json:"start"`   // byte offset into Posting.Text, of the heading line where there is one
	End     int    `json:"end"`     // byte offset just after the section
}

// A Kind says what a section of a posting is about.
type Kind string

// The kinds of sections. Headings map to kinds in data/sections.yaml.
const (
	Summary      Kind = "summary"
	Duties       Kind = "duties"
	Requirements Kind = "requirements"
	Company      Kind = "company"
	Benefits     Kind = "benefits"
	Legal        Kind = "legal"
	Other        Kind = "other"
)

// An Extraction is what reading one posting came to: the posting, or the
// reason why there is none.
type Extraction struct {
	// Member names the posting inside a document that holds several (its id
	// there, or its index from 0); "" where the document is one posting.
	Member  string
	ID      string // what the data of a job board call the posting; "" for others
	Posting Posting

	// Reason is empty when a posting was found. With a reason, Posting may
	// still hold what little is known (a title, the language), but no Text.
	Reason   Reason
	Detail   string    // one clause for people: what was seen
	Attempts []Attempt // the strategies tried, in order
}

// OK reports whether the extraction holds a posting.
func (e Extraction) OK() bool { return e.Reason == "" }

// An Attempt is one strategy's try at a document.
type Attempt struct {
	Strategy string `json:"strategy"`
	Accepted bool   `json:"accepted"`
	Why      string `json:"why"` // why it was accepted or refused
}

// A Reason says why a document gave no posting.
type Reason string

// The reasons. They are part of the output contract.
const (
	NoAccess    Reason = "no-access"        // the file could not be opened or read
	Empty       Reason = "empty"            // no bytes, or no visible text
	Binary      Reason = "binary"           // not a text document of a known format
	TooLarge    Reason = "too-large"        // over Options.MaxBytes
	TooComplex  Reason = "too-complex"      // nesting or node count past the bounds, and no text to fall back on
	TimedOut    Reason = "timeout"          // over Options.Timeout
	Malformed   Reason = "malformed"        // of a known format, but broken beyond reading
	LoginWall   Reason = "login-wall"       // asks to sign in
	BotCheck    Reason = "bot-check"        // captcha, access denied, "just a moment"
	ConsentWall Reason = "consent-wall"     // nothing but a cookie or consent dialog
	Expired     Reason = "expired"          // says that the posting is gone, and shows none
	ApplyForm   Reason = "application-form" // an application form without the description
	Resume      Reason = "resume"           // a person's résumé
	CoverLetter Reason = "cover-letter"     // a letter of one who applies
	List        Reason = "list"             // many postings in short
	NotAPosting Reason = "not-a-posting"
	Shell       Reason = "empty-shell" // a page that fills itself by script, saved before it did
)

// Options bound and steer an extraction. The zero value means the defaults.
type Options struct {
	// Strategies to try, in this order; nil means all, in the package's
	// order. For developers, who measure one strategy apart.
	Strategies []string

	MaxBytes int           // largest document read; default 64 MiB
	MaxNodes int           // largest tree built; default 300,000
	Timeout  time.Duration // longest time for one document, of the clock and of the process; default 2 s

	// PDFToText is the path of poppler's pdftotext, which is run on PDFs and
	// taken where it reads more than this package's own reader; "" means that
	// no process is started.
	PDFToText string

	clock *Clock // of the document that is being read
}
