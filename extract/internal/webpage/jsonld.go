package webpage

import (
	"bytes"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/schemaorg"
	"rolecall/extract/internal/script"
	"rolecall/extract/internal/vocabulary"
)

// findJSONLD reads schema.org JobPosting objects in JSON-LD scripts.
func findJSONLD(p *page) (*document.Draft, string) {
	offers := p.jobOffers()
	if len(offers) == 0 {
		return nil, "no JobPosting in JSON-LD"
	}
	best := p.pickOffer(offers)
	if best == nil {
		return nil, "several JobPosting objects, none of them the page's own"
	}
	f := &document.Draft{Title: best.Title, Company: best.Company, Location: best.Location, Date: best.Date, URL: best.URL, Stated: true}
	if best.Words < vocabulary.MinWords {
		f.Lines = best.Lines
		return f, "JobPosting without a description"
	}
	f.Lines, f.Note = p.completeStatement(best.Lines)
	return f, ""
}

// jobOffers reads the page's JSON-LD once.
func (p *page) jobOffers() []schemaorg.Offer {
	if p.read {
		return p.offers
	}
	p.read = true
	for _, s := range p.Scripts {
		if posting.ClockOf(p.limits).Over() != nil {
			break // which extract tells
		}
		if !strings.Contains(strings.ToLower(s.Attrs), "ld+json") || len(s.Body) > script.MaxBytes || !bytes.Contains(s.Body, []byte("JobPosting")) {
			continue
		}
		v, ok := script.ParseJSON(s.Body)
		if !ok {
			continue
		}
		script.WalkJSON(v, 0, func(o map[string]any) bool {
			if !schemaorg.IsType(o["@type"], "JobPosting") {
				return true
			}
			p.offers = append(p.offers, schemaorg.ReadOffer(o))
			return false
		})
	}
	return p.offers
}

// pickOffer chooses the object that the page is about. A list page states many.
func (p *page) pickOffer(offers []schemaorg.Offer) *schemaorg.Offer {
	best, distinct := 0, map[string]bool{}
	for i, o := range offers {
		distinct[vocabulary.NormalHeading(o.Title)] = true
		if o.Words > offers[best].Words {
			best = i
		}
	}
	if len(distinct) <= 1 {
		return &offers[best]
	}
	if p.grow() != nil {
		return nil
	}
	page := " " + vocabulary.NormalHeading(p.title+" | "+p.meta["og:title"]) + " "
	best = -1
	for i, o := range offers {
		t := vocabulary.NormalHeading(o.Title)
		if t != "" && strings.Contains(page, " "+t+" ") && (best < 0 || len(o.Title) > len(offers[best].Title)) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return &offers[best]
}
