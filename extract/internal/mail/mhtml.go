package mail

import (
	"slices"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/frames"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
)

// MatchMHTML recognises a web page that a browser saved as one MIME document.
func MatchMHTML(s *document.Input) bool {
	if s.Binary {
		return false
	}
	fields := headerFields(s.Top)
	if len(fields) == 0 || !(fields["content-type"] || fields["mime-version"]) {
		return false
	}
	lower := strings.ToLower(s.Top)
	named := strings.HasSuffix(strings.ToLower(s.Name), ".mht") || strings.HasSuffix(strings.ToLower(s.Name), ".mhtml")
	switch {
	case fields["snapshot-content-location"], strings.Contains(lower, "<saved by "), named:
		return true
	}
	// A message between people has been sent; a saved page has not.
	return strings.Contains(lower, "multipart/related") && !fields["received"] && !fields["to"] && !fields["message-id"] && !fields["return-path"]
}

// ReadMHTML reads a page saved as MHTML: its root part, or the frame that holds
// the posting.
func ReadMHTML(in *document.Input, o posting.Options) []posting.Extraction {
	d, err := readMIME(in, o)
	if err != nil {
		return []posting.Extraction{document.Refusal(posting.Malformed, "MHTML whose header cannot be read: %v", err)}
	}
	pages := d.pages()
	if len(pages) == 0 {
		if d.broken != nil {
			return []posting.Extraction{document.Refusal(posting.Malformed, "MHTML that breaks off before its page: %v", d.broken)}
		}
		return []posting.Extraction{document.Refusal(posting.NotAPosting, "MHTML without an HTML part")}
	}
	x := frames.Best(frames.ReadPage(pages[0], o), pages[1:], o)
	if x.Posting.Title == "" && x.OK() {
		x.Posting.Title = titles.Of(d.field("Subject"))
	}
	if d.broken != nil {
		x.Posting.Warnings = append(x.Posting.Warnings, document.Clause("degraded: the file breaks off: "+d.broken.Error()))
	}
	return []posting.Extraction{x}
}

// pages lists the HTML parts, the root part first.
func (d *mimeDocument) pages() []frames.Page {
	var parts []mimePart
	for _, p := range d.parts {
		if p.isHTML() {
			parts = append(parts, p)
		}
	}
	address := d.field("Snapshot-Content-Location")
	root := slices.IndexFunc(parts, func(p mimePart) bool {
		return (d.start != "" && p.id == d.start) || (d.start == "" && address != "" && p.location == address)
	})
	if root > 0 {
		p := parts[root]
		parts = slices.Insert(slices.Delete(parts, root, root+1), 0, p)
	}
	var pages []frames.Page
	for i, p := range parts {
		page := frames.Page{Data: p.text(), URL: document.WebAddress(p.location)}
		if i == 0 && page.URL == "" {
			page.URL = document.WebAddress(address)
		}
		pages = append(pages, page)
	}
	return pages
}
