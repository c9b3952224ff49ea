package webpage

import (
	"bytes"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/schemaorg"
	"rolecall/extract/internal/script"
	"rolecall/extract/internal/tables"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// findState searches the data that a page's own scripts work on: application
// JSON, assignments such as window.__appData, what Next.js, Nuxt and React
// Router send along, the blobs that LinkedIn keeps in comments. Any object with
// a title and a long description is a posting.
func findState(p *page) (*document.Draft, string) {
	var offers []schemaorg.Offer
	for _, b := range p.Blobs {
		if v, ok := script.ParseJSON(b); ok {
			offers = appendState(offers, v)
		}
	}
	for _, s := range p.Scripts {
		if posting.ClockOf(p.limits).Over() != nil {
			break // which extract tells
		}
		if strings.Contains(s.Attrs, "ld+json") || len(s.Body) > script.MaxBytes || !bytes.Contains(s.Body, script.MayDescribe) {
			continue
		}
		for _, v := range script.Values(s) {
			offers = appendState(offers, v)
		}
	}
	for _, v := range append(script.NextJSValues(p.Scripts), script.ReactRouterValues(p.Scripts)...) {
		offers = appendState(offers, v)
	}
	if len(offers) == 0 {
		return findMeta(p)
	}
	best := p.pickOffer(offers)
	if best == nil {
		return nil, "several postings in the page's state, none of them the page's own"
	}
	f := &document.Draft{Title: best.Title, Company: best.Company, Location: best.Location, Date: best.Date, URL: best.URL, Lines: best.Lines}
	f.Note = "an object with a title and a description"
	if lines, how := p.completeStatement(f.Lines, false); how != asStated {
		f.Lines, f.Note = lines, f.Note+", "+how
	}
	return f, ""
}

// findMeta reads a description that stands, whole, in the page's metadata.
func findMeta(p *page) (*document.Draft, string) {
	for _, key := range []string{"description", "og:description"} {
		lines := document.DescriptionLines(p.meta[key])
		if e := vocabulary.EvidenceIn(lines); e.Words >= 150 && e.Signals >= 5 {
			return &document.Draft{Lines: lines, Note: "metadata " + key}, ""
		}
	}
	return nil, "no posting in the page's state"
}

// appendState adds the postings in one value.
func appendState(offers []schemaorg.Offer, v any) []schemaorg.Offer {
	script.WalkJSON(v, 0, func(o map[string]any) bool {
		if len(offers) < 200 {
			if offer, ok := stateOffer(o); ok {
				offers = append(offers, offer)
				return false
			}
		}
		return true
	})
	return offers
}

// stateOffer reads an object that looks like a posting.
func stateOffer(o map[string]any) (schemaorg.Offer, bool) {
	keys := &tables.Builtin.State
	out := schemaorg.Offer{Title: document.PlainField(schemaorg.First(o, keys.Title...))}
	if out.Title == "" || !titles.Plausible(out.Title) {
		return out, false
	}
	text := schemaorg.First(o, keys.Description...)
	if len(text) < 200 {
		return out, false
	}
	out.Lines = document.DescriptionLines(text)
	for _, part := range keys.Parts {
		out.Lines = document.AppendPart(out.Lines, part.Heading, document.DescriptionLines(schemaorg.TextOf(o[part.Key])))
	}
	out.Lines = appendLists(out.Lines, o["lists"])
	out.Words = line.Words(out.Lines)
	// The object itself speaks for a posting: a title and a long description
	// side by side. An article has these too, but no wording of postings.
	e := vocabulary.EvidenceIn(out.Lines)
	if out.Words < vocabulary.MinWords || !e.Enough() && e.Signals+3*e.Kinds < 3 {
		return out, false
	}
	out.Company = document.PlainField(schemaorg.Name(schemaorg.FirstOf(o, keys.Company...)))
	out.Location = document.PlainField(schemaorg.Name(schemaorg.FirstOf(o, keys.Location...)))
	out.Date = document.PlainField(schemaorg.TextOf(schemaorg.FirstOf(o, keys.Date...)))
	return out, true
}

// appendLists adds the titled lists that Lever keeps beside the description.
func appendLists(lines []line.Line, v any) []line.Line {
	lists, _ := v.([]any)
	for _, l := range lists {
		if o, ok := l.(map[string]any); ok {
			lines = document.AppendPart(lines, document.PlainField(schemaorg.TextOf(o["text"])), document.DescriptionLines("<ul>"+schemaorg.TextOf(o["content"])+"</ul>"))
		}
	}
	return lines
}
