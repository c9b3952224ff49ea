package extract

import (
	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
)

// A jobOffer is a JobPosting object as a page states it.
type jobOffer struct {
	title, company, location, date, url string
	lines                               []line.Line
	words                               int
}

// readOffer reads the fields of one JobPosting.
func readOffer(o map[string]any) jobOffer {
	out := jobOffer{
		title:    document.PlainField(first(o, "title", "name")),
		company:  document.PlainField(name(o["hiringOrganization"])),
		location: location(o["jobLocation"]),
		date:     document.PlainField(textOf(o["datePosted"])),
		url:      document.PlainField(textOf(o["url"])),
	}
	out.lines = document.DescriptionLines(textOf(o["description"]))
	for _, part := range []struct{ field, heading string }{
		{"responsibilities", "Responsibilities"}, {"qualifications", "Qualifications"},
		{"experienceRequirements", "Experience requirements"}, {"educationRequirements", "Education requirements"},
		{"skills", "Skills"}, {"jobBenefits", "Benefits"},
	} {
		out.lines = document.AppendPart(out.lines, part.heading, document.DescriptionLines(textOf(o[part.field])))
	}
	for _, l := range out.lines {
		out.words += l.Words
	}
	return out
}
