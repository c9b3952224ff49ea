// Package schemaorg reads schema.org's JobPosting as JSON states it, wherever it stands.
package schemaorg

import (
	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
)

// A Offer is a JobPosting object as a page states it.
type Offer struct {
	Title, Company, Location, Date, URL string
	Lines                               []line.Line
	Words                               int
	Parts                               int // Lines[:Parts] are the description, those behind it properties of their own
}

// ReadOffer reads the fields of one JobPosting.
func ReadOffer(o map[string]any) Offer {
	out := Offer{
		Title:    document.PlainField(First(o, "title", "name")),
		Company:  document.PlainField(Name(o["hiringOrganization"])),
		Location: location(o["jobLocation"]),
		Date:     document.PlainField(TextOf(o["datePosted"])),
		URL:      document.PlainField(TextOf(o["url"])),
	}
	out.Lines = document.DescriptionLines(TextOf(o["description"]))
	out.Parts = len(out.Lines)
	for _, part := range []struct{ field, heading string }{
		{"responsibilities", "Responsibilities"}, {"qualifications", "Qualifications"},
		{"experienceRequirements", "Experience requirements"}, {"educationRequirements", "Education requirements"},
		{"skills", "Skills"}, {"jobBenefits", "Benefits"},
	} {
		out.Lines = document.AppendPart(out.Lines, part.heading, document.DescriptionLines(TextOf(o[part.field])))
	}
	for _, l := range out.Lines {
		out.Words += l.Words
	}
	return out
}
