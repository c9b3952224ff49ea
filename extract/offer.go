package extract

import "rolecall/extract/internal/line"

// A jobOffer is a JobPosting object as a page states it.
type jobOffer struct {
	title, company, location, date, url string
	lines                               []line.Line
	words                               int
}

// readOffer reads the fields of one JobPosting.
func readOffer(o map[string]any) jobOffer {
	out := jobOffer{
		title:    plainField(first(o, "title", "name")),
		company:  plainField(name(o["hiringOrganization"])),
		location: location(o["jobLocation"]),
		date:     plainField(textOf(o["datePosted"])),
		url:      plainField(textOf(o["url"])),
	}
	out.lines = descriptionLines(textOf(o["description"]))
	for _, part := range []struct{ field, heading string }{
		{"responsibilities", "Responsibilities"}, {"qualifications", "Qualifications"},
		{"experienceRequirements", "Experience requirements"}, {"educationRequirements", "Education requirements"},
		{"skills", "Skills"}, {"jobBenefits", "Benefits"},
	} {
		out.lines = appendPart(out.lines, part.heading, descriptionLines(textOf(o[part.field])))
	}
	for _, l := range out.lines {
		out.words += l.Words
	}
	return out
}
