// Package pdf reads postings in PDFs: what pdftext finds, laid out as lines.
package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/pdf/pdftext"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
)

// maxPDFPages is how many pages are read: a posting has one to five.
const maxPDFPages = 40

// Match recognises a PDF, also one with a few bytes in front of it.
func Match(s *document.Input) bool {
	at := bytes.Index(s.Body[:min(len(s.Body), 1024)], []byte("%PDF-"))
	return at == 0 || at > 0 && s.Binary
}

// Read reads the posting in a PDF, with this module's own reader and, where
// Options.PDFToText names it and that one does better, with pdftotext.
func Read(in *document.Input, o posting.Options) []posting.Extraction {
	own := readPDFText(in.Body, o)
	if o.PDFToText == "" {
		return []posting.Extraction{own}
	}
	other, err := runPDFToText(o.PDFToText, in.Body, o)
	if err != nil {
		own.Attempts = append(own.Attempts, posting.Attempt{Strategy: "pdftotext", Accepted: false, Why: err.Error()})
		return []posting.Extraction{own}
	}
	if betterPDF(other, own) {
		other.Attempts = append(own.Attempts, other.Attempts...)
		other.Posting.URL = cmp.Or(other.Posting.URL, own.Posting.URL)
		return []posting.Extraction{other}
	}
	own.Attempts = append(own.Attempts, posting.Attempt{Strategy: "pdftotext", Accepted: false, Why: "gives no more than the own reader"})
	return []posting.Extraction{own}
}

// betterPDF compares pdftotext's reading with our own, which knows sizes and
// weights of type, and is taken unless it lost something.
func betterPDF(other, own posting.Extraction) bool {
	if other.OK() != own.OK() {
		return other.OK()
	}
	if !own.OK() {
		return false
	}
	lost := strings.Count(own.Posting.Text, "\uFFFD") > 5
	return lost || line.CountWords(own.Posting.Text)*5 < line.CountWords(other.Posting.Text)*4
}

// readPDFText reads a PDF with the own reader.
func readPDFText(body []byte, o posting.Options) posting.Extraction {
	doc, err := pdftext.Read(body, pdftext.Limits{Pages: maxPDFPages, Over: func() error { return over(o) }})
	if err != nil {
		return refusalOf(err)
	}
	lines, f := layOut(doc.Pages)
	if line.CountWords(line.Join(lines)) == 0 {
		x := document.Refusal(posting.Empty, "a PDF of %s without text", document.Count(doc.Total, "page"))
		switch {
		case doc.Truncated != nil:
			return refusalOf(doc.Truncated)
		case doc.Unknown > 20:
			x = document.Refusal(posting.Malformed, "a PDF whose fonts do not say which letters they show (%d of them)", doc.Unknown)
		case doc.Images:
			x = document.Refusal(posting.NotAPosting, "a PDF of %s that are images: it needs text recognition first", document.Count(doc.Total, "page"))
		}
		x.Attempts = []posting.Attempt{{Strategy: "pdf", Accepted: false, Why: x.Detail}}
		return x
	}
	f.Lines = lines
	f.Note = fmt.Sprintf("%s of text", document.Count(len(doc.Pages), "page"))
	f.CutSurroundings(doc.Title)
	x := document.FromDraft("pdf", f, o)
	if x.OK() {
		if x.Posting.Title == "" {
			x.Posting.Title = titleOfMetadata(doc.Title)
		}
		x.Posting.Warnings = append(x.Posting.Warnings, warnings(doc)...)
	}
	return x
}

// over says that the document's time is over, and how.
func over(o posting.Options) error {
	if err := posting.ClockOf(o).Over(); err != nil {
		return fmt.Errorf("%w: %s", err, posting.TooLong(err, o))
	}
	return nil
}

// titleOfMetadata takes a PDF's own title where it names an occupation: a browser
// puts the page's title there, a word processor anything.
func titleOfMetadata(s string) string {
	for _, sep := range titles.Separators[:2] {
		s, _, _ = strings.Cut(s, sep)
	}
	s = titles.Of(document.Clause(s))
	if !titles.HasOccupation(vocabulary.NormalHeading(s)) || line.CountWords(s) > titles.MaxWords {
		return ""
	}
	return s
}

func warnings(doc *pdftext.Document) []string {
	var out []string
	switch {
	case doc.Truncated != nil:
		out = append(out, "truncated: "+doc.Truncated.Error())
	case doc.Total > len(doc.Pages):
		out = append(out, fmt.Sprintf("truncated: %d of %d pages were read", len(doc.Pages), doc.Total))
	}
	if doc.Unknown > 100 {
		out = append(out, fmt.Sprintf("degraded: %d letters of the PDF could not be told", doc.Unknown))
	}
	return out
}

func refusalOf(err error) posting.Extraction {
	reason := posting.Malformed
	switch {
	case errors.Is(err, pdftext.ErrEncrypted):
		reason = posting.NoAccess
	case errors.Is(err, posting.ErrTimeout):
		reason = posting.TimedOut
	case errors.Is(err, pdftext.ErrTooBig):
		reason = posting.TooComplex
	}
	x := document.Refusal(reason, "a PDF that cannot be read: %v", err)
	x.Attempts = []posting.Attempt{{Strategy: "pdf", Accepted: false, Why: x.Detail}}
	return x
}
