// Package frames reads a page that is saved with the documents of its frames, or
// of other parts: the one that holds the posting.
package frames

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"

	"rolecall/extract/internal/charset"
	"rolecall/extract/internal/document"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/webpage"
)

// Bounds of documents inside a document.
const (
	maxFrames     = 24
	maxFrameDepth = 3
	minFrameBytes = 300 // less is an advertisement's or a tracker's frame
)

// A Page is one of those that a saved document is made of.
type Page struct {
	Data []byte // in UTF-8
	URL  string // "" where it is not known
}

// Read reads a page. It looks for the documents of frames, which SingleFile
// and monolith save inside attributes, only where the page itself does not state
// a posting: career pages of companies often are a shell around a frame in which
// the applicant-tracking system shows it.
func Read(in *document.Input, o posting.Options) []posting.Extraction {
	root, framed := webpage.ReadFramed(in.Text(), o)
	if root.Posting.Strategy == "content" {
		if all := document.EachOf(root, o); len(all) > 1 {
			return all
		}
	}
	if !framed || stated(root) {
		return []posting.Extraction{root}
	}
	var frames []Page
	for _, doc := range innerDocuments(in.Text(), 0) {
		frames = append(frames, Page{Data: doc})
	}
	return []posting.Extraction{Best(root, frames, o)}
}

// innerDocuments lists the documents in the attributes of frames, those inside
// them after them.
func innerDocuments(text []byte, depth int) [][]byte {
	var out [][]byte
	if depth >= maxFrameDepth || len(text) < minFrameBytes {
		return nil
	}
	z := nethtml.NewTokenizer(bytes.NewReader(text))
	for len(out) < maxFrames {
		switch z.Next() {
		case nethtml.ErrorToken:
			return out
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			tag, more := z.TagName()
			if s := string(tag); s != "iframe" && s != "frame" {
				continue
			}
			if doc := frameDocument(z, more); len(doc) >= minFrameBytes {
				out = append(out, doc)
				out = append(out, innerDocuments(doc, depth+1)...)
			}
		}
	}
	return out
}

// frameDocument reads the document in a frame's attributes, nil where it has
// none.
func frameDocument(z *nethtml.Tokenizer, more bool) []byte {
	var doc []byte
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch {
		case string(key) == "srcdoc":
			return bytes.Clone(value)
		case string(key) == "src" && bytes.HasPrefix(value, []byte("data:text/html")):
			doc = dataAddress(string(value))
		}
	}
	return doc
}

// dataAddress decodes "data:text/html;base64,...".
func dataAddress(s string) []byte {
	head, body, ok := strings.Cut(s, ",")
	if !ok {
		return nil
	}
	plain, err := url.PathUnescape(body)
	if err != nil {
		plain = body
	}
	raw := []byte(plain)
	if strings.HasSuffix(head, ";base64") {
		if raw, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(plain), "")); err != nil {
			return nil
		}
	}
	_, label, _ := strings.Cut(head, "charset=")
	label, _, _ = strings.Cut(label, ";")
	return charset.Decode(raw, label)
}

// Best reads the posting out of the root page and its frames. The root's own
// posting wins, unless it is a guess from its text and a frame states one, or it
// has none and a frame has.
func Best(root posting.Extraction, frames []Page, o posting.Options) posting.Extraction {
	if stated(root) {
		return root
	}
	best := root
	for _, p := range frames[:min(len(frames), maxFrames)] {
		if len(p.Data) < minFrameBytes || posting.ClockOf(o).Over() != nil {
			continue
		}
		x := ReadPage(p, o)
		for i := range x.Attempts {
			x.Attempts[i].Why = "in a frame: " + x.Attempts[i].Why
		}
		x.Attempts = append(slices.Clone(best.Attempts), x.Attempts...)
		if betterPage(x, best) {
			best = x
		} else {
			best.Attempts = x.Attempts
		}
	}
	completePage(&best.Posting, root.Posting)
	return best
}

// ReadPage reads one page, and notes its address where it does not say one.
func ReadPage(p Page, o posting.Options) posting.Extraction {
	x := webpage.HTML(p.Data, o)
	x.Posting.URL = cmp.Or(x.Posting.URL, p.URL)
	return x
}

// stated reports a posting that was found by more than the look of its text.
func stated(x posting.Extraction) bool {
	return x.OK() && x.Posting.Strategy != "content" && x.Posting.Strategy != "visible"
}

// betterPage compares a frame with the best page so far.
func betterPage(x, best posting.Extraction) bool {
	switch {
	case x.OK() != best.OK():
		return x.OK()
	case x.OK():
		return stated(x) && !stated(best)
	}
	// Of pages without a posting the root says why, unless there is nothing
	// on it.
	bare := best.Reason == posting.Empty || best.Reason == posting.Shell
	return bare && x.Reason != posting.Empty && x.Reason != posting.Shell
}

// completePage fills what a frame does not know from the page around it.
func completePage(p *posting.Posting, root posting.Posting) {
	p.Title = cmp.Or(p.Title, root.Title)
	p.Company = cmp.Or(p.Company, root.Company)
	p.Location = cmp.Or(p.Location, root.Location)
	p.Date = cmp.Or(p.Date, root.Date)
	p.URL = cmp.Or(p.URL, root.URL)
}
