package webpage

import (
	"bytes"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
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
	if p.contradicts(best) {
		return nil, "JobPosting of another job than the page shows"
	}
	if best.Parts > 0 && p.shows(best.Lines[:best.Parts]) > 0.5 && p.shows(best.Lines[best.Parts:]) < 0.5 {
		// What is stated besides the description is a summary for machines.
		best.Lines = best.Lines[:best.Parts]
	}
	f := &document.Draft{Title: best.Title, Company: best.Company, Location: best.Location, Date: best.Date, URL: best.URL, Stated: true}
	if best.Words < vocabulary.MinWords {
		f.Lines = best.Lines
		return f, "JobPosting without a description"
	}
	f.Lines, f.Note = p.completeStatement(best.Lines, len(best.Lines) > best.Parts)
	return f, ""
}

// maxOffers is how many postings of a page's JSON-LD are read: a list of
// hundreds is none of them, and each takes memory with all its lines.
const maxOffers = 1000

// jobOffers reads the page's JSON-LD once.
func (p *page) jobOffers() []schemaorg.Offer {
	if p.read {
		return p.offers
	}
	p.read = true
	for _, s := range p.Scripts {
		if len(p.offers) >= maxOffers || posting.ClockOf(p.limits).Over() != nil {
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
			if len(p.offers) < maxOffers {
				p.offers = append(p.offers, schemaorg.ReadOffer(o))
			}
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

// shows is the share of the lines of which the page's own markup holds a piece,
// among the first that are long enough to tell; 0 where none is.
func (p *page) shows(lines []line.Line) float64 {
	asked, held := 0, 0
	for _, l := range lines {
		piece := plainPiece(l.Text)
		if piece == "" || l.Words < 6 {
			continue
		}
		if asked++; bytes.Contains(p.Stripped.Markup, []byte(piece)) {
			held++
		}
		if asked == 8 {
			break
		}
	}
	if asked == 0 {
		return 0
	}
	return float64(held) / float64(asked)
}

// plainPiece is a piece of a text, some words long, that markup writes as it is.
func plainPiece(s string) string {
	const least, most = 16, 32
	for i := 0; i+least <= len(s); {
		j := i
		for j < len(s) && j-i < most && (isLetter(s[j]) || s[j] == ' ' || s[j] == ',') {
			j++
		}
		if j-i >= least {
			return s[i:j]
		}
		i = j + 1
	}
	return ""
}

// contradicts reports a statement that was left over from another page: neither
// its title nor its text stands on this one, which shows a posting of its own.
func (p *page) contradicts(o *schemaorg.Offer) bool {
	if title := plainPiece(o.Title + "                "); title != "" && bytes.Contains(p.Stripped.Markup, []byte(strings.TrimSpace(title))) || p.shows(o.Lines) > 0 {
		return false
	}
	if p.grow() != nil || p.words < 3*vocabulary.MinWords {
		return false
	}
	f, _ := findContent(p)
	return f != nil && f.Title != "" && !strings.Contains(vocabulary.NormalHeading(f.Title), vocabulary.NormalHeading(o.Title)) && overlap(o.Lines, f.Lines) < 0.5
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
