package extract

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/dom"
	"rolecall/extract/internal/frames"
	"rolecall/extract/internal/jobboard"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/mail"
	"rolecall/extract/internal/markdown"
	"rolecall/extract/internal/pdf"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/word"
)

// A format is a kind of document that can be read.
type format struct {
	name  string
	match func(*document.Input) bool // by content; the name only settles doubts
	read  func(*document.Input, Options) []Extraction
}

// formats lists the known formats in the order in which they are asked. The
// last one takes whatever is text.
func formats() []format {
	return []format{
		{"pdf", pdf.Match, pdf.Read},
		{"docx", word.Match, word.Read},
		{"foreign", looksForeign, readForeign},
		{"mhtml", mail.MatchMHTML, titled(mail.ReadMHTML)},
		{"e-mail", mail.MatchEmail, readEmail},
		{"json", jobboard.MatchJSON, jobboard.ReadJSON},
		{"saved data", jobboard.MatchSaved, jobboard.ReadSaved},
		{"feed", jobboard.MatchFeed, jobboard.ReadFeed},
		{"markdown", markdown.Match, markdown.Read},
		{"html", looksHTML, titled(frames.Read)},
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
	in, refusal, o := admit(ctx, name, data, o)
	if in == nil {
		return []Extraction{refusal}
	}
	for _, f := range formats() {
		if f.match(in) {
			return owning(f.read(in, o))
		}
	}
	return []Extraction{{Reason: Binary, Detail: "not a text document of a known format"}}
}

// owning gives postings short texts of their own: a part of a document would keep all
// of it, for as long as somebody has the title.
func owning(all []Extraction) []Extraction {
	for i := range all {
		p := &all[i].Posting
		p.Title, p.Company, p.Location = strings.Clone(p.Title), strings.Clone(p.Company), strings.Clone(p.Location)
	}
	return all
}

// toldBytes is how much of a description is searched for a sentence with its title.
const toldBytes = 4096

// titled reads pages. A page has a title, and one that was saved without it may tell it
// in a sentence of its text; what was written or sent without a title has none.
func titled(read func(*document.Input, Options) []Extraction) func(*document.Input, Options) []Extraction {
	return func(in *document.Input, o Options) []Extraction {
		all := read(in, o)
		for i := range all {
			tellTitle(&all[i])
		}
		return all
	}
}

// tellTitle gives a posting without a title that which a sentence tells.
func tellTitle(x *Extraction) {
	p := &x.Posting
	if !x.OK() || p.Title != "" {
		return
	}
	p.Title = titles.Told(line.Parse(p.Text[:min(len(p.Text), toldBytes)]))
	if n := len(x.Attempts); p.Title != "" && n > 0 && x.Attempts[n-1].Accepted {
		x.Attempts[n-1].Why += "; a sentence tells the title"
	}
}

// admit takes a document in, whatever its format: its size is checked, the header
// of an HTTP answer is cut, and its clock starts. The input is nil where there is
// nothing to read, as the refusal says.
func admit(ctx context.Context, name string, data []byte, o Options) (*document.Input, Extraction, Options) {
	o = posting.Under(ctx, o)
	if len(data) > o.MaxBytes {
		return nil, Extraction{Reason: TooLarge, Detail: fmt.Sprintf("%d bytes, more than the limit of %d", len(data), o.MaxBytes)}, o
	}
	in := document.NewInput(name, data)
	if in.IsEmpty() {
		return nil, Extraction{Reason: Empty, Detail: "no bytes"}, o
	}
	return in, Extraction{}, o
}

// readEmail reads a message, or what is attached to it, which is no message in
// its turn.
func readEmail(in *document.Input, o Options) []Extraction {
	return mail.ReadEmail(in, o, func(f mail.File) []Extraction {
		attached := document.NewInput(f.Name, f.Data)
		for _, format := range formats() {
			if format.name != "e-mail" && format.match(attached) {
				return format.read(attached, o)
			}
		}
		return nil
	})
}

// topBytes is how much of a text is searched for markup, and pageBytes for what
// only pages have.
const (
	topBytes  = 64 << 10
	pageBytes = 2048
)

// looksHTML looks for markup near the top.
func looksHTML(s *document.Input) bool {
	if s.Binary {
		return false
	}
	head := s.Text()
	head = head[:min(len(head), topBytes)]
	lower := bytes.ToLower(head[:min(len(head), pageBytes)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta ", "<script"} {
		if bytes.Contains(lower, []byte(tag)) {
			return true
		}
	}
	return dom.HasMarkup(string(head))
}

// looksText accepts anything without the bytes that no text has.
func looksText(s *document.Input) bool { return !s.Binary }
