package extract

import (
	"bytes"
	"context"
	"fmt"

	"rolecall/extract/internal/charset"
	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/frames"
	"rolecall/extract/internal/jobboard"
	"rolecall/extract/internal/mail"
	"rolecall/extract/internal/markdown"
	"rolecall/extract/internal/pdf"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/word"
)

// A format is a kind of document that can be read.
type format struct {
	name  string
	match func(*document.Input) bool // by content; the name only settles doubts
	read  func(name string, data []byte, o Options) []Extraction
}

// formats lists the known formats in the order in which they are asked. The
// last one takes whatever is text.
func formats() []format {
	return []format{
		{"pdf", pdf.Match, pdf.Read},
		{"docx", word.Match, word.Read},
		{"foreign", looksForeign, readForeign},
		{"mhtml", mail.MatchMHTML, mail.ReadMHTML},
		{"e-mail", mail.MatchEmail, readEmail},
		{"json", jobboard.MatchJSON, jobboard.ReadJSON},
		{"saved data", jobboard.MatchSaved, jobboard.ReadSaved},
		{"feed", jobboard.MatchFeed, jobboard.ReadFeed},
		{"markdown", markdown.Match, markdown.Read},
		{"html", looksHTML, frames.Read},
		{"text", looksText, readText},
	}
}

// Read reads a document of any known format, which it recognises by content;
// name, a file's name or "", only settles doubts. It returns at least one
// extraction: a posting each, or one that says why there is none.
func Read(name string, data []byte, o Options) []Extraction {
	return ReadContext(context.Background(), name, data, o)
}

// ReadContext is Read for somebody who may not wait: once the context is done,
// what is still to be read is given as TimedOut.
func ReadContext(ctx context.Context, name string, data []byte, o Options) []Extraction {
	o = posting.Under(ctx, o)
	switch {
	case len(data) > o.MaxBytes:
		return []Extraction{{Reason: TooLarge, Detail: fmt.Sprintf("%d bytes, more than the limit of %d", len(data), o.MaxBytes)}}
	case len(bytes.TrimSpace(data)) == 0:
		return []Extraction{{Reason: Empty, Detail: "no bytes"}}
	}
	s := &document.Input{Name: name, Data: data, Top: document.Opening(data), Binary: document.LooksBinary(data)}
	for _, f := range formats() {
		if f.match(s) {
			return f.read(name, data, o)
		}
	}
	return []Extraction{{Reason: Binary, Detail: "not a text document of a known format"}}
}

// readEmail reads a message, or what is attached to it, which is no message in
// its turn.
func readEmail(_ string, data []byte, o Options) []Extraction {
	return mail.ReadEmail(data, o, func(f mail.File) []Extraction {
		s := &document.Input{Name: f.Name, Data: f.Data, Top: document.Opening(f.Data), Binary: document.LooksBinary(f.Data)}
		for _, format := range formats() {
			if format.name != "e-mail" && format.match(s) {
				return format.read(f.Name, f.Data, o)
			}
		}
		return nil
	})
}

// looksHTML looks for markup near the top, in any encoding that keeps ASCII.
func looksHTML(s *document.Input) bool {
	body, _ := charset.CutHTTPHeader(s.Data)
	if document.LooksBinary(body) {
		return false
	}
	head := body[:min(len(body), 64<<10)]
	if _, enc := charset.CutBOM(body); enc != nil || charset.LooksUTF16(body) {
		head = charset.Decode(head[:len(head)&^1], "")
	}
	lower := bytes.ToLower(head[:min(len(head), 2048)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta ", "<script"} {
		if bytes.Contains(lower, []byte(tag)) {
			return true
		}
	}
	return dom.HasMarkup(string(head))
}

// looksText accepts anything without the bytes that no text has.
func looksText(s *document.Input) bool { return !s.Binary }
