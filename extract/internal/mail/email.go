package mail

import (
	"cmp"
	"strings"

	"rolecall/extract/internal/document"
	"rolecall/extract/internal/line"
	"rolecall/extract/internal/posting"
	"rolecall/extract/internal/titles"
	"rolecall/extract/internal/vocabulary"
	"rolecall/extract/internal/webpage"
)

// MatchEmail recognises a message by its header fields.
func MatchEmail(s *document.Input) bool {
	if s.Binary {
		return false
	}
	fields := headerFields(s.Top)
	n := 0
	for _, f := range []string{"from", "to", "subject", "date", "message-id", "received", "return-path", "delivered-to", "mime-version", "content-type", "dkim-signature", "reply-to", "x-mailer"} {
		if fields[f] {
			n++
		}
	}
	return n >= 2 && (fields["from"] || fields["subject"] || fields["message-id"])
}

// ReadEmail reads a posting that was sent as a message: its HTML part where it
// has one that holds a posting, else its plain text, else, by read, what is
// attached. Where read is nil, that is left.
func ReadEmail(in *document.Input, o posting.Options, read func(File) []posting.Extraction) []posting.Extraction {
	d, err := readMIME(in, o)
	if err != nil {
		return []posting.Extraction{document.Refusal(posting.Malformed, "an e-mail whose header cannot be read: %v", err)}
	}
	if all := d.several(o); all != nil {
		return all
	}
	x := d.message(o)
	if !x.OK() && read != nil {
		x = d.fromAttached(x, read)
	}
	if x.OK() && x.Posting.Title == "" {
		x.Posting.Title = d.subject()
	}
	if d.broken != nil && x.OK() {
		x.Posting.Warnings = append(x.Posting.Warnings, document.Clause("degraded: the message breaks off: "+d.broken.Error()))
	}
	return []posting.Extraction{x}
}

// several reads the postings of a message in plain text that holds more than one,
// nil for any other.
func (d *mimeDocument) several(o posting.Options) []posting.Extraction {
	if len(d.parts) != 1 || d.parts[0].isHTML() || len(d.parts[0].data) > document.MaxPlainText {
		return nil
	}
	text := strings.ReplaceAll(string(d.parts[0].text()), "\r\n", "\n")
	parts := document.PartPostings(line.UnfoldText(text))
	if parts == nil {
		return nil
	}
	return document.ReadEach(parts, func(text string) posting.Extraction {
		return document.FromDraft("text", readMessageText(text), o)
	})
}

// fromAttached reads the documents that are attached to a message which is no
// posting itself: the first posting among them, else the first paper of somebody
// who applies, else what was said of the message.
func (d *mimeDocument) fromAttached(refused posting.Extraction, read func(File) []posting.Extraction) posting.Extraction {
	for _, f := range d.files {
		for _, x := range read(f) {
			switch {
			case x.OK():
				return x
			case x.Reason == posting.Resume || x.Reason == posting.CoverLetter:
				refused = x
			}
		}
	}
	return refused
}

// message reads the body. The refusal of the HTML part stands where the plain
// text has nothing more to offer: it says more of what was sent.
func (d *mimeDocument) message(o posting.Options) posting.Extraction {
	var refused *posting.Extraction
	for _, p := range d.parts {
		if p.isHTML() {
			x := readMessageHTML(p.text(), o)
			if x.OK() {
				return x
			}
			if refused == nil || refused.Reason == posting.Empty {
				refused = &x
			}
		}
	}
	for _, p := range d.parts {
		if p.mediaType != "text/plain" {
			continue
		}
		if len(p.data) > document.MaxPlainText {
			return document.Refusal(posting.TooLarge, "an e-mail with %d bytes of text, more than the %d that a posting can have", len(p.data), document.MaxPlainText)
		}
		x := document.FromDraft("text", readMessageText(string(p.text())), o)
		if x.OK() {
			return x
		}
		if refused == nil || refused.Reason == posting.Empty {
			refused = &x
		}
	}
	switch {
	case refused != nil:
		return *refused
	case d.broken != nil:
		return document.Refusal(posting.Malformed, "an e-mail that breaks off before its text: %v", d.broken)
	case len(d.attached) > 0:
		return document.Refusal(posting.NotAPosting, "an e-mail without text; attached: %s", strings.Join(d.attached[:min(3, len(d.attached))], ", "))
	}
	return document.Refusal(posting.Empty, "an e-mail without text")
}

// readMessageHTML reads an HTML body: what it passes on, where that is a posting.
func readMessageHTML(body []byte, o posting.Options) posting.Extraction {
	rest, title := forwardedHTML(body)
	if len(rest) < len(body) {
		if x := webpage.HTML(rest, o); x.OK() {
			if !titles.HasOccupation(vocabulary.NormalHeading(x.Posting.Title)) {
				x.Posting.Title = cmp.Or(title, x.Posting.Title)
			}
			return x
		}
	}
	return webpage.HTML(body, o)
}

// readMessageText reads a plain-text body: quotation marks in front of lines
// and the headers of what was forwarded are no part of the posting, and lines
// that were folded at a column are joined.
func readMessageText(text string) document.Draft {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, l := range lines {
		for strings.HasPrefix(l, ">") {
			l = strings.TrimPrefix(strings.TrimPrefix(l, ">"), " ")
		}
		lines[i] = l
	}
	var f document.Draft
	end, title := forwarded(lines)
	lines, f.Title = lines[end:], title
	for i, l := range lines {
		// The signature's mark.
		if strings.TrimRight(l, " ") == "--" && i > len(lines)/2 {
			lines = lines[:i]
			break
		}
	}
	f.Lines = cutDisclaimer(line.Parse(strings.Join(line.Unfold(lines), "\n")))
	f.Note = "the message's plain text"
	// A posting that is passed on has its own title, and the subject may say
	// anything.
	if !titles.NamesJob(vocabulary.NormalHeading(f.Title)) {
		f.Title = cmp.Or(titles.OnTop(f.Lines), f.Title)
	}
	f.CutSurroundings("")
	return f
}

// cutDisclaimer drops what a message says of itself at its end.
func cutDisclaimer(lines []line.Line) []line.Line {
	for len(lines) > 1 && words().disclaims.Find(lines[len(lines)-1].Text) != "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// subject is the message's subject, as a title.
func (d *mimeDocument) subject() string { return titleOfSubject(d.field("Subject")) }

// titleOfSubject cleans a subject: what replies and forwards put in front of
// it, and list tags.
func titleOfSubject(s string) string {
	s = line.OneLine(s)
	for {
		head, rest, ok := strings.Cut(s, ":")
		if !ok || !isReplyMark(head) {
			break
		}
		s = strings.TrimSpace(rest)
	}
	if strings.HasPrefix(s, "[") {
		if tag, rest, ok := strings.Cut(s[1:], "] "); ok && len(tag) < 30 && line.CountWords(rest) > 0 {
			s = rest
		}
	}
	return titles.Of(s)
}

// isReplyMark recognises "Re", "Fwd", "AW" and their likes.
func isReplyMark(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(s, "[("); i > 0 {
		s = s[:i]
	}
	return words().replies[s]
}
